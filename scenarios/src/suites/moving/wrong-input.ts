import { defineScenario, resident } from '../../sdk/define.ts';
import { expectThat } from '../../sdk/trouble.ts';

export default defineScenario({
  capability: 'moving.report',
  story: {
    nl: 'Een inwoner vergeet een veld, tikt dan een adres dat niet bestaat, en raakt er toch',
    en: 'A resident forgets a field, then types an address that does not exist, and still gets there',
  },
  cast: { mover: resident({ household: 1, adult: true }) },
  async play({ mover, service, municipality, step }) {
    const intent = service.intent('report-move');
    const address = municipality.vacantAddress();
    const values = { address, date: municipality.today() };
    if (service.login) await step('logs in', () => mover.login());
    const forgotten = Object.keys(intent.steps[0]?.fields ?? {}).slice(0, 1);
    await step('forgets the first field', () => mover.attempt(intent, values, { blank: forgotten }));
    expectThat(!(await mover.shows(intent.confirmation)), 'a form with an empty field was accepted');
    const nowhere = { ...address, houseNumber: '9998' };
    await step('types an address that does not exist', () => mover.attempt(intent, { ...values, address: nowhere }));
    const changed = (await municipality.changes()).filter(({ subject }) => subject === mover.person.id);
    expectThat(changed.length === 0, 'the town received a move from a form that was not in order');
    await step('does it well', () => mover.do(intent, values));
    await step('the town knows', () => municipality.expect.addressOf([mover.person]).toBecome(address));
  },
});
