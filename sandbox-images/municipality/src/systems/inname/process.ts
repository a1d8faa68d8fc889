import * as z from 'zod';
import {
  attachments,
  date,
  daysOf,
  insz,
  later,
  missing,
  names,
  period,
  place,
  text,
  whole,
} from '../../processes/filing.ts';
import { BYLAWS, IN_FORCE, ORDER, REGULATIONS, TAXES } from '../../processes/laws.ts';
import { defineProcess } from '../../processes/process.ts';

const KINDS = { container: 'Container', stelling: 'Stelling', werfkeet: 'Werfkeet of werfzone' } as const;

const filing = z.strictObject({
  insz,
  adres: place,
  soort: z.enum(['container', 'stelling', 'werfkeet']),
  van: date,
  tot: date,
  /** Square metres. */
  oppervlakte: whole(1, 2000),
  omschrijving: text.optional(),
  bijlagen: attachments.optional(),
});
const ruleValues = z.strictObject({
  maxDagen: whole(1, 365),
  dagenVooraf: whole(0, 90),
  tarief: whole(0, 10_000),
  vrijeDagen: whole(0, 365),
  verplichteBijlagen: names,
});

/** Taking of public domain: something stands on the street for some days, and pays for it. */
export const inname = defineProcess<z.infer<typeof filing>, z.infer<typeof ruleValues>>({
  id: 'inname',
  title: 'Inname van het openbaar domein',
  about: 'Een container, stelling of werfzone op straat zetten.',
  prefix: 'IN',
  noun: 'de aanvraag',
  initial: 'ingediend',
  states: {
    ingediend: 'Ingediend',
    'aanvulling-gevraagd': 'Aanvulling gevraagd',
    'in-behandeling': 'In behandeling',
    vergund: 'Vergund',
    geweigerd: 'Geweigerd',
    ingetrokken: 'Ingetrokken',
    'te-controleren': 'Te controleren',
    afgesloten: 'Afgesloten',
  },
  activities: [
    {
      name: 'aanvulling-vragen',
      title: 'Aanvulling vragen',
      role: 'behandelaar',
      from: ['ingediend', 'in-behandeling'],
      to: 'aanvulling-gevraagd',
      explained: true,
    },
    { name: 'aanvullen', title: 'Aanvullen', role: 'indiener', from: ['aanvulling-gevraagd'], to: 'ingediend' },
    {
      name: 'aanvaarden',
      title: 'In behandeling nemen',
      role: 'behandelaar',
      from: ['ingediend'],
      to: 'in-behandeling',
    },
    {
      name: 'intrekken',
      title: 'Intrekken',
      role: 'indiener',
      from: ['ingediend', 'aanvulling-gevraagd', 'in-behandeling'],
      to: 'ingetrokken',
    },
    { name: 'vergunnen', title: 'Vergunnen', role: 'behandelaar', from: ['in-behandeling'], to: 'vergund' },
    {
      name: 'weigeren',
      title: 'Weigeren',
      role: 'behandelaar',
      from: ['in-behandeling'],
      to: 'geweigerd',
      explained: true,
    },
    { name: 'einde-melden', title: 'Einde melden', role: 'indiener', from: ['vergund'], to: 'te-controleren' },
    {
      name: 'afsluiten',
      title: 'Afsluiten',
      role: 'behandelaar',
      from: ['te-controleren', 'geweigerd'],
      to: 'afgesloten',
    },
  ],
  legalBasis: [ORDER, BYLAWS, REGULATIONS, IN_FORCE, TAXES],
  kinds: KINDS,
  filing,
  ruleValues,
  ruleMeanings: {
    maxDagen: 'Hoogste aantal dagen van een inname, eerste en laatste dag inbegrepen.',
    dagenVooraf: 'Hoeveel dagen voor de eerste dag men ten laatste aanvraagt.',
    tarief: 'Eurocent per vierkante meter en per dag.',
    vrijeDagen: 'Eerste dagen waarvoor men niets betaalt.',
    verplichteBijlagen: 'Soorten bijlagen die er bij de aanvraag moeten zijn.',
  },
  rules: [
    {
      from: '2020-01-01',
      source: 'Reglement op de inname van het openbaar domein, 2020-2025',
      values: { maxDagen: 90, dagenVooraf: 5, tarief: 50, vrijeDagen: 2, verplichteBijlagen: [] },
    },
    {
      from: '2026-01-01',
      source: 'Reglement op de inname van het openbaar domein, 2026-2031',
      values: { maxDagen: 60, dagenVooraf: 5, tarief: 60, vrijeDagen: 1, verplichteBijlagen: [] },
    },
  ],
  judge({ van, tot, oppervlakte, bijlagen }, { values, today }) {
    const days = daysOf(van, tot);
    const long = { veld: 'tot', reden: `Een inname duurt hoogstens ${values.maxDagen} dagen, deze ${days}.` };
    return {
      wrong: [
        ...period(van, tot, today, values.dagenVooraf),
        ...(days > values.maxDagen ? [long] : []),
        ...missing(values.verplichteBijlagen, bijlagen),
      ],
      amount: Math.max(0, days - values.vrijeDagen) * oppervlakte * values.tarief,
    };
  },
  example: ({ insz: who, address, today }) => ({
    insz: who,
    adres: address,
    soort: 'container',
    van: later(today, 14),
    tot: later(today, 16),
    oppervlakte: 12,
    omschrijving: 'Container voor de afbraak van een badkamer.',
  }),
});
