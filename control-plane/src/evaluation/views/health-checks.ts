import { LOOKS } from '@proeftuin/contract/looks';
import { defineView } from '../define.ts';
import { answersOf } from './service-answers.ts';

/** A path that says whether the service is well, asked without a login. */
interface HealthCheck {
  readonly id: string;
  readonly path: string;
  readonly status: number;
}

/** Those that the lab asked for readiness, and those that the runner tried by convention. */
export const healthChecks = defineView({
  needs: [],
  uses: ['exchange', 'look'],
  of({ exchange, look }, context): readonly HealthCheck[] {
    const { health } = context.service;
    const asked = answersOf(exchange, context)
      .filter((a) => a.url.pathname === health && a.method === 'GET')
      .map((a) => ({ id: a.id, path: a.url.pathname, status: a.status }));
    const tried = look.flatMap(({ id, data }) => {
      const seen = data.look === 'health' && data.outcome === 'ok' ? LOOKS.health.safeParse(data.data) : undefined;
      const attempts = seen?.success === true ? seen.data.attempts : [];
      return attempts.map((a) => ({ id, path: URL.parse(a.url)?.pathname ?? a.url, status: a.status }));
    });
    return [...asked, ...tried];
  },
});
