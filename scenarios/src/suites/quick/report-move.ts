import { defineScenario, resident } from '../../sdk/define.ts';

export default defineScenario({
  capability: 'moving.report',
  story: {
    nl: 'Een inwoner die alleen woont, verhuist binnen de gemeente',
    en: 'A resident who lives alone moves within the town',
  },
  cast: { mover: resident({ household: 1, adult: true }) },
  async play({ mover, service, municipality, step }) {
    const address = municipality.vacantAddress();
    if (service.login) await step('logs in', () => mover.login());
    await step('reports the move', () =>
      mover.do(service.intent('report-move'), { address, date: municipality.today(), household: mover.household }),
    );
    await step('the town knows', () => municipality.expect.addressOf([mover.person]).toBecome(address));
  },
});
