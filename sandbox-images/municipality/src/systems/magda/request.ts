import { NAMESPACE } from './schema.ts';
import type { Element } from './xml.ts';

/** The request part of the XSD as code: names in their order, `?` for what may be absent; a pattern is for text. */
type Shape = { readonly [name: string]: Shape | RegExp };
const TEXT = /^.{0,200}$/su;
const REFERENCE = /^[^ \t\r\n]{1,100}$/u;
const PARTY = { Identificatie: TEXT, 'Naam?': TEXT, 'Referte?': REFERENCE, 'Hoedanigheid?': TEXT } as const;
const SHAPE: Shape = {
  Verzoek: {
    Context: {
      Naam: TEXT,
      Versie: TEXT,
      Bericht: {
        Type: /^VRAAG$/,
        Tijdstip: { Datum: /^\d{4}-\d{2}-\d{2}$/, Tijd: /^\d{2}:\d{2}:\d{2}\.\d{3}$/ },
        Afzender: PARTY,
        'Ontvanger?': PARTY,
      },
    },
    Vragen: {
      Vraag: {
        Referte: REFERENCE,
        Inhoud: { Criteria: { INSZ: /^\d{11}$/ }, 'Bron?': /^(?:RR|KSZ)$/, 'Taal?': /^(?:nl|fr|de|en)$/ },
      },
    },
  },
};

/** The request does not follow the XSD; the message says where. */
export class BadRequest extends Error {}

/** Checks an element against a shape, and tells the text of each leaf by its path. */
function walk(element: Element, shape: Shape | RegExp, path: string, found: Map<string, string>): void {
  const [attribute] = element.attributes;
  if (attribute !== undefined) throw new BadRequest(`${path || 'GeefPersoon'} has an attribute ${attribute}`);
  if (shape instanceof RegExp) {
    if (element.children.length > 0) throw new BadRequest(`${path} holds elements`);
    if (!shape.test(element.text)) throw new BadRequest(`${path} has a value that is not allowed`);
    found.set(path, element.text);
    return;
  }
  if (element.text.trim() !== '') throw new BadRequest(`${path} holds text`);
  let at = 0;
  for (const [key, inner] of Object.entries(shape)) {
    const name = key.replace('?', '');
    const child = element.children[at];
    if (child?.name === name && child.namespace === '') {
      walk(child, inner, path === '' ? name : `${path}/${name}`, found);
      at += 1;
    } else if (!key.endsWith('?')) throw new BadRequest(`${name} is missing in ${path || 'GeefPersoon'}`);
  }
  const extra = element.children[at];
  if (extra !== undefined) throw new BadRequest(`${extra.name} is not expected in ${path || 'GeefPersoon'}`);
}

/** What is asked, of a request that follows the XSD. */
export interface Asked {
  readonly service: string;
  readonly version: string;
  readonly sender: string;
  /** In which capacity the sender asks: empty when not told. */
  readonly capacity: string;
  readonly senderReference: string;
  readonly reference: string;
  readonly insz: string;
  readonly source: 'RR' | 'KSZ';
}

/** Throws BadRequest. */
export function read(element: Element): Asked {
  if (element.name !== 'GeefPersoon' || element.namespace !== NAMESPACE)
    throw new BadRequest(`the body holds ${element.name}, not GeefPersoon of ${NAMESPACE}`);
  const found = new Map<string, string>();
  walk(element, SHAPE, '', found);
  const at = (path: string): string => found.get(`Verzoek/${path}`) ?? '';
  const sender = 'Context/Bericht/Afzender';
  return {
    service: at('Context/Naam'),
    version: at('Context/Versie'),
    sender: at(`${sender}/Identificatie`),
    capacity: at(`${sender}/Hoedanigheid`).trim(),
    senderReference: at(`${sender}/Referte`),
    reference: at('Vragen/Vraag/Referte'),
    insz: at('Vragen/Vraag/Inhoud/Criteria/INSZ'),
    source: at('Vragen/Vraag/Inhoud/Bron') === 'KSZ' ? 'KSZ' : 'RR',
  };
}
