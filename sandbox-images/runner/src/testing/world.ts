import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PersonSeen } from '@proeftuin/contract/municipality';
import type { PlayOrder } from '@proeftuin/contract/play';

/** A small town and a place for services, told apart by Host, on one port: what the gateway is in a sandbox. */
export type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

export interface World {
  readonly port: number;
  readonly levers: string;
  readonly moved: Map<string, string>;
  /** Step headers that the service saw. */
  readonly steps: Set<string>;
  readonly people: PersonSeen[];
  stop(): Promise<void>;
}

const address = (n: number) => ({
  id: `a-${n}`,
  uri: `https://data.vlaanderen.be/id/adres/${n}`,
  street: 'Dorpsstraat',
  houseNumber: String(n),
  box: '',
  postalCode: '9880',
  municipality: 'Aalter',
});

const people: PersonSeen[] = Array.from({ length: 30 }, (_, i) => ({
  id: `p-${i}`,
  insz: `8561010010${i}`,
  givenName: `Naam${i}`,
  familyName: 'Proef',
  birthDate: '1985-01-01',
  sex: 'V' as const,
  tags: [],
  household: [`p-${i}`],
  address: address(i),
}));

/** Starts it; `service` answers for `*.dienst.test`. */
export async function startWorld(service: Handler): Promise<World> {
  const moved = new Map<string, string>();
  const steps = new Set<string>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      const host = String(request.headers['x-forwarded-host'] ?? request.headers.host ?? '');
      if (host.includes('dienst.test')) {
        steps.add(String(request.headers['x-proeftuin-step'] ?? ''));
        service(request, response, body);
      } else levers(request, response, body, moved);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    levers: `http://127.0.0.1:${port}`,
    moved,
    steps,
    people,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function levers(request: IncomingMessage, response: ServerResponse, body: string, moved: Map<string, string>): void {
  const url = new URL(request.url ?? '/', 'http://levers');
  const json = (value: unknown, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  const now = (person: PersonSeen) => ({
    ...person,
    address: moved.has(person.id) ? { ...address(0), id: moved.get(person.id) } : person.address,
  });
  if (url.pathname === '/people') {
    const { select, count } = JSON.parse(body);
    const fitting = people.filter((p) => select.tag === undefined || p.tags.includes(select.tag));
    json({ people: fitting.slice(0, count) });
    return;
  }
  const person = people.find((p) => url.pathname === `/people/${p.id}`);
  if (person !== undefined) {
    json(now(person));
    return;
  }
  const answers: Record<string, unknown> = {
    '/vacant': { addresses: Array.from({ length: Number(url.searchParams.get('count')) }, (_, i) => address(500 + i)) },
    '/clock': { lab: new Date().toISOString(), town: '2026-03-02' },
    '/cut': { cut: 1 },
    '/diff': { changes: [] },
    '/dossiers': { dossiers: [] },
  };
  json(answers[url.pathname] ?? { error: 'unknown lever' }, url.pathname in answers ? 200 : 404);
}

export const ORDER: Omit<PlayOrder, 'bundle'> = {
  v: 1,
  suite: 'quick',
  scenarios: [],
  looks: [],
  service: {
    name: 'proef',
    origin: 'http://proef.dienst.test',
    title: 'Proef',
    capabilities: ['moving.report'],
    intents: {
      'report-move': {
        path: '/verhuizen',
        steps: [
          {
            fields: {
              street: { role: 'textbox', name: 'Straat' },
              houseNumber: { role: 'textbox', name: 'Huisnummer' },
            },
            submit: { role: 'button', name: 'Verder' },
          },
        ],
        confirmation: { role: 'status', name: 'Uw aangifte is ingediend' },
      },
    },
    login: false,
  },
  seed: 'seed',
  timeouts: { step: 3000, scenario: 30_000 },
};
