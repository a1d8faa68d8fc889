import * as z from 'zod';

/** What a service sends to a citizen. The interface of Mijn Burgerprofiel is not public: names are this lab's own. */
export const messageSchema = z.strictObject({
  insz: z.string().regex(/^\d{11}$/, 'elf cijfers'),
  onderwerp: z.string().trim().min(1).max(150),
  bericht: z.string().trim().min(1).max(2000),
  /** The number under which the service publishes the case. */
  dossierNummer: z.string().trim().min(1).max(100).optional(),
  /** Where the citizen goes on. */
  link: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
});
export type Message = z.infer<typeof messageSchema>;

/**
 * `verzonden`: on its way by post · `afgeleverd`: it is in the box · `gelezen`: the citizen opened it · `geweigerd`: the citizen
 * wants none · `onbestelbaar`: nobody can receive it. The last three are final.
 */
export const STATES = ['verzonden', 'afgeleverd', 'gelezen', 'geweigerd', 'onbestelbaar'] as const;
export type State = (typeof STATES)[number];

const attemptSchema = z.strictObject({
  /** Lab time, ISO 8601. */
  tijdstip: z.iso.datetime(),
  /** Status that the service answered; 0: none came. */
  antwoord: z.int(),
  reden: z.enum(['onbereikbaar', 'geen antwoord op tijd', 'doorverwijzing']).optional(),
});
export type Attempt = z.infer<typeof attemptSchema>;

export const notificationSchema = z.strictObject({
  id: z.uuid(),
  onderwerp: z.string(),
  dossierNummer: z.string().optional(),
  link: z.string().optional(),
  status: z.enum(STATES),
  ontvangen: z.iso.datetime(),
  gewijzigd: z.iso.datetime(),
  terugmeldingen: z.array(
    z.strictObject({
      id: z.string(),
      type: z.templateLiteral(['notificatie.', z.enum(STATES)]),
      toestand: z.enum(['wacht', 'aangenomen', 'opgegeven']),
      pogingen: z.array(attemptSchema),
      volgende: z.iso.datetime().optional(),
    }),
  ),
});

export const listSchema = z.strictObject({ notificaties: z.array(notificationSchema) });

const timestamp = z.iso.datetime();
/**
 * The body of a callback (Standard Webhooks: type, timestamp, data). What became of a message names no person; that a citizen
 * changed its preferences names the citizen, and not what it chose: that is asked, with a purpose.
 */
export const callbackSchema = z.union([
  z.strictObject({
    type: z.templateLiteral(['notificatie.', z.enum(STATES)]),
    timestamp,
    data: z.strictObject({ id: z.uuid(), status: z.enum(STATES), dossierNummer: z.string().optional() }),
  }),
  z.strictObject({
    type: z.literal('voorkeur.gewijzigd'),
    timestamp,
    data: z.strictObject({ insz: z.string().regex(/^\d{11}$/) }),
  }),
]);
export type CallbackBody = z.infer<typeof callbackSchema>;
