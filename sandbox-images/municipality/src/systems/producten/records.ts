import { escapeHtml } from '../../catalogue/answer.ts';
import type { Version } from '../../catalogue/versions.ts';
import { authorityOf } from '../../data/authorities.ts';
import { addressed } from '../../data/products.ts';
import type { Address } from '../../town/types.ts';

const INSTANCE = 'http://data.lblod.info/id/public-service/';
const SNAPSHOT = 'http://data.lblod.info/id/public-service-snapshot/';
const SITES = { codex: 'https://codex.vlaanderen.be/', justel: 'https://www.ejustice.just.fgov.be/' } as const;

/** Where the documents of the catalogue are. */
export interface Places {
  /** `https://producten.vlavirgem.test` */
  readonly origin: string;
  /** Domain of mail addresses, without a port. */
  readonly domain: string;
  hall(nis: string): Address;
}

/** Both forms of address, and English where there is one. */
const said = (text: string, english?: string): object => ({
  ...(english === undefined ? {} : { en: english }),
  'nl-BE-x-formal': addressed(text, 'formal'),
  'nl-BE-x-informal': addressed(text, 'informal'),
});
const paragraph = (text: string): object =>
  said(`<p data-indentation-level="0">${escapeHtml(text).replaceAll('&#39;', "'")}</p>`);

/** Earlier versions were five per cent cheaper each: `31`, `29,45`. */
const euro = ({ product: { euro: now = 0 }, after }: Version): string => {
  const cents = Math.round(now * (100 - 5 * after));
  return cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2).replace('.', ',');
};

const costs = (v: Version): object[] => {
  if (v.product.euro === undefined) return [];
  const text = v.product.euro === 0 ? 'Gratis.' : `[U betaalt|Je betaalt] ${euro(v)} euro.`;
  return [{ '@type': 'Kost', naam: said('Kostprijs', 'Cost'), beschrijving: paragraph(text), order: 0 }];
};

const contact = ({ municipality: m }: Version, { domain, hall }: Places): object => {
  const at = hall(m.nis);
  return {
    '@type': 'Contactgegevens',
    email: `loket.${m.nis}@${domain}`,
    openingsuren: 'Maandag tot vrijdag van 9 tot 12 uur, woensdag ook van 14 tot 19 uur.',
    order: 0,
    adres: {
      '@type': 'Adres',
      straatnaam: { nl: at.street },
      huisnummer: at.houseNumber,
      gemeentenaam: { nl: m.name },
      land: { nl: 'België' },
      postcode: at.postalCode,
    },
  };
};

export const detailUrl = (v: Version, { origin }: Places): string =>
  `${origin}/v1/producten/${v.municipality.nis}-${v.product.number}`;

/** What an instance and a snapshot of it have in common, in the words of the IPDC-LPDC context. */
function body(v: Version, places: Places): object {
  const { product: p, municipality } = v;
  const { unit, area } = authorityOf(municipality.nis);
  const site = {
    '@type': 'Website',
    naam: said('Online aanvragen', 'Apply online'),
    url: detailUrl(v, places),
    order: 0,
  };
  const evidence = p.evidence && {
    bewijs: { '@type': 'Bewijs', naam: said('Bewijsstukken', 'Evidence'), beschrijving: paragraph(p.evidence) },
  };
  const condition = p.condition ?? (p.evidence && '[U brengt|Je brengt] deze bewijsstukken mee.');
  const last = v.after === 0;
  return {
    aangemaaktDoor: unit,
    productnummer: p.number,
    creatie: v.created,
    laatstGewijzigd: v.changed,
    startDienstVerlening: v.created,
    ...(v.archived ? { eindeDienstVerlening: v.changed } : {}),
    naam: said(p.name, p.english),
    beschrijving: paragraph(p.about),
    ...(condition && {
      voorwaarden: [
        {
          '@type': 'Voorwaarde',
          naam: said('Voorwaarden', 'Conditions'),
          beschrijving: paragraph(condition),
          order: 0,
          ...evidence,
        },
      ],
    }),
    procedures: [
      {
        '@type': 'Procedure',
        naam: said('[Hoe vraagt u het aan?|Hoe vraag je het aan?]', 'How to apply'),
        beschrijving: paragraph(p.how),
        order: 0,
        ...(p.online ? { websites: [site] } : {}),
      },
    ],
    kosten: costs(v),
    ...(p.law && {
      regelgeving: [{ '@type': 'Regelgeving', naam: said(p.law[0]), url: SITES[p.law[1]], order: 0 }],
    }),
    contactgegevens: [contact(v, places)],
    type: p.type,
    doelgroepen: p.audiences,
    themas: p.themes,
    talen: ['NLD'],
    bevoegdBestuursniveaus: ['Lokaal'],
    bevoegdeOverheden: [unit],
    uitvoerendBestuursniveaus: ['Lokaal'],
    uitvoerendeOverheden: [unit],
    geografischToepassingsgebieden: [area],
    // Found by more words since its last change.
    zoektermen: { nl: last ? p.words : p.words.slice(0, 1) },
    gearchiveerd: v.archived,
  };
}

/** The instance as it stands, a document of its own. */
export const toDetail = (v: Version, places: Places, context: string): object => ({
  '@context': context,
  '@id': INSTANCE + v.instance,
  '@type': 'Instantie',
  ...body(v, places),
});

/** One immutable version, a member of the feed. */
export const toSnapshot = (v: Version, places: Places): object => ({
  '@id': SNAPSHOT + v.id,
  '@type': ['InstantieSnapshot'],
  isVersionOf: INSTANCE + v.instance,
  generatedAtTime: v.told,
  ...body(v, places),
});

/** A line of the list. */
export const toItem = (v: Version, places: Places): object => ({
  '@id': INSTANCE + v.instance,
  '@type': 'Instantie',
  productnummer: v.product.number,
  naam: said(v.product.name, v.product.english),
  beschrijving: paragraph(v.product.about),
  type: v.product.type,
  doelgroepen: v.product.audiences,
  themas: v.product.themes,
  laatstGewijzigd: v.changed,
  detail: detailUrl(v, places),
});
