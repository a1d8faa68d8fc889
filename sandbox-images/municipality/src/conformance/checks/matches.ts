import * as z from 'zod';
import { defineCheck, holds } from '../check.ts';
import { addressSchema, identifierOf, NIS, named, POSTAL } from '../schemas.ts';
import { DETAIL } from '../shapes.ts';

const HOST = 'basisregisters';
const placed = (id: z.ZodType<string>) => z.strictObject({ objectId: id, detail: z.url() });
const {
  adresPositie,
  adresStatus,
  officieelToegekend,
  straatnaam,
  homoniemToevoeging,
  huisnummer,
  busnummer,
  volledigAdres,
} = addressSchema.shape;
const match = z.strictObject({
  '@type': z.literal('Adres'),
  identificator: identifierOf('adres').optional(),
  detail: z.url().optional(),
  gemeente: placed(NIS).extend({ gemeentenaam: named }),
  postinfo: placed(POSTAL).optional(),
  straatnaam: straatnaam.optional(),
  homoniemToevoeging,
  huisnummer: huisnummer.optional(),
  busnummer,
  volledigAdres: volledigAdres.optional(),
  adresPositie: adresPositie.optional(),
  adresStatus: adresStatus.optional(),
  officieelToegekend: officieelToegekend.optional(),
  score: z.number().min(0).max(100),
  links: z.array(
    z.strictObject({ href: z.url(), rel: z.enum(['percelen', 'gebouweenheden']), type: z.literal('GET') }),
  ),
});
const answer = z.strictObject({
  '@context': z.url(),
  adresMatches: z.array(match).min(1).max(10),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string().min(1) })),
});

/** Each address, asked as it is written, is among the best that adresmatch finds. */
export default defineCheck({
  name: 'matches',
  count: (m) => m.shared.town.addresses.count,
  record: (m, i) => `${HOST} /v2/adresmatch of ${m.shared.town.addresses.byIndex(i).id}`,
  async examine(asker, i) {
    const { id, municipality, postalCode, street, houseNumber, box } = asker.m.shared.town.addresses.byIndex(i);
    const query = new URLSearchParams({
      gemeentenaam: municipality,
      postcode: postalCode,
      straatnaam: street,
      huisnummer: houseNumber,
      ...(box === '' ? {} : { busnummer: box }),
    });
    const found = await asker.json(HOST, `/v2/adresmatch?${query}`, answer);
    await asker.valid(DETAIL, found);
    const { adresMatches } = found;
    const best = adresMatches.filter(({ score }) => score === adresMatches[0]?.score);
    holds(
      'it is not among the best',
      best.some(({ identificator }) => identificator?.objectId === id),
    );
  },
});
