import type { Context } from 'hono';
import type { Context as SystemContext } from '../../context.ts';
import { nextOf } from '../../linked-data.ts';
import { PROCESSES } from '../../processes/all.ts';
import { perform } from '../../processes/perform.ts';
import { summaryOf } from '../../processes/present.ts';
import { actionSchema } from '../../processes/shapes.ts';
import { bodyOf, pagingOf, refuse } from '../../request.ts';
import type { SystemApp } from '../../system.ts';
import { HOST } from './client.ts';
import { read, task, tasks } from './desk.ts';
import type { Servant } from './servants.ts';

const unknown = (c: Context): Response =>
  refuse(c, 404, 'onbekende-zaak', 'Onbekende zaak', 'Deze zaak is er niet, of is van een andere gemeente.');

/** The work list as JSON, for the session of a civil servant. */
export function apiRoutes(
  app: SystemApp,
  context: SystemContext,
  servantOf: (c: Context) => Servant | undefined,
): void {
  const logged = (c: Context): Servant | Response =>
    servantOf(c) ??
    refuse(c, 401, 'niet-aangemeld', 'Niet aangemeld', 'Meld u als ambtenaar van de gemeente aan via /aanmelden.');

  app.get('/v1/zaken', (c) => {
    const servant = logged(c);
    if (servant instanceof Response) return servant;
    const paging = pagingOf(c);
    if (paging instanceof Response) return paging;
    const { proces, status } = c.req.query();
    if (proces !== undefined && !PROCESSES.some(({ id }) => id === proces))
      return refuse(c, 400, 'proces', 'Onbekend proces', `Mogelijk: ${PROCESSES.map(({ id }) => id).join(', ')}.`);
    const found = tasks(context, servant, proces, status);
    const end = paging.offset + paging.limit;
    return c.json({
      zaken: found.slice(paging.offset, end).map(({ process, one }) => summaryOf(process, one, 'behandelaar')),
      ...(end < found.length ? { volgende: nextOf(c, `${context.origin(HOST)}/v1/zaken`, paging) } : {}),
    });
  });

  app.get('/v1/zaken/:process/:id', (c) => {
    const servant = logged(c);
    if (servant instanceof Response) return servant;
    const found = task(context, servant, c.req.param('process'), c.req.param('id'));
    return found === undefined ? unknown(c) : c.json(read(context, found));
  });

  // Only JSON: a form of another site can't send it with the session's cookie.
  app.post('/v1/zaken/:process/:id/acties', async (c) => {
    const servant = logged(c);
    if (servant instanceof Response) return servant;
    const found = task(context, servant, c.req.param('process'), c.req.param('id'));
    if (found === undefined) return unknown(c);
    const body = await bodyOf(c, actionSchema);
    if (body instanceof Response) return body;
    const { process, one } = found;
    const done = perform(context.town, process, one, 'behandelaar', body.value, context.clock.lab());
    return 'refused' in done
      ? refuse(c, done.status, done.refused, 'Dat kan nu niet', done.detail)
      : c.json(summaryOf(process, done, 'behandelaar'));
  });
}
