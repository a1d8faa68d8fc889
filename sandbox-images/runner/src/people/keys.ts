import type { Control, Intent } from '@proeftuin/contract/play';
import type { Values } from '@proeftuin/scenarios/sdk/stage';
import { Trouble } from '@proeftuin/scenarios/sdk/trouble';
import type { Locator } from 'playwright-core';
import { find, kindOf } from './form.ts';
import { answerFor, written } from './values.ts';
import type { Visitor } from './visitor.ts';

/** Presses of Tab until a control counts as out of reach, and of an arrow in a group of radio buttons. */
const MOST = 150;
const ARROWS = 20;

/** The whole intent to its confirmation without a mouse: Tab, typing, Space, arrows and Enter. `arrived` is told each page first. */
export async function completeByKeys(
  visitor: Visitor,
  intent: Intent,
  values: Values,
  arrived: () => Promise<void>,
): Promise<void> {
  await visitor.goto(intent.path);
  for (const step of intent.steps) {
    await visitor.await(find(visitor.page, step.submit), said(step.submit));
    await arrived();
    for (const [key, control] of Object.entries(step.fields)) {
      const answer = answerFor(key, values);
      if (answer === undefined) continue;
      const field = find(visitor.page, control);
      if ((answer === '' || answer === false) && !(await field.isVisible().catch(() => false))) continue;
      await visitor.await(field, said(control));
      await visitor.guard.within(visitor.patience * 2, 'provider:locator-timeout', `${said(control)} by keyboard`, () =>
        fill(visitor, field, control, answer),
      );
    }
    await visitor.guard.within(
      visitor.patience * 2,
      'provider:locator-timeout',
      `${said(step.submit)} by keyboard`,
      async () => {
        await reach(visitor, find(visitor.page, step.submit), step.submit);
        await visitor.page.keyboard.press('Enter');
      },
    );
  }
  await visitor.await(find(visitor.page, intent.confirmation), said(intent.confirmation));
}

const said = ({ role, name }: Control): string => `${role} "${name}"`;

/** Presses Tab until this control, or one of its group of radio buttons, has the focus. */
async function reach({ page }: Visitor, field: Locator, control: Control): Promise<void> {
  for (let n = 0; n <= MOST; n += 1) {
    const there = await field.evaluate((e) => {
      const active = e.ownerDocument.activeElement;
      return active === e || (e.type === 'radio' && active?.type === 'radio' && active.name === e.name);
    });
    if (there) return;
    await page.keyboard.press('Tab');
  }
  throw new Trouble('provider:assertion', `the Tab key never reaches ${said(control)}`);
}

async function fill(visitor: Visitor, field: Locator, control: Control, answer: string | boolean): Promise<void> {
  const { keyboard } = visitor.page;
  const { role } = control;
  if (role === 'checkbox' || role === 'switch' || role === 'radio') {
    const want = answer === true || (typeof answer === 'string' && answer !== '');
    if ((await field.isChecked()) === want) return;
    await reach(visitor, field, control);
    if (role !== 'radio') return keyboard.press('Space');
    for (let n = 0; n < ARROWS && !(await field.isChecked()); n += 1)
      await keyboard.press(n === 0 ? 'Space' : 'ArrowDown');
    return;
  }
  const kind = await kindOf(visitor.page, field, control);
  const text = written(String(answer));
  if (kind !== 'select' && kind !== 'date' && (await field.inputValue()) === text) return;
  await reach(visitor, field, control);
  if (kind === 'date') return keyboard.type(text.replaceAll(/\D/g, ''));
  if (kind === 'select') return keyboard.type(text);
  await keyboard.press('ControlOrMeta+A');
  if (text === '') return keyboard.press('Delete');
  await keyboard.type(text);
  const option = visitor.page.getByRole('option', { name: text }).first();
  if (
    role === 'combobox' &&
    (await option.waitFor({ state: 'visible', timeout: 800 }).then(
      () => true,
      () => false,
    ))
  ) {
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
  }
}
