import catalogus from '../data/context/opendata_2026-01-01_catalogus.json' with { type: 'json' };

/** The prefixes of the published context. */
const PREFIXES = catalogus['@context'];

/** One thing of a graph and what is said of it; names are short ones of PREFIXES. The same list becomes JSON-LD and Turtle. */
export interface Thing {
  readonly id: string;
  readonly types: readonly string[];
  readonly says: Readonly<Record<string, readonly Value[]>>;
}
/** `lang` or `type` of a literal; neither: a plain string. */
export type Value =
  | { readonly iri: string }
  | { readonly text: string; readonly lang?: string; readonly type?: string };

export const iri = (...all: readonly string[]): Value[] => all.map((id) => ({ iri: id }));
export const dutch = (...all: readonly string[]): Value[] => all.map((text) => ({ text, lang: 'nl' }));
export const day = (date: string): Value[] => [{ text: date, type: 'xsd:date' }];
export const plain = (text: string): Value[] => [{ text }];

const jsonValue = (value: Value): object =>
  'iri' in value
    ? { '@id': value.iri }
    : {
        '@value': value.text,
        ...(value.lang === undefined ? {} : { '@language': value.lang }),
        ...(value.type === undefined ? {} : { '@type': value.type }),
      };

/** JSON-LD 1.1, flat; `context` is where the prefixes are. */
export const toJsonLd = (things: readonly Thing[], context: string): object => ({
  '@context': context,
  '@graph': things.map(({ id, types, says }) => ({
    '@id': id,
    '@type': types,
    ...Object.fromEntries(Object.entries(says).map(([property, values]) => [property, values.map(jsonValue)])),
  })),
});

const escaped = (text: string): string => JSON.stringify(text).replaceAll('\u007f', '\\u007f');
/** What no IRI may hold is percent-encoded. */
const node = (id: string): string => `<${id.replaceAll(/[\x00-\x20<>"{}|^`\\]/g, encodeURIComponent)}>`;
const turtleValue = (value: Value): string =>
  'iri' in value
    ? node(value.iri)
    : `${escaped(value.text)}${value.lang === undefined ? '' : `@${value.lang}`}${value.type === undefined ? '' : `^^${value.type}`}`;

/** RDF 1.1 Turtle. JSON's escapes in strings are among those of Turtle. */
export const toTurtle = (things: readonly Thing[]): string =>
  [
    ...Object.entries(PREFIXES).map(([prefix, namespace]) => `@prefix ${prefix}: <${namespace}> .`),
    ...things.map(({ id, types, says }) =>
      [
        `\n${node(id)} a ${types.join(', ')}`,
        ...Object.entries(says)
          .filter(([, values]) => values.length > 0)
          .map(([property, values]) => `  ${property} ${values.map(turtleValue).join(', ')}`),
      ]
        .join(' ;\n')
        .concat(' .'),
    ),
    '',
  ].join('\n');
