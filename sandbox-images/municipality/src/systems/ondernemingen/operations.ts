import * as z from 'zod';
import type { Operation } from '../../openapi.ts';
import { detailSchema, listSchema, mandatesSchema, siteSchema } from './schema.ts';

const described = { '@context': z.url() };
const text = z.string().optional();
const list = z.object({
  offset: text,
  limit: text,
  naam: text,
  postcode: text,
  nace: text,
  adresobjectid: text,
});

/** What the register of enterprises can be asked. */
export const OPERATIONS: readonly Operation[] = [
  { method: 'get', path: '/v1/ondernemingen', title: 'Ondernemingen', query: list, answers: { 200: listSchema } },
  { method: 'get', path: '/v1/ondernemingen/{nummer}', title: 'Eén onderneming', answers: { 200: detailSchema } },
  {
    method: 'get',
    path: '/v1/ondernemingen/{nummer}/vestigingen',
    title: 'De vestigingen van een onderneming',
    answers: { 200: z.strictObject({ ...described, vestigingen: z.array(siteSchema) }) },
  },
  {
    method: 'get',
    path: '/v1/vestigingen/{nummer}',
    title: 'Eén vestiging',
    answers: { 200: siteSchema.extend(described) },
  },
  {
    method: 'get',
    path: '/v1/ondernemingen/{nummer}/functies',
    title: 'Wie voor een onderneming optreedt',
    purpose: true,
    answers: { 200: mandatesSchema },
  },
  {
    method: 'get',
    path: '/v1/personen/{insz}/functies',
    title: 'Waarvoor iemand optreedt',
    purpose: true,
    answers: { 200: mandatesSchema },
  },
  {
    method: 'get',
    path: '/v1/context/onderneming.jsonld',
    title: 'De JSON-LD-context',
    token: false,
    answers: { 200: null },
  },
];
