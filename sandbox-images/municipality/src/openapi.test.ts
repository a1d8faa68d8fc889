import { discover } from '@proeftuin/contract/discover';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { contextOf } from './context.ts';
import type { Municipality } from './open.ts';
import type { Bindings, System } from './system.ts';
import { call, jsonOf, openSmall } from './testing/open.ts';

const systems = [...(await discover<System>(import.meta.url, './systems/*/system.ts'))].flatMap(([path, system]) =>
  system.operations === undefined
    ? []
    : [{ name: path.split('/').at(-2) ?? '', system, operations: system.operations }],
);
let m: Municipality;
beforeAll(async () => {
  m = await openSmall();
});
afterAll(() => m.close());

test.each(systems)(
  '$name is described by a valid OpenAPI document, route by route',
  async ({ name, system, operations }) => {
    const answer = await call(m, system.host, `${system.path ?? ''}/openapi.json`);
    const document = await jsonOf(answer, z.looseObject({ openapi: z.literal('3.1.0') }));
    expect(await new Validator().validate(document)).toMatchObject({ valid: true });

    const app = new Hono<{ Bindings: Bindings }>();
    await system.routes(app, contextOf(name, m.shared));
    const routes = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`);
    const told = operations.map(
      ({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    );
    expect(told.sort()).toEqual(routes.sort());
  },
);

test('what people are sent, told and handed over is described', () => {
  expect(systems.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'burgerprofiel',
      'dossiers',
      'inname',
      'meldingen',
      'notificaties',
      'ondernemingen',
      'personen',
      'verenigingen',
      'vergunningen',
      'wasco',
    ]),
  );
});
