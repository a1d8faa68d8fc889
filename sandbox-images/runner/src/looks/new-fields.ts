import { defineLook } from '../look.ts';
import { tryIntent } from '../people/try-intent.ts';

/** Every register adds a field that nobody announced, as a new minor version may: does the task still work? */
export default defineLook({
  id: 'new-fields',
  needs: 'intent',
  async run(context) {
    const { levers } = context.town;
    const visitor = await context.anyone();
    try {
      if (context.service.login) await visitor.login();
      const fault = await levers.fault({ system: '*', kind: 'extra-field' });
      return await tryIntent(context, visitor, { beside: [] }).finally(() => levers.mend(fault));
    } finally {
      await visitor.close();
    }
  },
});
