import { uuidOf } from '../../uuid.ts';
import type { Asked } from './request.ts';
import { NAMESPACE } from './schema.ts';
import { BadXml, type Element, el, Markup } from './xml.ts';

export const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
export const SERVICE = 'GeefPersoon';
export const VERSION = '02.02.0000';

/** The one element in the body of an envelope of SOAP 1.1. Throws BadXml. */
export function bodyOf(root: Element): Element {
  const wrong = (why: string): never => {
    throw new BadXml(why);
  };
  if (root.name !== 'Envelope' || root.namespace !== SOAP) return wrong('not an envelope of SOAP 1.1');
  const parts = root.children.filter(({ namespace }) => namespace === SOAP).map(({ name }) => name);
  if (parts.length !== root.children.length || !/^(?:Header,)?Body$/.test(parts.join(',')))
    return wrong('an envelope holds a Body, and may hold a Header before it');
  const [content, ...more] = root.children.at(-1)?.children ?? [];
  return content === undefined || more.length > 0 ? wrong('the Body holds not exactly one element') : content;
}

const envelope = (content: Markup): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${el(`soapenv:Envelope xmlns:soapenv="${SOAP}"`, el('soapenv:Body', content)).text}`;

/** A message that was refused before it was handled (SOAP 1.1 §4.4). */
export const fault = (code: 'Client' | 'Server', text: string): string =>
  envelope(el('soapenv:Fault', el('faultcode', `soapenv:${code}`), el('faultstring', text)));

/** A MAGDA exception: its number, and what was found wrong. */
export interface Exception {
  readonly code: number;
  readonly diagnosis: string;
}
/** 13001 as told by MAGDA's own mock; that 30001 and 30002 mean "no such INSZ" is told by clients, which of them is which is assumed. */
export const NOT_AUTHORISED: Exception = {
  code: 13_001,
  diagnosis: 'Geen machtiging van de afzender in deze hoedanigheid voor de gevraagde dienst',
};
export const WRONG_INSZ: Exception = { code: 30_001, diagnosis: 'Het controlegetal van het INSZ klopt niet' };
export const UNKNOWN_INSZ: Exception = { code: 30_002, diagnosis: 'Het INSZ is niet gekend' };

/** `now`: lab time, ISO 8601 in UTC. */
const moment = (now: string): Markup => el('Tijdstip', el('Datum', now.slice(0, 10)), el('Tijd', now.slice(11, 23)));

const exceptions = ({ code, diagnosis }: Exception, now: string): Markup =>
  el(
    'Uitzonderingen',
    el(
      'Uitzondering',
      el('Identificatie', code),
      el('Oorsprong', 'MAGDA'),
      el('Type', 'FOUT'),
      moment(now),
      el('Diagnose', diagnosis),
    ),
  );

/** The answer: about the whole request (an exception), or about its one question (a person, or an exception). */
export function reply(
  asked: Asked,
  now: string,
  answer: { whole: Exception } | { question: Exception | Markup },
): string {
  const context = el(
    'Context',
    el('Naam', SERVICE),
    el('Versie', VERSION),
    el(
      'Bericht',
      el('Type', 'ANTWOORD'),
      moment(now),
      el(
        'Afzender',
        el('Identificatie', 'magda.vlavirgem'),
        el('Naam', 'MAGDA'),
        el('Referte', uuidOf(`${asked.reference}\n${now}`)),
      ),
      el(
        'Ontvanger',
        el('Identificatie', asked.sender),
        asked.senderReference === '' ? null : el('Referte', asked.senderReference),
        asked.capacity === '' ? null : el('Hoedanigheid', asked.capacity),
      ),
    ),
  );
  const content =
    'whole' in answer
      ? exceptions(answer.whole, now)
      : el(
          'Antwoorden',
          el(
            'Antwoord',
            el('Referte', asked.reference),
            answer.question instanceof Markup ? el('Inhoud', answer.question) : exceptions(answer.question, now),
          ),
        );
  return envelope(el(`web:GeefPersoonResponse xmlns:web="${NAMESPACE}"`, el('Repliek', context, content)));
}
