import type { z } from 'zod';
import { type Municipality, openMunicipality } from '../open.ts';

/** Noon on a day that no test depends on. */
export const NOW = Date.UTC(2026, 10, 27, 12);
export const BASE = 'vlavirgem.test';
export const TOKEN = 'token-loket';
export const BARE = 'token-zonder';
export const KEY = 'sleutel-van-de-hendels';

export const CONFIG = {
  v: 1,
  profile: 'aalter',
  seed: 'proef',
  population: 600,
  base: BASE,
  levers: KEY,
  clients: [],
  grants: [
    {
      service: 'loket',
      token: TOKEN,
      registers: [
        'personen',
        'adressen',
        'dossiers',
        'ondernemingen',
        'verenigingen',
        'magda',
        'meldingen',
        'vergunningen',
        'inname',
        'notificaties',
        'burgerprofiel',
        'wasco',
      ],
    },
    { service: 'ander', token: 'token-ander', registers: ['personen', 'dossiers', 'inname'] },
    { service: 'zonder', token: BARE, registers: [] },
  ],
} as const;

/** A small municipality on a clock that stands still. */
export const openSmall = (more: object = {}): Promise<Municipality> =>
  openMunicipality({ ...CONFIG, ...more }, { now: () => NOW });

export interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** One call to a host of the municipality. */
export const call = async (
  m: Municipality,
  host: string,
  path: string,
  { method = 'GET', headers = {}, body }: Call = {},
): Promise<Response> =>
  m.fetch(new Request(`https://${host}.${BASE}${path}`, { method, headers, ...(body === undefined ? {} : { body }) }));

/** One call to the levers. */
export const lever = async (m: Municipality, method: string, path: string, body?: unknown): Promise<Response> =>
  m.control(
    new Request(`http://municipality.lab${path}`, {
      method,
      headers: { authorization: `Bearer ${KEY}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );

export const asService = (more: Record<string, string> = {}): Record<string, string> => ({
  authorization: `Bearer ${TOKEN}`,
  'x-purpose': 'verhuizing',
  ...more,
});
export const asJson = (more: Record<string, string> = {}): Record<string, string> =>
  asService({ 'content-type': 'application/json', ...more });

/** The JSON of an answer, of a shape. */
export const jsonOf = async <T>(answer: Response | Promise<Response>, shape: z.ZodType<T>): Promise<T> =>
  shape.parse(await (await answer).json());
