import { defineScenario, resident } from '../../sdk/define.ts';

const MOST = 8;

export default defineScenario({
  capability: 'any',
  story: {
    nl: 'Een inwoner opent de dienst en volgt wat daar te vinden is',
    en: 'A resident opens the service and follows what is there',
  },
  cast: { visitor: resident({ adult: true }) },
  async play({ visitor, service, step, fact }) {
    const links = await step('opens the service', async () => {
      await visitor.visit('/');
      return visitor.links();
    });
    const paths = links.filter((path) => path !== '/' && !/log-?out|afmelden|uitloggen/i.test(path)).slice(0, MOST);
    for (const path of paths) await step(`opens ${path}`, () => visitor.visit(path));
    fact('links', links.length);
    fact('service', service.name);
  },
});
