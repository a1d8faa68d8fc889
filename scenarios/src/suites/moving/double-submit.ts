import { defineScenario, resident } from '../../sdk/define.ts';

/** Leaves the fact `extra`: how many moves or cases too many the town received. An audit judges it. */
export default defineScenario({
  capability: 'moving.report',
  story: {
    nl: 'Een inwoner klikt twee keer, gaat terug en verstuurt nog eens',
    en: 'A resident clicks twice, goes back and sends once more',
  },
  cast: { mover: resident({ household: 1, adult: true }) },
  async play({ mover, service, municipality, step, fact }) {
    const address = municipality.vacantAddress();
    if (service.login) await step('logs in', () => mover.login());
    await step('sends the last form again and again', () =>
      mover.submitTwice(service.intent('report-move'), { address, date: municipality.today() }),
    );
    await step('the town knows', () => municipality.expect.addressOf([mover.person]).toBecome(address));
    const moves = (await municipality.changes()).filter(
      ({ subject, what }) => subject === mover.person.id && what === 'address',
    );
    const cases = new Set((await municipality.dossiers(mover.person)).map(({ id }) => id));
    fact('extra', Math.max(0, moves.length - 1, cases.size - 1));
  },
});
