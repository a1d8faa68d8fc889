import type { LookData } from '@proeftuin/contract/looks';
import { defineLook, SOMEBODY } from '../look.ts';
import { type Tour, tour } from '../page/tab.ts';
import { completeByKeys } from '../people/keys.ts';
import { BESIDE, stuckAt } from '../people/try-intent.ts';

/** The landing page and an intent by keyboard alone: each page once around by Tab, then filled and sent without a mouse. */
export default defineLook({
  id: 'keyboard',
  cast: [SOMEBODY],
  shared: true,
  async run({ insider, intent, values }) {
    const v = await insider();
    const seen: (Tour & { url: string })[] = [];
    const arrived = async () => void seen.push({ url: v.page.url().slice(0, 2000), ...(await tour(v)) });
    await v.goto('/');
    await arrived();
    const answers = intent === undefined ? undefined : await values(v.person);
    const stuck =
      intent === undefined || answers === undefined
        ? ''
        : await stuckAt(completeByKeys(v, intent, answers, arrived), BESIDE);
    const trap = seen.find((page) => page.trap !== undefined)?.trap;
    const data: LookData<'keyboard'> = {
      ...(intent === undefined ? {} : { intent: intent.id }),
      completed: stuck === '',
      ...(stuck === '' ? {} : { stuck }),
      stops: seen.flatMap(({ url, stops }) =>
        stops.map(({ name, target, visible }) => ({ url, name, target, visible })),
      ),
      ...(trap === undefined ? {} : { trap: { name: trap.name, target: trap.target } }),
      unreached: seen.flatMap((page) => page.unreached),
    };
    return data;
  },
});
