import { defineScenario, resident } from '../../sdk/define.ts';

export default defineScenario({
  capability: 'moving.report',
  story: { nl: 'Een gezin van vier verhuist samen', en: 'A household of four moves together' },
  cast: { mover: resident({ household: 4, adult: true }) },
  async play({ mover, service, municipality, step }) {
    const address = municipality.vacantAddress();
    if (service.login) await step('logs in', () => mover.login());
    await step('reports the move of the whole household', () =>
      mover.do(service.intent('report-move'), { address, date: municipality.today(), household: mover.household }),
    );
    await step('the town knows all of them', () => municipality.expect.addressOf(mover.household).toBecome(address));
  },
});
