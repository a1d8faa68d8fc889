import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Config, Planted } from './config.ts';

const addressSchema = z.object({
  detail: z.url(),
  identificator: z.object({ id: z.string() }),
  huisnummer: z.string(),
  busnummer: z.string().optional(),
  volledigAdres: z.object({ geografischeNaam: z.object({ spelling: z.string() }) }),
  adresStatus: z.string(),
});
const pageSchema = z.object({ adressen: z.array(addressSchema), volgende: z.string().optional() });
const detailSchema = z.object({ gemeente: z.object({ objectId: z.string() }) });
/** A planted defect: nothing but what the register sent when this was written. */
const exactPageSchema = z.strictObject({ '@context': z.unknown(), ...pageSchema.shape });
const personSchema = z.object({
  insz: z.string(),
  naam: z.object({ voornaam: z.string().nullable(), achternaam: z.string() }).optional(),
  verblijfplaats: z
    .object({
      adres: z
        .object({
          straatnaam: z.string(),
          huisnummer: z.string(),
          busnummer: z.string().optional(),
          postcode: z.string(),
          gemeentenaam: z.string(),
        })
        .nullable(),
    })
    .nullable()
    .optional(),
});
export type Person = z.infer<typeof personSchema>;
export interface FoundAddress {
  readonly uri: string;
  readonly text: string;
  /** NIS code. */
  readonly municipality: string;
}

/** A register does not answer: told to the citizen, nothing is lost. */
export class Unavailable extends Error {}

/** Of somebody who asked nobody for anything (a honeytoken of profile aalter, seed 309): for planted defects alone. */
export const STRANGER = '70721813736';
const TRIES = 3;
/** Milliseconds for one try, and for all of one call. */
const PATIENCE = 4000;
const LIMIT = 7000;
const MOST_WAIT = 2000;
const PAGES = 20;

/** The registers that this service calls, each with a time-out, second tries, and Retry-After heeded. */
export class Town {
  readonly #config: Config;
  readonly #planted: Planted;
  /** A planted defect: after one failure nothing is asked until then (milliseconds). */
  #gaveUp = 0;
  constructor(config: Config, planted: Planted) {
    this.#config = config;
    this.#planted = planted;
  }

