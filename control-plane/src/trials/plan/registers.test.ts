import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import register from './resources/register.ts';

const SYSTEMS = join(import.meta.dirname, '../../../../sandbox-images/municipality/src/systems');
const schema = z.looseObject({ properties: z.looseObject({ register: z.looseObject({ enum: z.array(z.string()) }) }) });

test('each base register that a manifest may name is a system of the municipality', () => {
  const { enum: names } = schema.parse(z.toJSONSchema(register.params, { io: 'input' })).properties.register;
  const base = names.filter((name) => /^(adressen|straatnamen|gemeenten|postinfo|gebouw|percelen)/.test(name));
  expect(base.length).toBe(7);
  for (const name of base) expect([name, existsSync(join(SYSTEMS, name, 'system.ts'))]).toEqual([name, true]);
});
