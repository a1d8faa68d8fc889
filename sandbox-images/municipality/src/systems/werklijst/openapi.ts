import * as z from 'zod';
import { type Operation, openapiOf } from '../../openapi.ts';
import { PROCESSES } from '../../processes/all.ts';
import { caseQuery } from '../../processes/operations.ts';
import { actionSchema, detailSchema, listSchema, summarySchema } from '../../processes/shapes.ts';

const proces = z
  .enum(PROCESSES.map(({ id }) => id))
  .optional()
  .describe('Alleen van dat proces.');

const OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/zaken',
    title: 'Open zaken van de eigen gemeente, de oudste eerst; met een status ook gesloten',
    query: caseQuery(z.string()).extend({ proces }),
    answers: { 200: listSchema },
  },
  {
    method: 'get',
    path: '/v1/zaken/{proces}/{id}',
    title: 'Een zaak, met wie ze indiende',
    answers: { 200: detailSchema },
  },
  {
    method: 'post',
    path: '/v1/zaken/{proces}/{id}/acties',
    title: 'Iets doen als behandelaar',
    body: actionSchema,
    answers: { 200: summarySchema },
  },
];

/** The work list's JSON as OpenAPI 3.1. `cookie`: the name of the session's. */
export const openApi = (origin: string, cookie: string): object =>
  openapiOf(
    {
      title: 'Werklijst van de ambtenaren',
      standard: 'Meld u in een browser aan via /aanmelden; de sessie geldt ook hier',
      operations: OPERATIONS,
    },
    origin,
    { name: 'sessie', scheme: { type: 'apiKey', in: 'cookie', name: cookie } },
  );
