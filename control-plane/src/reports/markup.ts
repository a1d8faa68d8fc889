import { clean } from '@proeftuin/contract/clean';
import type { Text } from '@proeftuin/contract/scorecard';

/** Text that is already markup. Only `html` makes it, and `trusted` for what this folder wrote itself. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Child = Markup | string | number | undefined | false | readonly Child[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const shown = (child: Child): string => {
  if (child === undefined || child === false) return '';
  if (child instanceof Markup) return child.text;
  if (typeof child === 'number') return String(child);
  if (typeof child === 'string') return clean(child).replaceAll(/[&<>"']/g, (c) => ESCAPES[c] ?? '');
  return child.map(shown).join('');
};

/** Markup with every value escaped and cleaned. Attributes must be written in quotes. */
export const html = (strings: TemplateStringsArray, ...values: readonly Child[]): Markup =>
  new Markup(strings.reduce((whole, part, index) => whole + part + shown(values[index]), ''));

/** For constants of this folder: style, drawings, pictures as data. Never for evidence. */
export const trusted = (text: string): Markup => new Markup(text);

/** Both languages; the style shows the chosen one. */
export const say = ({ nl, en }: Text): Markup =>
  html`<span lang="nl">${coded(nl)}</span><span lang="en">${coded(en)}</span>`;

/** What stands between back-ticks is code. */
const coded = (text: string): Child =>
  text.split('`').length % 2 === 0
    ? text
    : text.split('`').map((part, at) => (at % 2 === 0 ? part : html`<code>${part}</code>`));
export const both = (nl: string, en: string): Markup => say({ nl, en });

/** An id that is safe as an anchor. */
export const anchor = (prefix: string, id: string): string => `${prefix}-${id.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;
