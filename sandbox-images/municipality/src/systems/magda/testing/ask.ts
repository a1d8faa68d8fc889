import type { Municipality } from '../../../open.ts';
import { asService, call } from '../../../testing/open.ts';
import { NAMESPACE } from '../schema.ts';

export const PATH = '/GeefPersoonDienst-02.02/soap/WebService';

/** The request element; `change` edits it as text. */
export const request = (insz: string, change: (xml: string) => string = (xml) => xml): string =>
  change(
    `<web:GeefPersoon xmlns:web="${NAMESPACE}"><Verzoek><Context><Naam>GeefPersoon</Naam><Versie>02.02.0000</Versie><Bericht><Type>VRAAG</Type><Tijdstip><Datum>2026-11-27</Datum><Tijd>12:00:00.000</Tijd></Tijdstip><Afzender><Identificatie>loket.dienst.test</Identificatie><Referte>afz-1</Referte><Hoedanigheid>verhuizing</Hoedanigheid></Afzender><Ontvanger><Identificatie>magda</Identificatie></Ontvanger></Bericht></Context><Vragen><Vraag><Referte>vraag-1</Referte><Inhoud><Criteria><INSZ>${insz}</INSZ></Criteria><Bron>RR</Bron><Taal>nl</Taal></Inhoud></Vraag></Vragen></Verzoek></web:GeefPersoon>`,
  );

export const envelope = (body: string, before = ''): string =>
  `${before}<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header/><s:Body>${body}</s:Body></s:Envelope>`;

export const post = (m: Municipality, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  call(m, 'magda', PATH, {
    method: 'POST',
    headers: asService({ 'content-type': 'text/xml; charset=utf-8', ...headers }),
    body,
  });

/** What is in the body of an envelope. */
export const bodyOf = (xml: string): string => /<soapenv:Body>(.*)<\/soapenv:Body>/s.exec(xml)?.[1] ?? '';
