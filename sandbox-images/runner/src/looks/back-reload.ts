import type { LookData } from '@proeftuin/contract/looks';
import type { Change, PersonSeen } from '@proeftuin/contract/municipality';
import type { Control } from '@proeftuin/contract/play';
import { Trouble } from '@proeftuin/scenarios/sdk/trouble';
import { defineLook, SOMEBODY } from '../look.ts';
import { emptySheet, fillStep, find, send } from '../people/form.ts';
import type { Visitor } from '../people/visitor.ts';

type Attempt = LookData<'back-reload'>['attempts'][number];

/** Somebody fills the first page, then goes back, forward and reloads; and reloads the confirmation. */
export default defineLook({
  id: 'back-reload',
  needs: 'intent',
  cast: [SOMEBODY],
  async run({ anyone, intent, service, values, town }) {
    const [first, ...rest] = intent?.steps ?? [];
    if (intent === undefined || first === undefined) throw new Trouble('lab:internal', 'there is no intent to try');
    const v = await anyone();
    if (service.login) await v.login();
    const answers = await values(v.person);
    const attempts: Attempt[] = [];
    const attempt = async (what: Attempt['what'], go: () => Promise<unknown>, next: Control, filled?: Filled) => {
      v.guard.status = 0;
      await v.guard.within(v.patience, 'provider:navigation', what, go).catch(() => undefined);
      const usable = await v.await(find(v.page, next), `${next.role} "${next.name}"`).then(
        () => true,
        () => false,
      );
      const emptied = filled === undefined || !usable ? [] : await emptiedOf(v, filled);
      attempts.push({ what, url: v.page.url().slice(0, 2000), status: v.guard.status, usable, emptied, extra: 0 });
    };
    await v.goto(intent.path);
    await fillStep(v, first, answers, emptySheet());
    const filled = await filledOf(v, first.fields);
    await send(v, first, emptySheet());
    const then = rest[0]?.submit ?? intent.confirmation;
    await v.await(find(v.page, then), `${then.role} "${then.name}"`);
    if (rest.length > 0) {
      await attempt('reload', () => v.page.reload(), then);
      await attempt('back', () => v.page.goBack(), first.submit, filled);
      await attempt('forward', () => v.page.goForward(), then);
      await v.goto(intent.path);
      for (const step of intent.steps) {
        await fillStep(v, step, answers, emptySheet());
        await send(v, step, emptySheet());
        await v.settle();
      }
    }
    const { confirmation } = intent;
    await v.await(find(v.page, confirmation), `${confirmation.role} "${confirmation.name}"`);
    const before = await town.levers.cut();
    await attempt('reload-confirmation', () => v.page.reload(), confirmation);
    const extra = about(await town.levers.changes(before), v.person).length;
    return { attempts: attempts.map((a) => (a.what === 'reload-confirmation' ? { ...a, extra } : a)) };
  },
});

/** Changes of this person and of whoever lives there; others may do something meanwhile. */
function about(changes: readonly Change[], { id, household }: PersonSeen): Change[] {
  const own = new Set([id, ...household]);
  return changes.filter(({ subject, after }) => [subject, ...after.split(/[^\w-]+/)].some((word) => own.has(word)));
}

type Filled = readonly (readonly [Control, string])[];

/** Text fields that hold something now. */
async function filledOf(v: Visitor, fields: Readonly<Record<string, Control>>): Promise<Filled> {
  const filled: [Control, string][] = [];
  for (const control of Object.values(fields)) {
    const value = await textIn(v, control);
    if (value !== '') filled.push([control, value]);
  }
  return filled;
}

/** Names of the fields that held something and hold nothing now. */
async function emptiedOf(v: Visitor, filled: Filled): Promise<string[]> {
  const emptied: string[] = [];
  for (const [control] of filled) if ((await textIn(v, control)) === '') emptied.push(control.name.slice(0, 300));
  return emptied;
}

const textIn = (v: Visitor, control: Control): Promise<string> =>
  control.role === 'textbox' || control.role === 'combobox' || control.role === 'spinbutton'
    ? find(v.page, control)
        .inputValue({ timeout: 1000 })
        .catch(() => '')
    : Promise.resolve('');
