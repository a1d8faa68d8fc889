import { CODES, type Dossier, listSchema, PHASES, shownSchema } from '../../systems/dossiers/schema.ts';
import { defineCheck, holds, same } from '../check.ts';

const HOST = 'dosis';
const json = { 'content-type': 'application/json' };
const states = CODES.flatMap((vlaamseCode) => PHASES.map((vlaamseFase) => ({ vlaamseCode, vlaamseFase })));

/** A case in each status and phase: published, changed, and read back by its service. */
export default defineCheck({
  name: 'cases',
  count: () => states.length,
  record: (_, i) => `${HOST} /v1/dossiers (CF-${i}: ${states[i]?.vlaamseCode}, ${states[i]?.vlaamseFase})`,
  async examine(asker, i) {
    const [status, { people, enterprises }] = [states[i], asker.m.shared.town];
    if (status === undefined) return;
    const dossier: Dossier = {
      dossierNummer: `CF-${i}`,
      dossierNaam: 'Aangifte van verhuizing',
      product: 1152,
      agenten: [
        { type: 'burgeragent', insz: people.byId(`p-${i + 1}`)?.insz ?? '' },
        { type: 'ondernemeragent', kbo: enterprises.byIndex(i % enterprises.count).number },
      ],
      status,
    };
    // The second time it is an update, which answers 200.
    const init = { method: 'POST', headers: json, body: JSON.stringify(dossier) };
    await asker.m.fetch(asker.request(HOST, '/v1/dossiers', init));
    const told = shownSchema.parse(JSON.parse(await asker.text(HOST, '/v1/dossiers', init)));
    const { id, wijzigingsDatum: _, ...back } = told;
    same('what was published', back, dossier);
    same('read back', await asker.json(HOST, `/v1/dossiers/${id}`, shownSchema), told);
    const changed = { ...init, method: 'PUT', body: JSON.stringify({ ...dossier, dossierNaam: 'Verhuizing' }) };
    const after = shownSchema.parse(JSON.parse(await asker.text(HOST, `/v1/dossiers/${id}`, changed)));
    same('name after a change', after.dossierNaam, 'Verhuizing');
    const { dossiers } = await asker.json(HOST, '/v1/dossiers', listSchema);
    holds(
      'it is not in the list',
      dossiers.some((one) => one.id === id),
    );
  },
});
