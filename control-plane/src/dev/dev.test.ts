import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Cli, startCli } from '../testing/cli.ts';
import { gone } from '../testing/gone.ts';

const SERVICE = fileURLToPath(new URL('../../../sandbox-images/providers/verhuisloket', import.meta.url));
const ARGS = ['dev', SERVICE, '--population', '600', '--port', '0'];
const folder = mkdtempSync(join(tmpdir(), 'proeftuin-dev-'));
const FILE = join(folder, '.env');

const readySchema = z.object({
  port: z.number(),
  hosts: z.array(z.string()),
  token: z.string(),
  clients: z.array(z.object({ clientId: z.string(), clientSecret: z.string(), redirectUris: z.array(z.string()) })),
  variables: z.record(z.string(), z.string()),
  personas: z.array(z.object({ id: z.string(), insz: z.string(), tag: z.string() })),
});
const callSchema = z.object({
  event: z.string(),
  path: z.string(),
  status: z.number(),
  complaints: z.array(z.object({ wrong: z.string(), says: z.string() })),
});

let cli: Cli;
let ready: z.infer<typeof readySchema>;

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** One request by plain HTTP; names are not resolved here, since not every machine can. */
const ask = (url: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { host, pathname, search, port } = new URL(url);
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request({ host: '127.0.0.1', port, method, path: pathname + search, headers: { host, ...headers } });
    sent.on('error', reject);
    sent.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      const told = new Headers();
      for (let n = 0; n + 1 < answer.rawHeaders.length; n += 2)
        told.append(answer.rawHeaders[n] ?? '', answer.rawHeaders[n + 1] ?? '');
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: told, body: text }));
    });
    sent.end(body);
  });
const at = (host: string, path = '/') => `http://${host}.localhost:${ready.port}${path}`;
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const GOOD = {
  accept: 'application/json',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};
const asService = () => ({ ...GOOD, authorization: `Bearer ${ready.token}`, 'x-purpose': 'verhuizing' });

