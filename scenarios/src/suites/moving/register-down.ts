import { defineScenario, resident } from '../../sdk/define.ts';

export default defineScenario({
  capability: 'moving.report',
  story: {
    nl: 'Het adressenregister ligt even plat; daarna lukt het toch',
    en: 'The address register is down for a while; afterwards it works',
  },
  cast: { mover: resident({ household: 1, adult: true }) },
  async play({ mover, service, municipality, step }) {
    const intent = service.intent('report-move');
    const address = municipality.vacantAddress();
    const values = { address, date: municipality.today() };
    if (service.login) await step('logs in', () => mover.login());
    const fault = await municipality.fault({ system: 'adressen', kind: 'error', status: 503 });
    try {
      await step('tries while the address register is down', () => mover.attempt(intent, values));
    } finally {
      await fault.end();
    }
    await step('tries again when it is back', () => mover.do(intent, values));
    await step('the town knows', () => municipality.expect.addressOf([mover.person]).toBecome(address));
  },
});
