import { defineScenario, resident } from '../../sdk/define.ts';
import { expectThat } from '../../sdk/trouble.ts';

const STATUS =
  /\b(status|stand van zaken|in behandeling|ingediend|ontvangen|goedgekeurd|afgehandeld|geregistreerd|submitted|received|in progress)\b/i;
const OUT = /afmelden|uitloggen|log-?out/i;
const MOST = 8;

export default defineScenario({
  capability: 'dossier.status',
  story: {
    nl: 'Wie een verhuizing aangaf, zoekt later op hoe het ermee staat',
    en: 'Who reported a move looks up later how it is doing',
  },
  cast: { mover: resident({ household: 1, adult: true }) },
  async play({ mover, service, municipality, step, fact }) {
    const address = municipality.vacantAddress();
    if (service.login) await step('logs in', () => mover.login());
    await step('reports the move', () =>
      mover.do(service.intent('report-move'), { address, date: municipality.today() }),
    );
    const links = await step('opens the service again', async () => {
      await mover.visit('/');
      return mover.links();
    });
    const found: string[] = [];
    for (const path of links.filter((link) => link !== '/' && !OUT.test(link)).slice(0, MOST)) {
      await step(`looks at ${path}`, async () => {
        await mover.visit(path);
        const text = await mover.text();
        if (text.includes(address.street) && STATUS.test(text)) found.push(path);
      });
      if (found.length > 0) break;
    }
    fact('status', found[0] ?? '');
    expectThat(found.length > 0, 'no page that the service links to shows how the request is doing');
  },
});
