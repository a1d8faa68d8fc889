import * as z from 'zod';

/** One thing that a system can be asked, for its OpenAPI document. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put';
  /** Below the system's own path, with `{name}` for what varies. */
  readonly path: string;
  /** Dutch, one sentence. */
  readonly title: string;
  /** Asks for the token of a service (default true). */
  readonly token?: boolean;
  /** Asks in X-Purpose what data of persons is for. */
  readonly purpose?: boolean;
  /** Takes an Idempotency-Key. */
  readonly key?: boolean;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Status → what is answered; null where that is no JSON. Whatever is refused is a problem (RFC 9457). */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
}

interface Described {
  readonly title: string;
  readonly standard: string;
  readonly path?: string;
  readonly operations?: readonly Operation[];
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _, ...inner } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return inner;
};
const PROBLEM = z.looseObject({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() });
const refused = {
  description: 'Geweigerd, met de reden',
  content: { 'application/problem+json': { schema: schemaOf(PROBLEM, 'output') } },
};
const header = (name: string, description: string, required: boolean): object => ({
  name,
  in: 'header',
  description,
  required,
  schema: { type: 'string' },
});

function parametersOf({ path, purpose, key, query }: Operation): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !z.safeParse(schema, undefined).success,
    schema: schemaOf(z.instanceof(z.ZodType).parse(schema), 'input'),
  }));
  return [
    ...inPath,
    ...inQuery,
    ...(purpose === true ? [header('X-Purpose', 'Waarvoor de gegevens nodig zijn', true)] : []),
    ...(key === true ? [header('Idempotency-Key', 'Dezelfde sleutel is dezelfde aanvraag', false)] : []),
  ];
}

function answersOf({ answers }: Operation): object {
  const told = Object.entries(answers).map(([status, schema]) => [
    status,
    {
      description: 'In orde',
      ...(schema === null ? {} : { content: { 'application/json': { schema: schemaOf(schema, 'output') } } }),
    },
  ]);
  return { ...Object.fromEntries(told), default: refused };
}

/** How callers say who they are: its name in the document, and its scheme. */
interface Secured {
  readonly name: string;
  readonly scheme: object;
}
const TOKEN: Secured = { name: 'token', scheme: { type: 'http', scheme: 'bearer' } };

/** The OpenAPI 3.1 document of a system at `origin`. */
export function openapiOf(
  { title, standard, path = '', operations = [] }: Described,
  origin: string,
  { name, scheme }: Secured = TOKEN,
): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const { method, path: at, title: summary, token, body } = operation;
    paths[at] = {
      ...paths[at],
      [method]: {
        summary,
        parameters: parametersOf(operation),
        ...(body === undefined
          ? {}
          : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } }),
        security: token === false ? [] : [{ [name]: [] }],
        responses: answersOf(operation),
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title, version: '1', description: `${standard}. Niets hier is echt.` },
    servers: [{ url: `${origin}${path}` }],
    components: { securitySchemes: { [name]: scheme } },
    paths,
  };
}
