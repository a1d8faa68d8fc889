import { defineScenario, resident } from '../../sdk/define.ts';

/** A reader that is tolerant passes over a field that it does not know; registers add them without a new version. */
export default defineScenario({
  capability: 'moving.report',
  story: {
    nl: 'De registers geven onaangekondigd een nieuw veld mee; verhuizen lukt nog',
    en: 'The registers add a field that nobody announced; moving still works',
  },
  cast: { mover: resident({ household: 2, adult: true }) },
  async play({ mover, service, municipality, step }) {
    const address = municipality.vacantAddress();
    const values = { address, date: municipality.today(), household: mover.household };
    if (service.login) await step('logs in', () => mover.login());
    const faults = [];
    for (const system of ['adressen', 'personen', 'dossiers'])
      faults.push(await municipality.fault({ system, kind: 'extra-field' }));
    try {
      await step('reports the move of both', () => mover.do(service.intent('report-move'), values));
      await step('the town knows both of them', () => municipality.expect.addressOf(mover.household).toBecome(address));
    } finally {
      for (const fault of faults) await fault.end();
    }
  },
});
