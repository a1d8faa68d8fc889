import { PROCESSES } from '../../processes/all.ts';
import { answer, content, id, problems, query, schemaOf, whole } from '../../processes/openapi-parts.ts';
import { actionSchema, detailSchema, listSchema, problemSchema, summarySchema } from '../../processes/shapes.ts';

const process = {
  name: 'proces',
  in: 'path',
  required: true,
  schema: { type: 'string', enum: PROCESSES.map(({ id: name }) => name) },
};

/** The work list's JSON as OpenAPI 3.1. `cookie`: the name of the session's. */
export const openApi = (base: string, cookie: string): object => ({
  openapi: '3.1.0',
  info: {
    title: 'Werklijst van de ambtenaren',
    version: '1',
    description: 'Meld u in een browser aan via /aanmelden; de sessie geldt ook hier.',
    license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
  },
  servers: [{ url: base }],
  security: [{ sessie: [] }],
  paths: {
    '/v1/zaken': {
      get: {
        summary: 'Open zaken van de eigen gemeente, de oudste eerst',
        operationId: 'zaken',
        parameters: [
          query('proces', 'Alleen van dat proces.', process.schema),
          query('status', 'Met die status, ook als de zaak al gesloten is.', { type: 'string' }),
          query('offset', 'Hoeveel er overgeslagen worden.', whole),
          query('limit', 'Hoogstens zoveel: 50, hoogstens 500.', { ...whole, minimum: 1, maximum: 500 }),
        ],
        responses: { 200: answer('Zaken.', 'Zaken'), ...problems(400, 401) },
      },
    },
    '/v1/zaken/{proces}/{id}': {
      get: {
        summary: 'Een zaak, met wie ze indiende',
        operationId: 'zaak',
        parameters: [process, id],
        responses: { 200: answer('De zaak.', 'Dossier'), ...problems(401, 404) },
      },
    },
    '/v1/zaken/{proces}/{id}/acties': {
      post: {
        summary: 'Iets doen als behandelaar',
        operationId: 'actie',
        parameters: [process, id],
        requestBody: { required: true, ...content('Actie') },
        responses: { 200: answer('De zaak.', 'Zaak'), ...problems(400, 401, 404, 409, 413, 415) },
      },
    },
  },
  components: {
    securitySchemes: { sessie: { type: 'apiKey', in: 'cookie', name: cookie } },
    schemas: {
      Actie: schemaOf(actionSchema, 'input'),
      Zaak: schemaOf(summarySchema),
      Dossier: schemaOf(detailSchema),
      Zaken: schemaOf(listSchema),
      Probleem: schemaOf(problemSchema),
    },
  },
});
