import * as z from 'zod';
import type { Operation } from '../../openapi.ts';
import { detailSchema, foundSchema, membersSchema, representativesSchema } from './schema.ts';

const text = z.string().optional();
const search = z.object({
  q: text.describe('Woorden, "zinnen", veld:waarde en *'),
  offset: text,
  limit: text,
  sort: text,
  'facets.hoofdactiviteitenVerenigingsloket': text,
});

/** What the register of associations can be asked. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/verenigingen/zoeken',
    title: 'Verenigingen zoeken',
    query: search,
    answers: { 200: foundSchema },
  },
  { method: 'get', path: '/v1/verenigingen/{vCode}', title: 'Eén vereniging', answers: { 200: detailSchema } },
  {
    method: 'get',
    path: '/v1/verenigingen/{vCode}/vertegenwoordigers',
    title: 'Wie voor een vereniging optreedt',
    purpose: true,
    answers: { 200: representativesSchema },
  },
  {
    method: 'get',
    path: '/v1/verenigingen/{vCode}/leden',
    title: 'De leden van een vereniging',
    purpose: true,
    answers: { 200: membersSchema },
  },
  {
    method: 'get',
    path: '/v1/contexten/publiek/{file}',
    title: 'De JSON-LD-context',
    token: false,
    answers: { 200: null },
  },
];
