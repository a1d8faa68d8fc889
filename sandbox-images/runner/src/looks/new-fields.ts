import { defineLook } from '../look.ts';
import { complete } from '../people/form.ts';
import { tryIntent } from '../people/try-intent.ts';

/**
 * Every register adds a field that nobody announced, as a new minor version may: does the task still work? When it does not, it
 * is tried without the field: who is stuck then as well shows nothing of fields, and the look is told as impossible.
 */
export default defineLook({
  id: 'new-fields',
  needs: 'intent',
  async run(context) {
    const { levers } = context.town;
    const visitor = await context.anyone();
    try {
      if (context.service.login) await visitor.login();
      const fault = await levers.fault({ system: '*', kind: 'extra-field' });
      const tried = await tryIntent(context, visitor, { beside: [] }).finally(() => levers.mend(fault));
      if (!tried.completed && context.intent !== undefined)
        await complete(visitor, context.intent, await context.values(visitor.person));
      return tried;
    } finally {
      await visitor.close();
    }
  },
});
