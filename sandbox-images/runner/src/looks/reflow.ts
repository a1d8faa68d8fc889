import { pathsOf } from '../http/probe.ts';
import { defineLook } from '../look.ts';
import { fitOf } from '../page/fit.ts';

/** A window of 320 CSS pixels (WCAG 1.4.10). */
export default defineLook({
  id: 'reflow',
  async run({ anyone, intent, service }) {
    const v = await anyone({ viewport: { width: 320, height: 640 } });
    if (service.login) await v.login().catch(() => undefined);
    const pages = [];
    for (const path of pathsOf(intent)) {
      await v.goto(path);
      pages.push(await fitOf(v));
    }
    return { pages };
  },
});
