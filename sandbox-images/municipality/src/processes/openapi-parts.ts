import * as z from 'zod';

/** Pieces of an OpenAPI 3.1 document. Schemas are those that requests and answers are validated with. */
export const schemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'output'): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const content = (name: string, type = 'application/json') => ({ content: { [type]: { schema: ref(name) } } });
export const answer = (description: string, name: string) => ({ description, ...content(name) });

const PROBLEMS: Readonly<Record<number, string>> = {
  400: 'De vraag is niet in orde.',
  401: 'Geen geldig token.',
  403: 'De dienst vroeg dit register niet aan.',
  404: 'Er is niets met deze naam.',
  409: 'Dat kan niet bij deze status.',
  413: 'Te groot.',
  415: 'Geen application/json.',
  422: 'Niet volgens het reglement, of iets dat er niet is.',
};
export const problems = (...statuses: readonly number[]) =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: PROBLEMS[status] ?? '', ...content('Probleem', 'application/problem+json') },
    ]),
  );
export const query = (name: string, description: string, schema: object) => ({
  name,
  in: 'query',
  description,
  schema,
});
export const purpose = {
  name: 'X-Purpose',
  in: 'header',
  required: true,
  description: 'Waarvoor de gegevens van een persoon nodig zijn.',
  schema: { type: 'string', minLength: 1 },
};
export const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
export const whole = { type: 'integer', minimum: 0 };
export const open = { security: [] };
