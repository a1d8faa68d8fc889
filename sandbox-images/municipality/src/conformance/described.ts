import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { default as formats } from 'ajv-formats';
import * as z from 'zod';
import { type Asker, same, Wrong } from './check.ts';

const answerSchema = z.looseObject({
  content: z.record(z.string(), z.looseObject({ schema: z.looseObject({}) })).optional(),
});
const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ responses: z.record(z.string(), answerSchema) }))),
});

/** What a system says of itself in OpenAPI, and whether it answers so. */
export class Described {
  readonly #paths: z.infer<typeof documentSchema>['paths'];
  readonly #ajv = new Ajv2020({ strict: false, strictSchema: true, allErrors: true });

  private constructor({ paths }: z.infer<typeof documentSchema>) {
    this.#paths = paths;
    formats.default(this.#ajv);
  }

  /** Reads the document of a host; Wrong unless it is OpenAPI 3.1. */
  static async of(asker: Asker, host: string): Promise<Described> {
    const document = await asker.json(host, '/openapi.json', documentSchema);
    const { valid, errors } = await new Validator().validate({ ...document });
    if (!valid) throw new Wrong(`openapi.json of ${host}: ${JSON.stringify(errors)}`);
    return new Described(document);
  }

  /** The JSON of an answer to an operation; Wrong unless its status is the one, and its type and body are as described for that. */
  async answer(method: 'get' | 'post', path: string, status: number, answer: Response): Promise<unknown> {
    const what = `${method} ${path}`;
    const text = await answer.text();
    same(`status of ${what} (${text.slice(0, 120)})`, answer.status, status);
    const responses = this.#paths[path]?.[method]?.responses ?? {};
    const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
    const described = (responses[status] ?? responses.default)?.content?.[type]?.schema;
    if (described === undefined) throw new Wrong(`${what}: a ${status} of ${type} is not described`);
    const body: unknown = JSON.parse(text);
    if (!this.#ajv.validate(described, body)) throw new Wrong(`${what} ${status}: ${this.#ajv.errorsText()}`);
    return body;
  }
}
