import type { PagePart } from '@proeftuin/contract/evidence';
import { BASE, type EvidenceMaker } from './evidence.ts';
import type { Example } from './examples.ts';

const DUTCH =
  'U geeft hier uw nieuwe adres door aan de gemeente. Het is niet nodig om naar het loket te komen voor uw aangifte. De gemeente doet het werk. ';
const COOKIE = { name: 's', domain: 'loket.dienst.test', secure: true, httpOnly: true, sameSite: 'Lax', session: true };
const axe = (found: boolean) => ({ axe: [], axePassed: found ? ['image-alt'] : [], axeInapplicable: [] });
const SENTENCES = Array.from({ length: 30 }, (_, i) => `Dit is zin nummer ${i} voor u.`).join(' ');
type Picture = Parameters<EvidenceMaker['page']>[0];

/** A page that holds; and it, with another of which this part was cut. */
const overPages = (audit: string, part: PagePart, picture: Picture): Example => ({
  audit,
  comesTo: 'needs-review',
  good(m) {
    m.story('quick/report-move');
    m.exchange('/', {});
    m.page({ ...picture, cut: ['aria'] }, 'quick/report-move#1');
    // What the town's own login shows is not the service's.
    m.add('page', { url: `https://login.${BASE}/`, title: '', actor: 'mover', lang: 'nl', cut: [part] });
  },
  bad(m) {
    m.story('quick/report-move');
    m.exchange('/', {});
    m.page(picture, 'quick/report-move#1');
    m.page({ ...picture, path: '/lang', cut: [part] }, 'quick/report-move#1');
  },
});
const FIELD = { name: 'a', label: 'Straat', type: 'text', autocomplete: '', required: true, filled: true };
const SOUND = {
  rule: 'no-autoplay-audio',
  impact: 'serious',
  help: 'help',
  tags: ['wcag2a', 'wcag142'],
  nodes: [{ target: 'audio', html: '<audio>', summary: 'why' }],
  certain: false,
};
const WRONG = {
  html: '<input name="a" aria-invalid="true" aria-describedby="e">',
  fields: ['Straat', 'Huisnummer'].map((label) => ({ ...FIELD, label })),
};

/** Audits over pages of which a part was not read: nothing passes, or fails for want of something, for what may be in the rest. */
export const cutPages: readonly Example[] = [
  overPages('value/reach/end-to-end-digital', 'text', { text: DUTCH }),
  overPages('experience/language/page-language-set', 'text', { text: DUTCH }),
  overPages('experience/language/sentence-length', 'text', { text: SENTENCES }),
  overPages('experience/language/address-form-consistent', 'text', { text: DUTCH }),
  overPages('experience/forms/errors-name-the-field', 'html', WRONG),
  overPages('experience/forms/input-kept-after-error', 'fields', WRONG),
  overPages('experience/forms/autocomplete-set', 'fields', {
    fields: [{ ...FIELD, label: 'E-mailadres', autocomplete: 'email' }],
  }),
  overPages('experience/accessibility/non-text-content', 'axe', axe(true)),
  overPages('security/privacy/no-third-parties', 'html', { html: '<p>Welkom</p>' }),
  overPages('security/privacy/insz-not-in-storage', 'storage', { storage: { local: { taal: 'nl' }, session: {} } }),
  overPages('security/session/cookie-flags', 'cookies', { cookies: [COOKIE] }),
  {
    // Found is found, however long the page; what was not found may follow.
    audit: 'value/reach/status-visible',
    comesTo: 'needs-review',
    good(m) {
      m.story('quick/report-move');
      m.page({ text: 'Status: in behandeling.', cut: ['text'] }, 'quick/report-move#1');
    },
    bad(m) {
      m.story('quick/report-move');
      m.page({ text: 'Dank u wel.', cut: ['text'] }, 'quick/report-move#1');
    },
  },
  {
    // No field is marked in what was kept: it may be in the rest.
    audit: 'experience/forms/errors-name-the-field',
    comesTo: 'needs-review',
    good: (m) => m.page(WRONG),
    bad: (m) => m.page({ html: '<p role="alert">Fout</p>', fields: [FIELD], cut: ['html'] }),
  },
  {
    // Nothing of this kind on the pages that axe could examine, and one that it could not.
    audit: 'experience/accessibility/non-text-content',
    comesTo: 'needs-review',
    good: (m) => m.page(axe(true)),
    bad(m) {
      m.page(axe(false));
      m.page({ path: '/lang', cut: ['axe'] });
    },
  },
  {
    // Without scripts in what was kept, sound is still not certain to go on.
    audit: 'experience/accessibility/audio-control',
    comesTo: 'needs-review',
    good: (m) => m.page({ ...axe(false), axePassed: ['no-autoplay-audio'] }),
    bad: (m) => m.page({ axe: [SOUND], html: '<audio autoplay>', cut: ['html'] }),
  },
];
