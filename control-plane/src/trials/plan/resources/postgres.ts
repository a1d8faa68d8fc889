import type { Workload } from '@proeftuin/contract/plan';
import * as z from 'zod';
import { MIB } from '../limits.ts';
import { defineResource, type ResourceMade } from '../resource.ts';

const PORT = 5432;

/** Without a container engine nobody starts one: where a developer's own is expected. */
const elsewhere = (id: string): ResourceMade => ({
  outputs: {
    url: `postgres://app:app@localhost:${PORT}/app`,
    host: 'localhost',
    port: String(PORT),
    name: 'app',
    username: 'app',
    password: 'app',
  },
  notes: [`${id}: no PostgreSQL is started here; it is expected at localhost:${PORT}, user, password and database app`],
});

/** A PostgreSQL of the service's own: a workload behind a TCP door, started from a prebuilt cluster. */
export default defineResource({
  params: z.strictObject({}),
  make({ id, service, workload, settings }) {
    if (settings.local !== undefined) return elsewhere(id);
    const host = `${id}.${service}.internal`;
    const secret = `db-${service}-${id}`;
    const password = `\${secret:${secret}}`;
    const db: Workload = {
      id: `db-${id}`,
      trust: 'lab',
      stage: 'trial',
      containers: [
        {
          id: 'postgres',
          image: 'postgres',
          env: { POSTGRES_USER: 'app', POSTGRES_DB: 'app', POSTGRES_PASSWORD: password },
          mounts: [],
          files: [],
          limits: { cpu: 1000, memory: 320 * MIB, pids: 128, scratch: 192 * MIB },
          user: 'lab',
          writable: ['/data'],
          writableRoot: false,
          run: 'always',
        },
      ],
      volumes: [],
      ports: [PORT],
    };
    return {
      outputs: {
        url: `postgres://app:${password}@${host}:${PORT}/app`,
        host,
        port: String(PORT),
        name: 'app',
        username: 'app',
        password,
      },
      doors: [{ from: workload, name: host, port: PORT, kind: 'tcp', tls: false, to: { workload: db.id, port: PORT } }],
      workloads: [db],
      secrets: [{ name: secret, kind: 'random' }],
    };
  },
});