beforeAll(async () => {
  cli = startCli([...ARGS, '--json', '--env-file', FILE], {});
  ready = readySchema.parse(JSON.parse((await cli.prints(/^\{"event":"ready".*$/m))[0]));
});
afterAll(async () => {
  cli.child.kill('SIGINT');
  await cli.ended();
  rmSync(folder, { recursive: true });
});

test('it names ten people, each with another edge case, and every host', () => {
  expect(new Set(ready.personas.map(({ tag }) => tag)).size).toBe(10);
  expect(ready.hosts).toContain(`http://login.localhost:${ready.port}`);
});

test('a persona logs in by code with PKCE, and the token says who it is', async () => {
  const [client] = ready.clients;
  const discovered = z
    .object({
      issuer: z.string(),
      authorization_endpoint: z.string(),
      token_endpoint: z.string(),
      userinfo_endpoint: z.string(),
    })
    .parse(JSON.parse((await ask(at('login', '/.well-known/openid-configuration'))).body));
  expect(discovered.issuer).toBe(ready.variables.OIDC_ISSUER);
  const verifier = 'een-geheim-van-minstens-drieenveertig-tekens-lang';
  const back = client?.redirectUris[0] ?? '';
  const query = form({
    client_id: client?.clientId ?? '',
    redirect_uri: back,
    response_type: 'code',
    scope: 'openid profile rrn',
    state: 'staat',
    nonce: 'nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const cookies = new Map<string, string>();
  const persona = ready.personas[0];
  let next = `${discovered.authorization_endpoint}?${query}`;
  for (let hop = 0; hop < 8 && !next.startsWith(back); hop += 1) {
    const cookie = [...cookies].map(([k, v]) => `${k}=${v}`).join('; ');
    const typed = next.includes('/interaction/') ? form({ persona: persona?.id ?? '' }) : undefined;
    const answer = await ask(next, typed === undefined ? { cookie } : { cookie, ...FORM }, typed);
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    next = new URL(answer.headers.get('location') ?? '', next).href;
  }
  expect(next).toMatch(/^http:\/\/localhost:8080\/callback\?code=/);
  const code = new URL(next).searchParams.get('code') ?? '';
  const basic = Buffer.from(`${client?.clientId}:${client?.clientSecret}`).toString('base64');
  const grant = form({ grant_type: 'authorization_code', code, redirect_uri: back, code_verifier: verifier });
  const tokens = await ask(discovered.token_endpoint, { authorization: `Basic ${basic}`, ...FORM }, grant);
  const { access_token } = z.object({ access_token: z.string(), id_token: z.string() }).parse(JSON.parse(tokens.body));
  const who = await ask(discovered.userinfo_endpoint, { authorization: `Bearer ${access_token}` });
  expect(JSON.parse(who.body)).toMatchObject({ rrn: persona?.insz });
});

test('the token that is printed opens the declared registers', async () => {
  const url = `${ready.variables.PEOPLE_API}/personen/${ready.personas[0]?.insz}?velden=naam,verblijfplaats`;
  expect((await ask(url, { ...GOOD, authorization: 'Bearer x', 'x-purpose': 'x' })).status).toBe(401);
  const answer = await ask(url, asService());
  expect([answer.status, JSON.parse(answer.body).insz]).toEqual([200, ready.personas[0]?.insz]);
});

test('the browser of residents is there, and a host that is none is refused', async () => {
  expect((await ask(at('www', '/inwoners'))).body).toContain('<h1>Inwoners</h1>');
  expect((await ask(at('elders'))).status).toBe(421);
  expect((await ask(at('www', '/inwoners'), { host: 'evil.example' })).status).toBe(421);
});

test('the .env holds each variable of the manifest, filled, for its owner alone', () => {
  const variables = parseEnv(readFileSync(FILE, 'utf8'));
  expect(variables).toEqual(ready.variables);
  expect(Object.keys(variables).toSorted()).toEqual([
    ...['ADDRESS_API', 'DATABASE_URL', 'DOSSIER_API', 'DOSSIER_TOKEN', 'MESSAGE_API', 'MESSAGE_SECRET'],
    ...['MESSAGE_TOKEN', 'MUNICIPALITIES', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
    ...['OIDC_ISSUER', 'PEOPLE_API', 'PEOPLE_TOKEN', 'PORT', 'PUBLIC_URL'],
  ]);
  expect(Object.values(variables).filter((value) => value === '' || value?.includes('${'))).toEqual([]);
  expect(variables.PUBLIC_URL).toBe('http://localhost:8080');
  expect(statSync(FILE).mode & 0o077).toBe(0);
});

describe('what is wrong about a call is told beside it, and nothing else', () => {
  const without = (name: string) => () => Object.fromEntries(Object.entries(asService()).filter(([k]) => k !== name));
  const persona = () => ready.personas[0]?.insz ?? '';
  /** What Node's own fetch says of itself. */
  const FETCH = { accept: '*/*', 'sec-fetch-mode': 'cors', 'accept-language': '*' };
  const soap = () => '<x/>';
  type Case = [
    wrong: string,
    host: string,
    path: () => string,
    headers: () => Record<string, string>,
    body?: () => string,
  ];
  const cases: Case[] = [
    ['', 'basisregisters', () => '/v2/adressen?limit=1', asService],
    ['', 'personen', () => `/v1/personen/${persona()}?velden=naam`, asService],
    ['undeclared-register', 'producten', () => '/v1/producten?limit=1', asService],
    ['undeclared-register', 'basisregisters', () => '/v2/straatnamen?limit=1', asService],
    ['insz-in-url', 'basisregisters', () => `/v2/adressen?limit=1&voor=${persona()}`, asService],
    ['no-accept', 'basisregisters', () => '/v2/adressen?limit=1', without('accept')],
    ['no-accept', 'basisregisters', () => '/v2/adressen?limit=1', () => ({ ...asService(), accept: '*/*' })],
    ['no-accept', 'basisregisters', () => '/v2/adressen?limit=1', () => ({ ...asService(), ...FETCH })],
    ['no-traceparent', 'basisregisters', () => '/v2/adressen?limit=1', without('traceparent')],
    ['no-purpose', 'personen', () => `/v1/personen/${persona()}?velden=naam`, without('x-purpose')],
    ['undeclared-register,no-purpose', 'magda', () => '/GeefPersoonDienst-02.02/soap/WebService', asService, soap],
    ['fields-beyond-needs', 'personen', () => `/v1/personen/${persona()}?velden=naam,geslacht`, asService],
    ['refused', 'personen', () => '/v1/personen/12345678901?velden=naam', asService],
    ['refused', 'elders', () => '/', asService],
    ['', 'producten', () => '/v1/producten', () => ({ 'sec-fetch-mode': 'navigate', accept: 'text/html' })],
    ['', 'login', () => '/v1/keys', () => ({})],
  ];
  let seen = 0;
  const last = async () => {
    seen += 1;
    const mark = `/merk-${seen}`;
    await ask(at('www', mark));
    const [all] = await cli.prints(new RegExp(`[^]*"path":"${mark}"`));
    return callSchema.parse(JSON.parse(all.trimEnd().split('\n').at(-2) ?? ''));
  };
  test.each(cases)('%s: %s', async (...[wrong, host, path, headers, body]: Case) => {
    await ask(at(host, path()), headers(), body?.());
    const { event, complaints } = await last();
    expect([event, complaints.map((one) => one.wrong).join()]).toEqual(['call', wrong]);
  });
});

test('a second start refuses the port, and a file that it did not write', async () => {
  const own = join(folder, 'own.env');
  writeFileSync(own, 'MINE=1\n');
  const taken = await startCli([...ARGS, '--port', String(ready.port)], {}).ended();
  expect([taken.code, taken.err]).toEqual([2, expect.stringContaining('is in use')]);
  const foreign = await startCli([...ARGS, '--env-file', own], {}).ended();
  expect([foreign.code, readFileSync(own, 'utf8')]).toEqual([2, 'MINE=1\n']);
});

describe('a program beside it', () => {
  const node = (code: string) => ['--', process.execPath, '-e', code];

  test('finds the login by the variables, also where the machine knows no names under localhost; its exit code is ours', async () => {
    const code =
      'fetch(process.env.OIDC_ISSUER+"/.well-known/openid-configuration").then(r=>r.json()).then(j=>process.exit(j.issuer===process.env.OIDC_ISSUER?7:1))';
    const end = await startCli([...ARGS, ...node(code)], {}).ended();
    expect([end.code, end.err.includes('interrupted')]).toEqual([7, false]);
    expect(end.out).toMatch(/GET {4}login .*\/\.well-known\/openid-configuration/);
  });

  test('speaks https where that is asked, and believes its authority: the login of verhuisloket begins', async () => {
    const code =
      'import("./src/login.ts").then(async({Login})=>{const{configOf}=await import("./src/config.ts");const{to}=await new Login(configOf(process.env),()=>false).begin();process.exit(to.protocol==="https:"&&to.origin===process.env.OIDC_ISSUER?7:1)})';
    const end = await startCli([...ARGS, '--tls', ...node(code)], { PROEFTUIN_HOME: join(folder, 'home') }).ended();
    expect([end.code, end.err]).toEqual([7, expect.not.stringContaining('interrupted')]);
    expect(end.out).toMatch(/^authority {2}.*dev-\d+\.pem$/m);
  });

  test('ends with Ctrl-C, and all that it started with it', async () => {
    const code =
      'const c=require("child_process").spawn(process.execPath,["-e","setInterval(()=>{},1000)"]);console.log("pids",process.pid,c.pid);setInterval(()=>{},1000)';
    const run = startCli([...ARGS, ...node(code)], {});
    const [, one, two] = await run.prints(/^pids (\d+) (\d+)$/m);
    run.child.kill('SIGINT');
    expect((await run.ended()).code).toBe(130);
    expect([gone(Number(one)), gone(Number(two))]).toEqual([true, true]);
  });

  test('that will not stop ends when Ctrl-C comes twice', async () => {
    const code = 'process.on("SIGTERM",()=>{});console.log("pid",process.pid);setInterval(()=>{},1000)';
    const run = startCli([...ARGS, ...node(code)], {});
    const [, pid] = await run.prints(/^pid (\d+)$/m);
    run.child.kill('SIGINT');
    await run.says(/interrupted/);
    run.child.kill('SIGINT');
    expect([(await run.ended()).code, gone(Number(pid))]).toEqual([130, true]);
  });

  test('that is not there is told as such', async () => {
    const end = await startCli([...ARGS, '--', 'geen-programma'], {}).ended();
    expect([end.code, end.err]).toEqual([2, expect.stringContaining('geen-programma: spawn geen-programma ENOENT')]);
  });
});

test('a list of which the next page is never asked is told at the end, once', async () => {
  const run = startCli([...ARGS, '--json'], {});
  const { port } = readySchema.parse(JSON.parse((await run.prints(/^\{"event":"ready".*$/m))[0]));
  await ask(`http://basisregisters.localhost:${port}/v2/adressen`, GOOD);
  await ask(`http://basisregisters.localhost:${port}/v2/adressen?huisnummer=1&offset=0`, GOOD);
  run.child.kill('SIGTERM');
  const lines = (await run.ended()).out.trim().split('\n');
  const events = lines.slice(1).map((line) => callSchema.parse(JSON.parse(line)));
  expect(events.map(({ event, path, complaints }) => [event, path, complaints.map(({ wrong }) => wrong)])).toEqual([
    ['call', '/v2/adressen', []],
    ['call', '/v2/adressen?huisnummer=1&offset=0', []],
    ['paging', '/v2/adressen', ['paging-ignored']],
  ]);
});
