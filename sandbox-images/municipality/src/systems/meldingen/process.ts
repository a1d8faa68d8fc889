import * as z from 'zod';
import { attachments, insz, place, text, whole } from '../../processes/filing.ts';
import { ORDER, REGULATIONS } from '../../processes/laws.ts';
import { defineProcess } from '../../processes/process.ts';

const filing = z.strictObject({
  /** Left out: nobody is told how it goes. */
  insz: insz.optional(),
  adres: place,
  soort: z.enum(['zwerfvuil', 'verlichting', 'wegdek', 'groen', 'andere']),
  omschrijving: text,
  bijlagen: attachments.optional(),
});
const ruleValues = z.strictObject({ hersteldagen: whole(1, 365), hersteldagenVerlichting: whole(1, 365) });

/** Reports of what is broken or dirty in public space. */
export const meldingen = defineProcess<z.infer<typeof filing>, z.infer<typeof ruleValues>>({
  id: 'meldingen',
  title: 'Meldingen openbaar domein',
  about: 'Zwerfvuil, een kapotte lamp of een put in de weg melden.',
  prefix: 'ME',
  noun: 'de melding',
  initial: 'ontvangen',
  states: {
    ontvangen: 'Ontvangen',
    'in-uitvoering': 'In uitvoering',
    'aanvulling-gevraagd': 'Aanvulling gevraagd',
    opgelost: 'Opgelost',
    doorverwezen: 'Doorverwezen',
    ingetrokken: 'Ingetrokken',
    afgesloten: 'Afgesloten',
  },
  activities: [
    { name: 'aanvaarden', title: 'Laten uitvoeren', role: 'behandelaar', from: ['ontvangen'], to: 'in-uitvoering' },
    {
      name: 'aanvulling-vragen',
      title: 'Aanvulling vragen',
      role: 'behandelaar',
      from: ['ontvangen'],
      to: 'aanvulling-gevraagd',
      explained: true,
    },
    {
      name: 'doorverwijzen',
      title: 'Doorverwijzen',
      role: 'behandelaar',
      from: ['ontvangen'],
      to: 'doorverwezen',
      explained: true,
    },
    { name: 'aanvullen', title: 'Aanvullen', role: 'indiener', from: ['aanvulling-gevraagd'], to: 'ontvangen' },
    {
      name: 'intrekken',
      title: 'Intrekken',
      role: 'indiener',
      from: ['ontvangen', 'aanvulling-gevraagd'],
      to: 'ingetrokken',
    },
    { name: 'oplossen', title: 'Als opgelost melden', role: 'behandelaar', from: ['in-uitvoering'], to: 'opgelost' },
    { name: 'heropenen', title: 'Heropenen', role: 'indiener', from: ['opgelost'], to: 'ontvangen', explained: true },
    {
      name: 'afsluiten',
      title: 'Afsluiten',
      role: 'behandelaar',
      from: ['opgelost', 'doorverwezen'],
      to: 'afgesloten',
    },
  ],
  legalBasis: [ORDER, REGULATIONS],
  kinds: {
    zwerfvuil: 'Zwerfvuil of sluikstort',
    verlichting: 'Openbare verlichting',
    wegdek: 'Wegdek of voetpad',
    groen: 'Openbaar groen',
    andere: 'Iets anders',
  },
  filing,
  ruleValues,
  ruleMeanings: {
    hersteldagen: 'Aantal dagen waarbinnen de gemeente een melding wil oplossen.',
    hersteldagenVerlichting: 'Hetzelfde, voor openbare verlichting.',
  },
  rules: [
    {
      from: '2020-01-01',
      source: 'Reglement op de meldingen',
      values: { hersteldagen: 14, hersteldagenVerlichting: 10 },
    },
  ],
  judge: ({ soort }, { values }) => ({
    wrong: [],
    amount: 0,
    days: soort === 'verlichting' ? values.hersteldagenVerlichting : values.hersteldagen,
  }),
  example: ({ insz: who, address }) => ({
    insz: who,
    adres: address,
    soort: 'wegdek',
    omschrijving: 'Een put in het fietspad, naast de brievenbus.',
  }),
});
