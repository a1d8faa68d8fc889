import type { LookData } from '@proeftuin/contract/looks';
import { cookieHeader } from '../http/probe.ts';
import { defineLook, SOMEBODY } from '../look.ts';
import { complete } from '../people/form.ts';

type Request = LookData<'replay'>['requests'][number];

/** What one citizen saw, asked again by another and by nobody: does it show the first one's data? */
export default defineLook({
  id: 'replay',
  needs: 'login',
  cast: [SOMEBODY, { adult: true, household: 2 }],
  async run({ service, ask, intent, visitor, values }) {
    const owner = await visitor();
    const other = await visitor();
    if (owner === undefined || other === undefined) return { owner: owner?.person.id ?? '', requests: [] };
    await Promise.all([owner.login(), other.login()]);
    const answers = await values(owner.person);
    if (intent !== undefined) await complete(owner, intent, answers, {});
    const paths = new Set<string>();
    const visit = async () => {
      const links = await owner.page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.href)");
      for (const link of Array.isArray(links) ? links : []) {
        const url = URL.parse(String(link));
        if (url !== null && url.origin === service.origin && !/afmelden|logout/i.test(url.pathname))
          paths.add(url.pathname + url.search);
      }
    };
    await visit();
    for (const path of [...paths].slice(0, 8)) {
      await owner.goto(path).catch(() => undefined);
      await visit();
    }
    const [mine, theirs] = [
      await cookieHeader(owner.context, service.origin),
      await cookieHeader(other.context, service.origin),
    ];
    const { person } = owner;
    const street = answers.address === undefined ? '' : `${answers.address.street} ${answers.address.houseNumber}`;
    const marks: readonly (readonly [Request['reveals'][number], string])[] = [
      ['insz', person.insz],
      ['name', `${person.givenName} ${person.familyName}`],
      ['address', street],
    ];
    const requests: Request[] = [];
    for (const path of [...paths].slice(0, 16)) {
      const own = await ask(path, { headers: { cookie: mine } });
      for (const [as, cookie] of [
        ['other', theirs],
        ['nobody', ''],
      ] as const) {
        const { method, url, status, text } = await ask(path, { headers: cookie === '' ? {} : { cookie } });
        const reveals = marks
          .filter(([, mark]) => mark.trim().length > 3 && own.text.includes(mark) && text.includes(mark))
          .map(([kind]) => kind);
        requests.push({ method, url, status, as, own: own.status, reveals });
      }
    }
    return { owner: person.id, requests };
  },
});
