import * as z from 'zod';
import { LATER } from './problem.ts';

/** Kinds of text that a manifest holds. */

export const label = z
  .string()
  .min(2)
  .max(40)
  .regex(/^[a-z]([a-z0-9-]*[a-z0-9])$/, 'a DNS label: lower-case letters, digits and hyphens, 2 to 40');

/** No control, bidirectional, zero-width or line-separating characters: they would show other than they are. */
export const plain = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(
      /^[^\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*$/u,
      'text without control, zero-width or bidirectional characters',
    );

/** A text in Dutch, and in English where it is there. */
export const text = z.strictObject({ nl: plain(300), en: plain(300).optional() });

/** Env, arguments and contents end in a C string. */
export const value = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\0]*$/, 'text without NUL');

export const absolute = z
  .string()
  .max(200)
  .regex(
    /^\/(?!.*(^|\/)\.{1,2}(\/|$))(?!.*\/\/)[A-Za-z0-9._/@+-]+$/,
    'an absolute path in the container, without . or ..',
  );

/** A path of the service's own site; `//host` and `/\host` would lead elsewhere. */
export const sitePath = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[^\s\\\p{Cc}]*$/u, 'a path on its own site, such as /verhuizen');

export const port = z.int().min(1).max(65_535);

/** A schema that takes what a good manifest has and tells apart what is only not built yet. */
export const notYet = <T>(schema: z.ZodType<T>, isBuilt: (value: T) => boolean, why: string) =>
  schema.refine(isBuilt, { error: `nothing else: ${LATER} (${why})` });
