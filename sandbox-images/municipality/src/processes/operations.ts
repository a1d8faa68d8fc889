import * as z from 'zod';
import type { Operation } from '../openapi.ts';
import type { LocalProcess } from './process.ts';
import {
  actionSchema,
  detailSchema,
  feedSchema,
  listSchema,
  processSchema,
  rulesSchema,
  summarySchema,
} from './shapes.ts';

const whole = z.int().min(0);
const limit = z.int().min(1).max(500).optional().describe('Hoogstens zoveel: 50, hoogstens 500.');

/** Parameters of a list of cases with these states. */
export const caseQuery = (states: z.ZodType<string>) =>
  z.object({
    status: states.optional().describe('Alleen met die status.'),
    offset: whole.optional().describe('Hoeveel er overgeslagen worden.'),
    limit,
  });

/** What the system of a local process can be asked, from the schemas that it validates with. */
export const operationsOf = ({ states, filing }: LocalProcess): readonly Operation[] => [
  { method: 'get', path: '/v1/proces', title: 'Wat het proces is', token: false, answers: { 200: processSchema } },
  { method: 'get', path: '/v1/proces.bpmn', title: 'Het proces als BPMN 2.0', token: false, answers: { 200: null } },
  {
    method: 'get',
    path: '/v1/regels',
    title: 'De regels, elk met de dag vanaf wanneer zij geldt',
    token: false,
    query: z.object({
      op: z.iso.date().optional().describe('Alleen de regel die op die dag geldt.'),
      niscode: z.string().optional().describe('Die van deze gemeente; zonder, wat alle gemeenten gemeen hebben.'),
    }),
    answers: { 200: rulesSchema },
  },
  {
    method: 'get',
    path: '/v1/zaken',
    title: 'De eigen zaken',
    query: caseQuery(z.enum(Object.keys(states))),
    answers: { 200: listSchema },
  },
  { method: 'post', path: '/v1/zaken', title: 'Indienen', body: filing, answers: { 201: summarySchema } },
  {
    method: 'get',
    path: '/v1/zaken/{id}',
    title: 'Een zaak, met wie ze indiende',
    purpose: true,
    answers: { 200: detailSchema },
  },
  {
    method: 'post',
    path: '/v1/zaken/{id}/acties',
    title: 'Iets doen als indiener',
    body: actionSchema,
    answers: { 200: summarySchema },
  },
  {
    method: 'get',
    path: '/v1/gebeurtenissen',
    title: 'Wat er met de eigen zaken gebeurde (CloudEvents)',
    query: z.object({ na: whole.optional().describe('Nummer van de laatste gebeurtenis die u hebt.'), limit }),
    answers: { 200: feedSchema },
  },
];
