import { of } from '@proeftuin/contract/evidence';
import { XmlDocument } from 'libxml2-wasm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Municipality } from '../../open.ts';
import { openSmall } from '../../testing/open.ts';
import { parse } from './parse.ts';
import { BadRequest, read } from './request.ts';
import { XSD } from './schema.ts';
import { bodyOf, envelope, PATH, post, request } from './testing/ask.ts';
import { validity } from './testing/validity.ts';

let m: Municipality;
beforeEach(async () => {
  m = await openSmall();
});
const someone = (tag?: string) => {
  const [person] = m.shared.town.people.select(tag === undefined ? { adult: true } : { tag }, 1);
  if (person === undefined) throw new Error('nobody');
  return person;
};
const ask = async (insz: string): Promise<string> => {
  const answer = await post(m, envelope(request(insz)));
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/xml; charset=utf-8']);
  return bodyOf(await answer.text());
};
const handed = () => of(m.shared.spool.pull(0, 5_000).records, 'register-access').map(({ data }) => data);

describe('GeefPersoon', () => {
  test('gives a person, echoes the references, and accounts for what it gave', async () => {
    const p = someone();
    const xml = await ask(p.insz);
    expect(xml).toContain(`<Persoon Bron="RR"><INSZ>${p.insz}</INSZ><Naam><Achternamen><Achternaam>${p.familyName}<`);
    expect(xml).toContain(`<Straatnaam><String>${p.address?.street}</String>`);
    expect(xml).toContain('<Antwoord><Referte>vraag-1</Referte>');
    expect(xml).toContain('<Referte>afz-1</Referte><Hoedanigheid>verhuizing</Hoedanigheid></Ontvanger>');
    expect(handed()).toMatchObject([{ system: 'magda', client: 'loket', subject: p.id, purpose: 'verhuizing' }]);
    expect(handed()[0]?.fields).toContain('verblijfplaats');
  });

  test('gives each resident, whatever its name, as the XSD says', async () => {
    const { people } = m.shared.town;
    for (let i = 1; i <= people.count; i++) {
      const xml = await ask(people.byId(`p-${i}`)?.insz ?? '');
      expect(validity(xml)).toBeUndefined();
      const document = XmlDocument.fromString(xml);
      const name = document.get('//Persoon/Naam/Achternamen/Achternaam')?.content;
      expect(name).toBe(people.byId(`p-${i}`)?.familyName);
      document.dispose();
    }
  });

  test.each([
    ['protected-address', /<Adressen>/],
    ['emigrated', /<Adressen>/],
    ['no-given-name', /<Voornamen>/],
  ])('of %s leaves out what is not there', async (tag, part) => expect(await ask(someone(tag).insz)).not.toMatch(part));

  test('tells a death', async () =>
    expect(await ask(someone('deceased').insz)).toContain('<Overlijden><Datum>2025-11-14<'));

  test('shows its XSD', async () => {
    const answer = await m.fetch(new Request(`https://magda.vlavirgem.test${PATH}?xsd`));
    expect(await answer.text()).toBe(XSD);
  });
});

describe('our reading of a request and libxml2’s reading of the XSD agree', () => {
  const cut = (name: string) => (xml: string) => xml.replace(new RegExp(`<${name}>.*?</${name}>`), '');
  const put = (name: string, value: string) => (xml: string) =>
    xml.replace(new RegExp(`<${name}>.*?</${name}>`), `<${name}>${value}</${name}>`);
  const changes: readonly [string, (xml: string) => string][] = [
    ['as it is', (xml) => xml],
    ['spaces between', (xml) => xml.replaceAll('><', '>\n  <')],
    ['a comment', put('Taal', 'n<!-- -->l')],
    ['CDATA', put('INSZ', '<![CDATA[85073003328]]>')],
    [
      'schema location',
      (xml) =>
        xml.replace(
          'xmlns:web',
          'xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:schemaLocation="a b" xmlns:web',
        ),
    ],
    ...[
      'Context',
      'Naam',
      'Bericht',
      'Tijdstip',
      'Afzender',
      'Ontvanger',
      'Hoedanigheid',
      'Vragen',
      'Vraag',
      'Inhoud',
      'Criteria',
      'INSZ',
      'Bron',
      'Taal',
      'Verzoek',
    ].map((name): [string, (xml: string) => string] => [`without ${name}`, cut(name)]),
    ...['', '8507300332', '850730033281', '85.07.30-033.28', ' 85073003328', '８５０７３００３３２８', '<x/>'].map(
      (value): [string, (xml: string) => string] => [`INSZ ${value}`, put('INSZ', value)],
    ),
    ['another source', put('Bron', 'FIETS')],
    ['another language', put('Taal', 'NL')],
    ['another type', put('Type', 'ANTWOORD')],
    ['a date with a slash', put('Datum', '2026/11/27')],
    ['a time without its thousandths', put('Tijd', '12:00:00')],
    ['an empty capacity', put('Hoedanigheid', '')],
    ['a long name', put('Naam', 'x'.repeat(201))],
    ['a reference with a space', put('Referte', 'a b')],
    ['a reference of two hundred', put('Referte', 'x'.repeat(200))],
    ['two questions', (xml) => xml.replace(/(<Vraag>.*<\/Vraag>)/, '$1$1')],
    ['another order', (xml) => xml.replace(/(<Bron>.*<\/Bron>)(<Taal>.*<\/Taal>)/, '$2$1')],
    ['an element of its own', (xml) => xml.replace('</Criteria>', '<Alles/></Criteria>')],
    ['an attribute of its own', (xml) => xml.replace('<INSZ>', '<INSZ soort="bis">')],
    ['text between', (xml) => xml.replace('<Vragen>', 'hallo<Vragen>')],
    ['another namespace', (xml) => xml.replace('v02_02', 'v02_00')],
    ['qualified inside', (xml) => xml.replace(/<(\/?)Verzoek>/g, '<$1web:Verzoek>')],
    ['another service', (xml) => xml.replace(/web:GeefPersoon/g, 'web:GeefPersoonResponse')],
  ];
  test.each(changes)('%s', (_, change) => {
    const xml = request('85073003328', change);
    let ours = true;
    try {
      read(parse(new TextEncoder().encode(xml)));
    } catch (error) {
      expect(error).toBeInstanceOf(BadRequest);
      ours = false;
    }
    expect(ours).toBe(validity(xml) === undefined);
  });
});
