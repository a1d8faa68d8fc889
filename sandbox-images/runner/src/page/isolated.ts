import type { CDPSession, Page } from 'playwright-core';
import * as z from 'zod';
import { within } from '../browser/link.ts';

const worldSchema = z.object({ executionContextId: z.number() });
const resultSchema = z.object({
  result: z.object({ value: z.unknown() }),
  exceptionDetails: z
    .object({ text: z.string(), exception: z.object({ description: z.string() }).optional() })
    .optional(),
});

/** Milliseconds that a script may run in a page, and that the page may take to let it begin. */
const RUN = 8_000;
const BEGIN = 2_500;

/**
 * Runs scripts in a world of their own beside the page's scripts, which can neither see nor change it, nor does the
 * page's content security policy apply. What it answers is checked, since the document itself is the provider's.
 */
export async function inspect<T>(
  page: Page,
  work: (run: <S extends z.ZodType>(expression: string, schema: S) => Promise<z.infer<S>>) => Promise<T>,
): Promise<T> {
  const session = await sessionOf(page);
  try {
    const { frameTree } = await within(session.send('Page.getFrameTree'), BEGIN);
    const world = worldSchema.parse(
      await within(
        session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'proeftuin' }),
        BEGIN,
      ),
    );
    return await work(async (expression, schema) => {
      const answer = resultSchema.parse(
        await within(
          session.send('Runtime.evaluate', {
            expression,
            contextId: world.executionContextId,
            returnByValue: true,
            awaitPromise: true,
            timeout: RUN,
          }),
          RUN + BEGIN,
        ),
      );
      if (answer.exceptionDetails !== undefined)
        throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
      return schema.parse(answer.result.value);
    });
  } catch (thrown) {
    // Whatever is left of it in a page that hangs, the next one begins anew.
    sessions.delete(page);
    session.detach().catch(() => undefined);
    throw thrown;
  }
}

const sessions = new WeakMap<Page, CDPSession>();

/** One for all scripts of a page: to attach costs as much as a short script. */
async function sessionOf(page: Page): Promise<CDPSession> {
  const known = sessions.get(page);
  if (known !== undefined) return known;
  const session = await within(page.context().newCDPSession(page), BEGIN);
  sessions.set(page, session);
  return session;
}
