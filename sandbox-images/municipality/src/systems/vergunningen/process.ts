import * as z from 'zod';
import { attachments, date, insz, later, missing, names, period, place, text, whole } from '../../processes/filing.ts';
import { BYLAWS, IN_FORCE, ORDER, REGULATIONS } from '../../processes/laws.ts';
import { defineProcess } from '../../processes/process.ts';

const filing = z.strictObject({
  insz,
  adres: place,
  soort: z.enum(['evenement', 'straatfeest']),
  van: date,
  tot: date,
  /** How many people are expected. */
  bezoekers: whole(1, 1_000_000),
  omschrijving: text,
  bijlagen: attachments.optional(),
});
const ruleValues = z.strictObject({
  dagenVooraf: whole(0, 365),
  vergoeding: whole(0, 1_000_000),
  grens: whole(1, 1_000_000),
  bijlagenVanafGrens: names,
});

/** Permits of the municipality itself for what happens on its public domain. Building permits are the Flemish Omgevingsloket's. */
export const vergunningen = defineProcess<z.infer<typeof filing>, z.infer<typeof ruleValues>>({
  id: 'vergunningen',
  title: 'Vergunningen voor evenementen',
  about: 'Een evenement of straatfeest op het openbaar domein houden.',
  prefix: 'VE',
  noun: 'de aanvraag',
  initial: 'ingediend',
  states: {
    ingediend: 'Ingediend',
    'aanvulling-gevraagd': 'Aanvulling gevraagd',
    'in-advies': 'In advies',
    vergund: 'Vergund',
    geweigerd: 'Geweigerd',
    ingetrokken: 'Ingetrokken',
    afgesloten: 'Afgesloten',
  },
  activities: [
    {
      name: 'aanvulling-vragen',
      title: 'Aanvulling vragen',
      role: 'behandelaar',
      from: ['ingediend', 'in-advies'],
      to: 'aanvulling-gevraagd',
      explained: true,
    },
    { name: 'aanvullen', title: 'Aanvullen', role: 'indiener', from: ['aanvulling-gevraagd'], to: 'ingediend' },
    {
      name: 'aanvaarden',
      title: 'Aanvaarden en advies vragen',
      role: 'behandelaar',
      from: ['ingediend'],
      to: 'in-advies',
    },
    {
      name: 'intrekken',
      title: 'Intrekken',
      role: 'indiener',
      from: ['ingediend', 'aanvulling-gevraagd', 'in-advies'],
      to: 'ingetrokken',
    },
    { name: 'vergunnen', title: 'Vergunnen', role: 'behandelaar', from: ['in-advies'], to: 'vergund', explained: true },
    { name: 'weigeren', title: 'Weigeren', role: 'behandelaar', from: ['in-advies'], to: 'geweigerd', explained: true },
    { name: 'afsluiten', title: 'Afsluiten', role: 'behandelaar', from: ['vergund', 'geweigerd'], to: 'afgesloten' },
  ],
  legalBasis: [ORDER, BYLAWS, REGULATIONS, IN_FORCE],
  kinds: { evenement: 'Evenement', straatfeest: 'Straatfeest' },
  filing,
  ruleValues,
  ruleMeanings: {
    dagenVooraf: 'Hoeveel dagen voor de eerste dag men ten laatste aanvraagt.',
    vergoeding: 'Eurocent voor een evenement; een straatfeest is gratis.',
    grens: 'Aantal bezoekers vanaf waar er meer bijlagen nodig zijn.',
    bijlagenVanafGrens: 'Soorten bijlagen die er vanaf die grens bij de aanvraag moeten zijn.',
  },
  rules: [
    {
      from: '2020-01-01',
      source: 'Politiereglement op evenementen',
      values: { dagenVooraf: 30, vergoeding: 0, grens: 500, bijlagenVanafGrens: ['veiligheidsplan'] },
    },
  ],
  judge({ soort, van, tot, bezoekers, bijlagen }, { values, today }) {
    return {
      wrong: [
        ...period(van, tot, today, values.dagenVooraf),
        ...(bezoekers >= values.grens ? missing(values.bijlagenVanafGrens, bijlagen) : []),
      ],
      amount: soort === 'evenement' ? values.vergoeding : 0,
    };
  },
  example: ({ insz: who, address, today }) => ({
    insz: who,
    adres: address,
    soort: 'straatfeest',
    van: later(today, 60),
    tot: later(today, 60),
    bezoekers: 80,
    omschrijving: 'Buurtfeest met een springkasteel.',
  }),
});
