import type { LookData } from '@proeftuin/contract/looks';
import { DECIDED } from '../wcag.ts';
import { type EvidenceMaker, ORIGIN } from './evidence.ts';
import type { Example } from './examples.ts';

const FILES: Readonly<Record<keyof typeof DECIDED, string>> = {
  '1.1.1': 'non-text-content',
  '1.2.2': 'captions',
  '1.3.1': 'info-and-relationships',
  '1.3.5': 'identify-input-purpose',
  '1.4.1': 'use-of-color',
  '1.4.2': 'audio-control',
  '1.4.3': 'contrast',
  '1.4.4': 'resize-text',
  '1.4.12': 'text-spacing-inline',
  '2.1.1': 'keyboard-reachable',
  '2.2.1': 'timing-adjustable',
  '2.2.2': 'pause-stop-hide',
  '2.4.1': 'bypass-blocks',
  '2.4.2': 'page-titled',
  '2.4.4': 'link-purpose',
  '2.5.3': 'label-in-name',
  '3.1.1': 'language-of-page',
  '3.1.2': 'language-of-parts',
  '3.3.2': 'labels',
  '4.1.2': 'name-role-value',
};

const criteria = Object.entries(DECIDED).flatMap(([sc, { rules }]): Example[] => {
  const file = Object.entries(FILES).find(([key]) => key === sc)?.[1] ?? sc;
  const rule = rules[0] ?? '';
  const found = {
    rule,
    impact: 'serious',
    help: 'help',
    tags: ['wcag2a', `wcag${sc.replaceAll('.', '')}`],
    nodes: [{ target: '#x', html: '<x>', summary: 'why' }],
    certain: true,
  };
  return [
    {
      audit: `experience/accessibility/${file}`,
      good: (m) => m.page({ axe: [], axePassed: [rule], axeInapplicable: [] }),
      bad: (m) => m.page({ axe: [found], axePassed: [], axeInapplicable: [] }),
    },
  ];
});

type Fit = LookData<'reflow'>['pages'][number];
const fit = (part: Partial<Fit>): Fit => ({
  url: ORIGIN,
  width: 320,
  scrollWidth: 320,
  outside: [],
  clipped: [],
  lost: [],
  ...part,
});
const element = { name: 'button "Verder"', target: 'form > button' };
const fits = (audit: string, look: 'reflow' | 'text-spacing' | 'zoom', bad: Partial<Fit>): Example => ({
  audit: `experience/accessibility/${audit}`,
  good: (m) => m.look(look, { pages: [fit({})] }),
  bad: (m) => m.look(look, { pages: [fit(bad)] }),
});
const keyboard = (m: EvidenceMaker, part: Partial<LookData<'keyboard'>>) =>
  m.look('keyboard', {
    intent: 'report-move',
    completed: true,
    stops: [{ url: ORIGIN, ...element, visible: true }],
    unreached: [],
    ...part,
  });
const vital = (audit: string, key: string, good: number, bad: number): Example => ({
  audit: `experience/speed/${audit}`,
  good: (m) => m.page({ vitals: { [key]: good } }),
  bad: (m) => m.page({ vitals: { [key]: bad } }),
});
const field = (label: string, autocomplete: string, filled = false) => ({
  name: label,
  label,
  type: 'text',
  autocomplete,
  required: true,
  filled,
});
const wrong = (m: EvidenceMaker, attributes: string, filled: boolean) =>
  m.page({
    html: `<form><input name="a" aria-invalid="true" ${attributes}></form>`,
    fields: [field('Straat', ''), field('Huisnummer', '', filled)],
  });

const DUTCH =
  'U geeft hier uw nieuwe adres door aan de gemeente. Het is niet nodig om naar het loket te komen voor uw aangifte. De gemeente doet het werk.';
const LONG = `${'De aangifte van uw nieuwe adres die u bij de gemeente doet wordt door de dienst bevolking van de gemeente waar u gaat wonen na een bezoek van de wijkagent aan uw nieuwe woning '.repeat(5)}verwerkt.`;

export const experience: readonly Example[] = [
  ...criteria,
  fits('reflow-320', 'reflow', { scrollWidth: 610 }),
  fits('text-spacing', 'text-spacing', { clipped: [element] }),
  fits('zoom-200', 'zoom', { lost: [element] }),
  {
    audit: 'experience/accessibility/keyboard-only-completes',
    good: (m) => keyboard(m, {}),
    bad: (m) => keyboard(m, { completed: false, stuck: 'button "Verder"' }),
  },
  {
    audit: 'experience/accessibility/focus-visible',
    good: (m) => keyboard(m, {}),
    bad: (m) => keyboard(m, { stops: [{ url: ORIGIN, ...element, visible: false }] }),
  },
  {
    audit: 'experience/accessibility/statement-published',
    good: (m) =>
      m.look('statement', {
        found: true,
        url: `${ORIGIN}/t`,
        status: 200,
        parts: ['conformance', 'feedback', 'enforcement'],
      }),
    bad: (m) => m.look('statement', { found: false, parts: [] }),
  },
  vital('largest-paint', 'lcp', 800, 6000),
  vital('interaction-delay', 'inp', 40, 900),
  vital('layout-shift', 'cls', 0.01, 0.4),
  vital('page-weight', 'weight', 40_000, 4_000_000),
  {
    audit: 'experience/forms/errors-name-the-field',
    good: (m) => wrong(m, 'aria-describedby="e"', true),
    bad: (m) => wrong(m, '', true),
  },
  {
    audit: 'experience/forms/input-kept-after-error',
    good: (m) => wrong(m, 'aria-describedby="e"', true),
    bad: (m) => wrong(m, 'aria-describedby="e"', false),
  },
  {
    audit: 'experience/forms/autocomplete-set',
    good: (m) => m.page({ fields: [field('E-mailadres', 'email')] }),
    bad: (m) => m.page({ fields: [field('E-mailadres', '')] }),
  },
  {
    audit: 'experience/forms/back-and-reload-safe',
    good: (m) =>
      m.look('back-reload', {
        attempts: [{ what: 'back', url: ORIGIN, status: 200, usable: true, emptied: [], extra: 0 }],
      }),
    bad: (m) =>
      m.look('back-reload', {
        attempts: [{ what: 'back', url: ORIGIN, status: 200, usable: true, emptied: ['Straat'], extra: 0 }],
      }),
  },
  {
    audit: 'experience/language/page-language-set',
    good: (m) => m.page({ lang: 'nl-BE', text: DUTCH }),
    bad: (m) => m.page({ lang: 'en', text: DUTCH }),
  },
  {
    audit: 'experience/language/sentence-length',
    good: (m) =>
      m.page({
        text: `${DUTCH} `.repeat(1) + Array.from({ length: 20 }, (_, i) => `Dit is zin nummer ${i} voor u.`).join(' '),
      }),
    bad: (m) => m.page({ text: LONG }),
  },
  {
    audit: 'experience/language/address-form-consistent',
    good: (m) => m.page({ text: DUTCH }),
    bad: (m) => m.page({ text: `${DUTCH} Heb je een vraag, bel dan jouw gemeente.` }),
  },
];
