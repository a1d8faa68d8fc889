import type { Data, Evidence, Kind, Source } from '@proeftuin/contract/evidence';
import type { LookData, LookId } from '@proeftuin/contract/looks';
import { Spool } from '@proeftuin/contract/spool';
import type { TrialContext } from '../context.ts';

export const ORIGIN = 'https://loket.dienst.test';
export const BASE = 'vlavirgem.test';

const FROM: Readonly<Record<Kind, Source>> = {
  exchange: 'gateway',
  connection: 'gateway',
  'dns-query': 'gateway',
  step: 'runner',
  scenario: 'runner',
  page: 'runner',
  look: 'runner',
  'log-line': 'engine',
  'usage-sample': 'engine',
  lifecycle: 'engine',
  fault: 'municipality',
  'register-access': 'municipality',
  'register-diff': 'runner',
  callback: 'municipality',
  login: 'municipality',
  'isolation-probe': 'probe',
  image: 'engine',
  listening: 'engine',
  gap: 'gateway',
};

type Headers = Readonly<Record<string, string>>;
interface Asked {
  readonly from?: string;
  readonly method?: string;
  readonly status?: number;
  readonly asked?: Headers;
  readonly told?: Headers;
  readonly body?: string;
  /** More came than was kept. */
  readonly cut?: boolean;
  readonly trace?: string;
  readonly failure?: Data<'exchange'>['failure'];
}
interface Met extends Partial<Omit<Data<'page'>, 'text' | 'html'>> {
  readonly path?: string;
  readonly text?: string;
  readonly html?: string;
}

/** Valid evidence of a made-up trial, written as the real sources write it. */
export class EvidenceMaker {
  readonly #spools = new Map<Source, Spool>();
  readonly #blobs = new Map<string, Uint8Array>();
  #clock = 0;

  #spool(source: Source): Spool {
    const now = () => {
      this.#clock += 1;
      const at = new Date(Date.UTC(2026, 0, 5, 9, 0, this.#clock)).toISOString();
      return { wall: at, lab: at };
    };
    const spool = this.#spools.get(source) ?? new Spool({ source, cap: 50_000_000, now });
    this.#spools.set(source, spool);
    return spool;
  }

  add<K extends Kind>(kind: K, data: Data<K>, step?: string, source: Source = FROM[kind]): string {
    return this.#spool(source).add(kind, data, step);
  }

  blob(bytes: string | Uint8Array): string {
    const sha = this.#spool('runner').blob(bytes);
    this.#blobs.set(sha, typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
    return sha;
  }

  /** A path of the service, asked by the play, or an absolute URL. */
  exchange(url: string, { asked = {}, told = {}, body, cut = false, ...rest }: Asked = {}, step?: string): string {
    const from = rest.from ?? 'play';
    return this.add(
      'exchange',
      {
        from,
        to: from === 'play' ? 'web' : 'municipality',
        url: new URL(url, ORIGIN).href,
        method: 'GET',
        status: 200,
        http: '1.1',
        firstByte: 1,
        duration: 2,
        request: { headers: Object.entries(asked), bytes: 100, cut: false },
        response: {
          headers: Object.entries(told),
          bytes: body?.length ?? 500,
          cut,
          ...(body === undefined ? {} : { body: this.blob(body) }),
        },
        ...rest,
      },
      step,
    );
  }

  page({ path = '/', text, html, ...data }: Met = {}, step?: string): string {
    return this.add(
      'page',
      {
        url: new URL(path, ORIGIN).href,
        title: 'Loket',
        actor: 'mover',
        lang: 'nl',
        ...(text === undefined ? {} : { text: this.blob(text) }),
        ...(html === undefined ? {} : { html: this.blob(html) }),
        ...data,
      },
      step,
    );
  }

  look<K extends LookId>(look: K, data: LookData<K>): string {
    return this.add('look', { look, outcome: 'ok', data });
  }

  /** A scenario with one step; `facts` belong to the step. */
  story(scenario: string, data: Partial<Data<'scenario'>> & { steps?: Data<'step'>['facts'] } = {}): string {
    const { steps, ...rest } = data;
    const outcome = rest.outcome === 'failed' ? 'failed' : 'ok';
    const why = rest.cause === undefined ? {} : { cause: rest.cause };
    const step = { scenario, title: 'reports the move', actor: 'mover', outcome, duration: 900, ...why } as const;
    this.add('step', { ...step, ...(steps === undefined ? {} : { facts: steps }) }, `${scenario}#1`);
    return this.add('scenario', { scenario, capability: 'moving.report', outcome: 'ok', ...rest });
  }

  get records(): Evidence[] {
    return [...this.#spools.values()].flatMap((spool) => spool.pull(0, 10_000).records);
  }

  context(changes: Partial<TrialContext> = {}): TrialContext {
    return {
      service: { name: 'loket', origin: ORIGIN, login: true, health: '/health' },
      base: BASE,
      resources: [
        { id: 'site', type: 'route' },
        { id: 'login', type: 'oidc-client' },
        { id: 'people', type: 'register' },
        { id: 'dossiers', type: 'dossier-channel' },
        { id: 'berichten', type: 'notification-channel' },
      ],
      registers: ['personen', 'dossiers'],
      scopes: ['openid', 'profile', 'rrn'],
      needs: [{ personen: ['naam', 'verblijfplaats'] }],
      capabilities: ['moving.report', 'moving.handle'],
      intents: {
        'report-move': {
          path: '/verhuizen',
          steps: [{ fields: {}, submit: { role: 'button', name: 'Verder' } }],
          confirmation: { role: 'status', name: 'Klaar' },
        },
      },
      replaces: { channel: 'counter', citizenMinutes: 25 },
      channels: ['web'],
      products: ['ipdc:1152'],
      suite: 'quick',
      looks: [],
      load: 0.1,
      blob: (sha) => this.#blobs.get(sha),
      ...changes,
    };
  }
}
