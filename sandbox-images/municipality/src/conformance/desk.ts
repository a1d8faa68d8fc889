import type { z } from 'zod';
import type { LocalProcess, Role } from '../processes/process.ts';
import { type actionSchema, detailSchema, feedSchema, listSchema, type summarySchema } from '../processes/shapes.ts';
import { type Read, readBpmn } from '../processes/testing/read-bpmn.ts';
import { fileWith } from '../processes/testing/story.ts';
import { Browser } from '../systems/werklijst/testing/browser.ts';
import { asJson, BASE } from '../testing/open.ts';
import { type Asker, same, Wrong } from './check.ts';
import { Described } from './described.ts';

const HOST = 'werklijst';
const CASE = '/v1/zaken/{proces}/{id}';
export const ROLES = ['indiener', 'behandelaar'] as const satisfies readonly Role[];
type Action = Partial<z.infer<typeof actionSchema>>;
type Detail = z.infer<typeof detailSchema>;

/** A municipality as the civil servant sees it who works there, as one of another does, and as the service that files. */
export class Desk {
  readonly #asker: Asker;
  readonly #servant: Browser;
  readonly #neighbour: Browser | undefined;
  readonly #address: string;
  readonly #described = new Map<string, Promise<Described>>();
  readonly #drawings = new Map<string, Promise<Read>>();

  private constructor(asker: Asker, servant: Browser, neighbour: Browser | undefined, address: string) {
    this.#asker = asker;
    this.#servant = servant;
    this.#neighbour = neighbour;
    this.#address = address;
  }

  /** Logs both servants in; Wrong where nobody works. */
  static async open(asker: Asker): Promise<Desk> {
    const { town } = asker.m.shared;
    const [servant] = town.people.fitting({ kind: 'civil-servant' }, 1);
    const home = servant?.address?.municipality;
    if (servant === undefined || home === undefined) throw new Wrong('there is no civil servant');
    const [other] = town.municipalities
      .filter(({ name }) => name !== home)
      .flatMap(({ nis }) => town.people.fitting({ kind: 'civil-servant', municipality: nis }, 1));
    const login = async (id: string): Promise<Browser> => {
      const browser = new Browser(asker.m);
      const page = await browser.login(id);
      same(`login of ${id} at the work list`, page.status, 200);
      return browser;
    };
    const neighbour = other === undefined ? undefined : await login(other.id);
    return new Desk(asker, await login(servant.id), neighbour, servant.address?.uri ?? '');
  }

  drawing(process: LocalProcess): Promise<Read> {
    const known =
      this.#drawings.get(process.id) ?? this.#asker.text(process.id, '/v1/proces.bpmn').then((xml) => readBpmn(xml));
    this.#drawings.set(process.id, known);
    return known;
  }

  async file(process: LocalProcess): Promise<string> {
    const answer = await fileWith(this.#asker.m, process, { adres: this.#address });
    const filed = await (await this.#of(process.id)).answer('post', '/v1/zaken', 201, answer);
    return detailSchema.pick({ id: true }).loose().parse(filed).id;
  }

  /** Does something with a case; Wrong unless it is answered so. */
  async act(process: LocalProcess, id: string, role: Role, action: Action, status: 200 | 400 | 409): Promise<unknown> {
    const init = { method: 'POST', body: JSON.stringify(action) };
    if (role === 'behandelaar') {
      const answer = await this.#asDesk(this.#servant, `/v1/zaken/${process.id}/${id}/acties`, init);
      return (await this.#of(HOST)).answer('post', `${CASE}/acties`, status, answer);
    }
    const request = this.#asker.request(process.id, `/v1/zaken/${id}/acties`, { ...init, headers: asJson() });
    return (await this.#of(process.id)).answer('post', '/v1/zaken/{id}/acties', status, await this.#fetch(request));
  }

  /** A case as each role reads it; Wrong unless documents and lists are as described, and say the same. */
  async read(process: LocalProcess, id: string): Promise<Readonly<Record<Role, Detail>>> {
    const [own, desk] = [await this.#of(process.id), await this.#of(HOST)];
    const asService = await this.#fetch(this.#asker.request(process.id, `/v1/zaken/${id}`));
    const indiener = detailSchema.parse(await own.answer('get', '/v1/zaken/{id}', 200, asService));
    const path = `/v1/zaken/${process.id}/${id}`;
    const seen = await desk.answer('get', CASE, 200, await this.#asDesk(this.#servant, path));
    const behandelaar = detailSchema.parse(seen);
    same('what both read', { ...behandelaar, acties: [] }, { ...indiener, acties: [] });
    const query = `?proces=${process.id}&status=${behandelaar.status}&limit=500`;
    const answer = await this.#asDesk(this.#servant, `/v1/zaken${query}`);
    const { zaken } = listSchema.parse(await desk.answer('get', '/v1/zaken', 200, answer));
    const { indiener: _, inhoud: __, geschiedenis: ___, ...summary } = behandelaar;
    same(
      'in the work list',
      zaken.find((one) => one.id === id),
      summary satisfies z.infer<typeof summarySchema>,
    );
    await this.#closed(path, desk);
    same(
      'events',
      await this.#events(process, id, own),
      behandelaar.geschiedenis.map(({ activiteit, rol, van, naar }) => [activiteit, rol, van, naar]),
    );
    return { indiener, behandelaar };
  }

  /** Of this case: nothing for who isn't logged in, nor for a civil servant of another municipality. */
  async #closed(path: string, desk: Described): Promise<void> {
    await desk.answer('get', CASE, 401, await this.#asDesk(undefined, path));
    if (this.#neighbour === undefined) return;
    await desk.answer('get', CASE, 404, await this.#asDesk(this.#neighbour, path));
    const init = { method: 'POST', body: JSON.stringify({ activiteit: 'afsluiten' }) };
    await desk.answer('post', `${CASE}/acties`, 404, await this.#asDesk(this.#neighbour, `${path}/acties`, init));
  }

  async #events(process: LocalProcess, id: string, own: Described): Promise<unknown[]> {
    const found: z.infer<typeof feedSchema>['gebeurtenissen'] = [];
    for (let path = '/v1/gebeurtenissen?limit=500', more = true; more; ) {
      const answer = await this.#fetch(this.#asker.request(process.id, path));
      const page = feedSchema.parse(await own.answer('get', '/v1/gebeurtenissen', 200, answer));
      found.push(...page.gebeurtenissen.filter(({ subject }) => subject === id));
      const { pathname, search } = new URL(page.volgende);
      path = pathname + search;
      more = page.gebeurtenissen.length > 0;
    }
    return found.map(({ data: { activiteit, rol, van, naar } }) => [activiteit, rol, van, naar]);
  }

  #of(host: string): Promise<Described> {
    const known = this.#described.get(host) ?? Described.of(this.#asker, host);
    this.#described.set(host, known);
    return known;
  }

  #asDesk(browser: Browser | undefined, path: string, init: RequestInit = {}): Promise<Response> {
    const url = `https://${HOST}.${BASE}${path}`;
    const cookie = browser?.cookies(url) ?? '';
    return this.#fetch(new Request(url, { ...init, headers: { 'content-type': 'application/json', cookie } }));
  }

  async #fetch(request: Request): Promise<Response> {
    const answer = await this.#asker.m.fetch(request);
    this.#asker.m.shared.accounts.clear();
    return answer;
  }
}
