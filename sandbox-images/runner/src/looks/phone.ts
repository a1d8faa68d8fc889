import { defineLook, SOMEBODY } from '../look.ts';
import { fitOf, marksOf } from '../page/fit.ts';
import { tryIntent } from '../people/try-intent.ts';

const SCREEN = { width: 390, height: 844 };

/** The intent on a phone with touch; without an intent, the landing page. */
export default defineLook({
  id: 'phone',
  cast: [SOMEBODY],
  async run(context) {
    const v = await context.anyone({ viewport: SCREEN, isMobile: true, hasTouch: true, deviceScaleFactor: 3 });
    const pages: Awaited<ReturnType<typeof fitOf>>[] = [];
    const look = async () => {
      const fit = await fitOf(v, await marksOf(v));
      // Without a viewport meta the browser draws a wide page and shrinks it: the screen is what the person has.
      pages.push({ ...fit, width: SCREEN.width });
    };
    if (context.service.login) await v.login();
    await v.goto('/');
    await look();
    const tried = await tryIntent(context, v, { arrived: look });
    return { ...tried, pages };
  },
});
