import { Trouble } from '@proeftuin/scenarios/sdk/trouble';
import { defineLook } from '../look.ts';
import { LOGOUT_PATH } from '../page/links.ts';

const MOST = 8;

/** Does the person who told something last find it? Looked at before a restart and after it. */
export default defineLook({
  id: 'kept',
  needs: 'told',
  cast: [],
  async run({ town, as, service }) {
    const { told } = town;
    if (told?.address === undefined) throw new Trouble('lab:internal', 'nobody told anything');
    const visitor = await as(told.person);
    const { status } = service.login ? await visitor.login() : await visitor.goto('/');
    const paths = new Set<string>();
    const look = async (): Promise<boolean> => {
      const seen = await visitor.page.evaluate(
        '({ text: document.body.innerText, links: [...document.querySelectorAll("a[href]")].map((a) => a.href) })',
      );
      if (typeof seen !== 'object' || seen === null) return false;
      for (const link of 'links' in seen && Array.isArray(seen.links) ? seen.links : []) {
        const url = URL.parse(String(link));
        if (url?.origin === visitor.service.origin && !LOGOUT_PATH.test(url.pathname))
          paths.add(url.pathname + url.search);
      }
      return 'text' in seen && String(seen.text).includes(told.address?.street ?? '');
    };
    await look();
    // Where a form shows an address it may come from the register: that the service kept it is seen elsewhere.
    for (const { path } of Object.values(service.intents)) paths.delete(path);
    paths.delete('/');
    let shown = false;
    for (const path of [...paths].slice(0, MOST)) {
      await visitor.goto(path);
      shown = await look();
      if (shown) break;
    }
    return { loggedIn: status < 400, person: told.person.id, shown, status };
  },
});