  async #call(url: string, init: RequestInit, trace: string): Promise<Response> {
    if (this.#gaveUp > Date.now()) throw new Unavailable(new URL(url).host);
    const headers = {
      accept: this.#planted('plain-json') ? 'application/json' : 'application/ld+json, application/json;q=0.9',
      ...(this.#planted('trace-dropped') ? {} : { traceparent: trace }),
      ...init.headers,
    };
    const limit = AbortSignal.timeout(LIMIT);
    for (let n = 1; ; n += 1) {
      let wait = 150 * n;
      try {
        const signal = this.#planted('waits-forever') ? null : AbortSignal.any([limit, AbortSignal.timeout(PATIENCE)]);
        const answer = await fetch(url, { ...init, headers, signal });
        if (answer.status < 500 && answer.status !== 429) return answer;
        await answer.body?.cancel();
        wait = Math.min(MOST_WAIT, Number(answer.headers.get('retry-after') ?? 0) * 1000 || wait);
      } catch {
        // No answer in time, or none at all: the same as a 503.
      }
      if (n === TRIES || limit.aborted) {
        if (this.#planted('gives-up')) this.#gaveUp = Date.now() + 20_000;
        throw new Unavailable(new URL(url).host);
      }
      await new Promise((done) => setTimeout(done, wait));
    }
  }

  /** The address in use that was written, if the register knows it; reads on until there is no next page. */
  async address(
    asked: { street: string; houseNumber: string; box: string; postalCode: string },
    trace: string,
  ): Promise<FoundAddress | undefined> {
    const query = new URLSearchParams({
      straatnaam: asked.street,
      huisnummer: asked.houseNumber,
      postcode: asked.postalCode,
    });
    if (this.#planted('first-page-only')) {
      const street = new URLSearchParams({ straatnaam: asked.street, postcode: asked.postalCode, limit: '2' });
      await this.#call(`${this.#config.ADDRESS_API}/adressen?${street}`, {}, trace);
    }
    let next: string | undefined = `${this.#config.ADDRESS_API}/adressen?${query}`;
    for (let page = 0; next !== undefined && page < PAGES; page += 1) {
      const answer = await this.#call(next, {}, trace);
      if (!answer.ok) return undefined;
      const schema = this.#planted('strict-fields') ? exactPageSchema : pageSchema;
      const { adressen, volgende } = schema.parse(await answer.json());
      const found = adressen.find(
        (a) =>
          a.huisnummer.toLowerCase() === asked.houseNumber.toLowerCase() &&
          (a.busnummer ?? '') === asked.box &&
          a.adresStatus === 'inGebruik',
      );
      if (found !== undefined) {
        const { id: uri } = found.identificator;
        const municipality = await this.#municipalityOf(found.detail, trace);
        return { uri, text: found.volledigAdres.geografischeNaam.spelling, municipality };
      }
      next = volgende;
    }
    return undefined;
  }

  /** The list of addresses does not tell it, an address of its own does. */
  async #municipalityOf(detail: string, trace: string): Promise<string> {
    const answer = await this.#call(detail, {}, trace);
    if (!answer.ok) throw new Unavailable('adressen');
    return detailSchema.parse(await answer.json()).gemeente.objectId;
  }

  /** What planted defects ask of the register of persons beside what is needed. */
  async #needless(trace: string): Promise<void> {
    const ask = (insz: string, token: string) => {
      const headers = { authorization: `Bearer ${token}`, 'x-purpose': 'Nieuw hoofdverblijf registreren' };
      return this.#call(`${this.#config.PEOPLE_API}/personen/${insz}?velden=naam`, { headers }, trace);
    };
    if (this.#planted('looks-up-a-stranger')) await ask(STRANGER, this.#config.PEOPLE_TOKEN);
    if (this.#planted('wrong-key')) await ask(STRANGER, 'een-oude-sleutel');
  }

  /** The household of a person: names and present address, no more. */
  async household(insz: string, trace: string): Promise<Person[]> {
    await this.#needless(trace);
    const fields = this.#planted('too-many-fields') ? '' : '?velden=naam,verblijfplaats';
    const answer = await this.#call(
      `${this.#config.PEOPLE_API}/personen/${insz}/gezin${fields}`,
      {
        headers: {
          authorization: `Bearer ${this.#config.PEOPLE_TOKEN}`,
          'x-purpose': 'Nieuw hoofdverblijf registreren',
        },
      },
      trace,
    );
    if (!answer.ok) throw new Unavailable('personen');
    return z.object({ leden: z.array(personSchema) }).parse(await answer.json()).leden;
  }

  /** Reports the move; the same key never moves anyone twice. */
  async move(key: string, insz: readonly string[], address: string, date: string, trace: string): Promise<void> {
    const answer = await this.#call(
      `${this.#config.PEOPLE_API}/verhuizingen`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.#config.PEOPLE_TOKEN}`,
          'x-purpose': 'Nieuw hoofdverblijf registreren',
          'content-type': 'application/json',
          ...(this.#planted('double-submit') ? {} : { 'idempotency-key': key }),
        },
        body: JSON.stringify({ insz, adres: address, datum: date }),
      },
      trace,
    );
    if (!answer.ok) throw new Unavailable(`verhuizingen (${answer.status})`);
  }

  /** Publishes the case, so that the citizen sees it in Mijn Burgerprofiel too. */
  async publish(number: string, insz: string, trace: string): Promise<void> {
    if (this.#planted('status-unpublished')) return;
    const answer = await this.#call(
      `${this.#config.DOSSIER_API}/dossiers`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${this.#config.DOSSIER_TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          dossierNummer: number,
          dossierNaam: 'Aangifte van verhuizing',
          doorverwijzingsUrl: `${this.#config.PUBLIC_URL}/mijn-aangiften`,
          product: 1152,
          agenten: [{ type: 'burgeragent', insz }],
          status: { vlaamseCode: 'ingediend', vlaamseFase: 'aanvraag' },
          wijzigingsDatum: new Date().toISOString(),
        }),
      },
      trace,
    );
    if (!answer.ok) throw new Unavailable(`dosis (${answer.status})`);
  }

  /** Tells the citizen that the report is in, by the way that the citizen chose. */
  async tell(number: string, insz: string, trace: string): Promise<void> {
    const answer = await this.#call(
      `${this.#config.MESSAGE_API}/notificaties`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.#config.MESSAGE_TOKEN}`,
          'content-type': 'application/json',
          'idempotency-key': number,
        },
        body: JSON.stringify({
          insz,
          onderwerp: 'Uw aangifte van verhuizing',
          bericht: 'Wij kregen uw aangifte. De gemeente kijkt ze na.',
          dossierNummer: number,
          link: `${this.#config.PUBLIC_URL}/mijn-aangiften`,
        }),
      },
      trace,
    );
    if (!answer.ok) throw new Unavailable(`notificaties (${answer.status})`);
  }
}

/** A trace of our own where the caller sent none (W3C Trace Context). */
export const traceOf = (header: string | undefined): string =>
  header !== undefined && /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(header)
    ? header
    : `00-${randomUUID().replaceAll('-', '')}-${randomUUID().replaceAll('-', '').slice(0, 16)}-01`;
