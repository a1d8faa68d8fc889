import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { readUpTo } from '../../request.ts';
import { defineSystem } from '../../system.ts';
import { validInsz } from '../../town/numbers/insz.ts';
import { bodyOf, fault, NOT_AUTHORISED, reply, SERVICE, UNKNOWN_INSZ, VERSION, WRONG_INSZ } from './envelope.ts';
import { FIELDS, toPerson } from './records.ts';
import { type Asked, BadRequest, read } from './request.ts';
import { NAMESPACE, XSD } from './schema.ts';
import { BadXml } from './xml.ts';

const PATH = '/GeefPersoonDienst-02.02/soap/WebService';
/** Bytes of a request that are read; one of GeefPersoon has some two thousand. */
const MOST = 64 * 1024;

const send = (c: Context, status: ContentfulStatusCode, xml: string): Response =>
  c.body(xml, status, { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' });

const example = (insz: string, date: string): string =>
  `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:web="${NAMESPACE}"><soapenv:Body><web:GeefPersoon><Verzoek><Context><Naam>${SERVICE}</Naam><Versie>${VERSION}</Versie><Bericht><Type>VRAAG</Type><Tijdstip><Datum>${date}</Datum><Tijd>09:00:00.000</Tijd></Tijdstip><Afzender><Identificatie>loket</Identificatie><Referte>vraag-1</Referte><Hoedanigheid>verhuizing</Hoedanigheid></Afzender></Bericht></Context><Vragen><Vraag><Referte>vraag-1</Referte><Inhoud><Criteria><INSZ>${insz}</INSZ></Criteria><Bron>RR</Bron><Taal>nl</Taal></Inhoud></Vraag></Vragen></Verzoek></web:GeefPersoon></soapenv:Body></soapenv:Envelope>`;

/** The request in a body, or the answer that refuses it. HTTP statuses as WS-I Basic Profile 1.1 asks (R1113–R1115, R1126). */
async function asked(c: Context): Promise<Asked | Response> {
  if (!/^text\/xml(?:;|$)/i.test(c.req.header('content-type') ?? ''))
    return send(c, 415, fault('Client', 'Stuur text/xml (SOAP 1.1).'));
  const large = Number(c.req.header('content-length') ?? 0) > MOST;
  const bytes = large ? undefined : await readUpTo(c.req.raw.body, MOST);
  if (bytes === undefined) return send(c, 413, fault('Client', `Hoogstens ${MOST} bytes.`));
  // The parser costs 7 ms to load: who never asks in XML starts without it.
  const { parse } = await import('./parse.ts');
  try {
    const request = read(bodyOf(parse(bytes)));
    if (request.service !== SERVICE || request.version !== VERSION)
      return send(c, 500, fault('Client', `Hier is ${SERVICE} ${VERSION}.`));
    return request;
  } catch (error) {
    if (error instanceof BadXml) return send(c, 400, fault('Client', `Geen geldig bericht: ${error.message}`));
    if (error instanceof BadRequest) return send(c, 500, fault('Client', `Niet volgens het XSD: ${error.message}`));
    throw error;
  }
}

export default defineSystem({
  host: 'magda',
  title: 'MAGDA GeefPersoon (XML)',
  standard: 'SOAP 1.1 in de vorm van MAGDA GeefPersoon 02.02, met een eigen XSD',
  failed: (c, status, detail) => send(c, status, fault('Server', detail)),
  examples: ({ town }) => {
    const [person] = town.people.select({ adult: true }, 1);
    return [
      {
        title: 'Een persoon',
        method: 'POST',
        path: PATH,
        headers: { authorization: 'Bearer {token}', 'content-type': 'text/xml; charset=utf-8' },
        body: example(person?.insz ?? '', town.date),
      },
      { title: 'Het XSD', path: `${PATH}?xsd` },
    ];
  },
  routes(app, context) {
    const { town, clock } = context;

    app.post(PATH, async (c) => {
      const caller = context.client(c);
      if (caller === undefined) {
        const answer = send(c, 401, fault('Client', 'Geef een geldig token mee: Authorization: Bearer …'));
        answer.headers.set('www-authenticate', 'Bearer');
        return answer;
      }
      const request = await asked(c);
      if (request instanceof Response) return request;
      const now = clock.lab();
      const { insz, capacity, sender, source } = request;
      if (!caller.registers.includes('magda') || capacity === '' || sender.trim() === '')
        return send(c, 200, reply(request, now, { whole: NOT_AUTHORISED }));
      if (!validInsz(insz)) return send(c, 200, reply(request, now, { question: WRONG_INSZ }));
      const person = town.people.byInsz(insz);
      if (person === undefined) return send(c, 200, reply(request, now, { question: UNKNOWN_INSZ }));
      context.account({ client: caller.service, subject: person.id, fields: FIELDS, purpose: capacity });
      return send(c, 200, reply(request, now, { question: toPerson(person, source) }));
    });

    app.all(PATH, (c) => {
      if (c.req.method === 'GET' && c.req.query('xsd') !== undefined) return send(c, 200, XSD);
      const answer = send(c, 405, fault('Client', 'Stuur een POST.'));
      answer.headers.set('allow', 'POST');
      return answer;
    });
  },
});
