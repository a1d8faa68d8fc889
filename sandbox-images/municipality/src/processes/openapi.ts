import { answer, content, id, open, problems, purpose, query, schemaOf, whole } from './openapi-parts.ts';
import type { LocalProcess } from './process.ts';
import {
  actionSchema,
  detailSchema,
  feedSchema,
  listSchema,
  problemSchema,
  processSchema,
  rulesSchema,
  summarySchema,
} from './shapes.ts';

/** The interface of a local process as OpenAPI 3.1, from the schemas that it validates with. */
export const openApiOf = (process: LocalProcess, base: string): object => ({
  openapi: '3.1.0',
  info: {
    title: process.title,
    version: '1',
    description: process.about,
    license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
  },
  servers: [{ url: base }],
  security: [{ token: [] }],
  paths: {
    '/v1/proces': {
      get: {
        ...open,
        summary: 'Wat het proces is',
        operationId: 'proces',
        responses: { 200: answer('Het proces.', 'Proces') },
      },
    },
    '/v1/proces.bpmn': {
      get: {
        ...open,
        summary: 'Het proces als BPMN 2.0',
        operationId: 'bpmn',
        responses: {
          200: { description: 'BPMN 2.0.', content: { 'application/xml': { schema: { type: 'string' } } } },
        },
      },
    },
    '/v1/regels': {
      get: {
        ...open,
        summary: 'De regels, elk met de dag vanaf wanneer zij geldt',
        operationId: 'regels',
        parameters: [query('op', 'Alleen de regel die op die dag geldt.', { type: 'string', format: 'date' })],
        responses: { 200: answer('De regels.', 'Regels'), ...problems(400, 404) },
      },
    },
    '/v1/zaken': {
      get: {
        summary: 'De eigen zaken',
        operationId: 'zaken',
        parameters: [
          query('status', 'Alleen met die status.', { type: 'string', enum: Object.keys(process.states) }),
          query('offset', 'Hoeveel er overgeslagen worden.', whole),
          query('limit', 'Hoogstens zoveel: 50, hoogstens 500.', { ...whole, minimum: 1, maximum: 500 }),
        ],
        responses: { 200: answer('Zaken.', 'Zaken'), ...problems(400, 401, 403) },
      },
      post: {
        summary: 'Indienen',
        operationId: 'indienen',
        requestBody: { required: true, ...content('Indiening') },
        responses: { 201: answer('De zaak.', 'Zaak'), ...problems(400, 401, 403, 409, 413, 415, 422) },
      },
    },
    '/v1/zaken/{id}': {
      get: {
        summary: 'Een zaak, met wie ze indiende',
        operationId: 'zaak',
        parameters: [id, purpose],
        responses: { 200: answer('De zaak.', 'Dossier'), ...problems(400, 401, 403, 404) },
      },
    },
    '/v1/zaken/{id}/acties': {
      post: {
        summary: 'Iets doen als indiener',
        operationId: 'actie',
        parameters: [id],
        requestBody: { required: true, ...content('Actie') },
        responses: { 200: answer('De zaak.', 'Zaak'), ...problems(400, 401, 403, 404, 409, 413, 415) },
      },
    },
    '/v1/gebeurtenissen': {
      get: {
        summary: 'Wat er met de eigen zaken gebeurde (CloudEvents)',
        operationId: 'gebeurtenissen',
        parameters: [
          query('na', 'Nummer van de laatste gebeurtenis die u hebt.', whole),
          query('limit', 'Hoogstens zoveel: 50, hoogstens 500.', { ...whole, minimum: 1, maximum: 500 }),
        ],
        responses: { 200: answer('Gebeurtenissen.', 'Gebeurtenissen'), ...problems(400, 401, 403) },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Proces: schemaOf(processSchema),
      Regels: schemaOf(rulesSchema),
      Indiening: schemaOf(process.filing, 'input'),
      Actie: schemaOf(actionSchema, 'input'),
      Zaak: schemaOf(summarySchema),
      Dossier: schemaOf(detailSchema),
      Zaken: schemaOf(listSchema),
      Gebeurtenissen: schemaOf(feedSchema),
      Probleem: schemaOf(problemSchema),
    },
  },
});
