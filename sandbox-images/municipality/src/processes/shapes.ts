import * as z from 'zod';
import { attachments } from './filing.ts';

/** What right answers of every local process are; their OpenAPI is made from these. */
const day = z.iso.date();
const at = z.iso.datetime();
const role = z.enum(['indiener', 'behandelaar']);
const state = z.string().min(1);

export const actionSchema = z.strictObject({
  activiteit: z.string().min(1).max(60),
  toelichting: z.string().trim().max(2000).optional(),
  bijlagen: attachments.optional(),
});

export const summarySchema = z.strictObject({
  id: z.uuid(),
  zaaknummer: z.string().regex(/^[A-Z]{2}-\d{4}-\d{5,}$/),
  proces: z.string(),
  soort: z.string(),
  status: state,
  statusnaam: z.string(),
  ingediend: at,
  gewijzigd: at,
  /** Day by which the municipality wants to be done. */
  streefdatum: day.nullable(),
  /** Day from which the rule holds that the case was judged by. */
  regel: day,
  eurocent: z.int().min(0),
  adres: z.string().regex(/^https:\/\/data\.vlaanderen\.be\/id\/adres\//),
  /** What the civil servant said last. */
  bericht: z.string().nullable(),
  /** What may be done now by who reads this. */
  acties: z.array(z.strictObject({ naam: z.string(), titel: z.string(), toelichting: z.boolean() })),
});
export const detailSchema = summarySchema.extend({
  indiener: z
    .strictObject({
      insz: z.string().regex(/^\d{11}$/),
      naam: z.strictObject({ voornaam: z.string(), achternaam: z.string() }),
    })
    .nullable(),
  inhoud: z.looseObject({ soort: z.string() }),
  geschiedenis: z
    .array(
      z.strictObject({
        activiteit: z.string(),
        rol: role,
        van: state.nullable(),
        naar: state,
        op: at,
        toelichting: z.string().nullable(),
      }),
    )
    .min(1),
});
export const listSchema = z.strictObject({ zaken: z.array(summarySchema), volgende: z.url().optional() });

export const eventSchema = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.url(),
  type: z.string().regex(/^be\.vlavirgem\.[a-z]+\.[a-z-]+$/),
  subject: z.uuid(),
  time: at,
  sequence: z.string().regex(/^\d+$/),
  datacontenttype: z.literal('application/json'),
  data: z.strictObject({
    zaak: z.url(),
    activiteit: z.string(),
    rol: role,
    van: state.nullable(),
    naar: state,
    regel: day,
  }),
});
export const feedSchema = z.strictObject({ gebeurtenissen: z.array(eventSchema), volgende: z.url() });

const value = z.union([z.number(), z.array(z.string())]);
export const ruleSchema = z.strictObject({
  geldigVanaf: day,
  /** Last day; null while no other rule is announced. */
  geldigTot: day.nullable(),
  bron: z.string(),
  waarden: z.record(z.string(), value),
});
export const rulesSchema = z.strictObject({
  proces: z.string(),
  vandaag: day,
  betekenis: z.record(z.string(), z.string()),
  regels: z.array(ruleSchema).min(1),
});

export const processSchema = z.strictObject({
  id: z.string(),
  titel: z.string(),
  omschrijving: z.string(),
  bpmn: z.url(),
  regels: z.url(),
  openapi: z.url(),
  gebeurtenislog: z.url(),
  grondslagen: z
    .array(z.strictObject({ titel: z.string(), artikel: z.string().nullable(), over: z.string(), vindplaats: z.url() }))
    .min(1),
  soorten: z.record(z.string(), z.string()),
  statussen: z.array(z.strictObject({ naam: state, titel: z.string(), einde: z.boolean() })),
  activiteiten: z.array(
    z.strictObject({ naam: z.string(), titel: z.string(), rol: role, van: z.array(state), naar: state }),
  ),
});
