import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { default as formats } from 'ajv-formats';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { asService, call, jsonOf, openSmall } from '../testing/open.ts';
import { PROCESSES } from './all.ts';
import { processSchema } from './shapes.ts';
import { fileExample, filingOf } from './testing/story.ts';

const json = z.object({ content: z.object({ 'application/json': z.object({ schema: z.looseObject({}) }) }) });
const described = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        security: z.array(z.unknown()),
        requestBody: json.optional(),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
});
const m = await openSmall();

test('the work list is described by OpenAPI 3.1, and asks for a session', async () => {
  const document = await jsonOf(call(m, 'werklijst', '/openapi.json'), described);
  expect((await new Validator().validate({ ...document })).errors).toBeUndefined();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const method of Object.keys(methods)) {
      const url = path.replace('{proces}', 'inname').replace('{id}', 'x');
      expect((await call(m, 'werklijst', url, { method: method.toUpperCase() })).status).toBe(401);
    }
  }
});

test.each(PROCESSES.map((process) => [process.id, process] as const))(
  '%s is described by OpenAPI 3.1, and answers as it says',
  async (_, process) => {
    const document = await jsonOf(call(m, process.id, '/openapi.json'), described);
    const { valid, errors } = await new Validator().validate({ ...document });
    expect([valid, errors]).toEqual([true, undefined]);

    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    const wrong = (told: unknown, value: unknown): unknown => {
      ajv.validate(json.parse(told).content['application/json'].schema, value);
      return ajv.errors;
    };
    const id = await fileExample(m, process);
    const filing = document.paths['/v1/zaken']?.post?.requestBody;
    expect(wrong(filing, filingOf(m, process))).toBeNull();
    expect(wrong(filing, { ...filingOf(m, process), kleur: 'rood' })).not.toBeNull();
    for (const path of ['/v1/proces', '/v1/regels', '/v1/zaken', '/v1/zaken/{id}', '/v1/gebeurtenissen']) {
      const answer = await call(m, process.id, path.replace('{id}', id), { headers: asService() });
      const told = document.paths[path]?.get?.responses[200];
      expect([path, answer.status, wrong(told, await answer.json())]).toEqual([path, 200, null]);
    }
    const { bpmn, regels, openapi, gebeurtenislog } = await jsonOf(call(m, process.id, '/v1/proces'), processSchema);
    for (const link of [bpmn, regels, openapi, gebeurtenislog]) {
      const { hostname, pathname } = new URL(link);
      expect([link, (await call(m, hostname.split('.')[0] ?? '', pathname)).status]).toEqual([link, 200]);
    }
    // What is described asks for a token unless it says that it is open.
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, { security }] of Object.entries(methods)) {
        const answer = await call(m, process.id, path.replace('{id}', id), { method: method.toUpperCase() });
        expect([path, method, answer.status]).toEqual([path, method, security.length > 0 ? 401 : 200]);
      }
    }
  },
);
