import * as z from 'zod';

const schema = z.object({
  PORT: z.coerce.number().default(8080),
  PUBLIC_URL: z.url(),
  OIDC_ISSUER: z.url(),
  OIDC_CLIENT_ID: z.string(),
  OIDC_CLIENT_SECRET: z.string(),
  ADDRESS_API: z.url(),
  PEOPLE_API: z.url(),
  PEOPLE_TOKEN: z.string(),
  DOSSIER_API: z.url(),
  DOSSIER_TOKEN: z.string(),
  MESSAGE_API: z.url(),
  MESSAGE_TOKEN: z.string(),
  /** Of the callback's signature (Standard Webhooks). */
  MESSAGE_SECRET: z.string(),
  DATABASE_URL: z.string(),
  /** Municipalities that take the service: the code of the organisation at the login (OVO) and its NIS code, `OVO002133=34022 …`. */
  MUNICIPALITIES: z.string().transform(
    (text) =>
      new Map(
        text
          .trim()
          .split(/\s+/)
          .map((pair) => z.tuple([z.string(), z.string().regex(/^\d{5}$/)]).parse(pair.split('='))),
      ),
  ),
  /** Planted defects, for the measure of the lab itself: never set in earnest. */
  DEFECTS: z.string().default(''),
});
export type Config = z.infer<typeof schema>;

export const configOf = (env: NodeJS.ProcessEnv): Config => schema.parse(env);

/** Is this defect planted? */
export type Planted = (defect: string) => boolean;
export const plantedOf = (config: Config): Planted => {
  const names = new Set(config.DEFECTS.split(',').map((name) => name.trim()));
  return (defect) => names.has(defect);
};
