import type { Control, Intent } from '@proeftuin/contract/play';
import type { Values } from '@proeftuin/scenarios/sdk/stage';
import type { Locator, Page } from 'playwright-core';
import * as z from 'zod';
import { inspect } from '../page/isolated.ts';
import { DELAY } from '../page/scripts.ts';
import { answerFor, written } from './values.ts';
import type { Visitor } from './visitor.ts';

/** Live regions have no name of their own: they are found by what they say. */
const BY_CONTENT = new Set(['status', 'alert']);

/** A control by its accessible role and name, the exact name first. */
export function find(page: Page, control: Control): Locator {
  const { role, name } = control;
  if (BY_CONTENT.has(role))
    return page.getByRole(role).filter({ hasText: name }).or(page.getByRole(role, { name })).first();
  return page
    .getByRole(role, { name, exact: true })
    .or(page.getByRole(role, { name: loose(name) }))
    .first();
}

/** The name and a mark beside it: `Straat *`, `Straat (verplicht)`. */
const loose = (name: string): RegExp =>
  new RegExp(`^\\s*${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*([*:(].*)?$`, 'i');

/** What filling a form took. */
export interface Sheet {
  /** Controls that were asked of the person, of which already filled in rightly, and typed or chosen by them. */
  fields: number;
  prefilled: number;
  typed: number;
  documents: number;
  pages: number;
  clicks: number;
  /** Milliseconds until the page showed something again after what the person did in it, at its slowest; where the browser says. */
  slowest?: number;
}
export const emptySheet = (): Sheet => ({ fields: 0, prefilled: 0, typed: 0, documents: 0, pages: 0, clicks: 0 });

type Step = Intent['steps'][number];

/** Fills what this step declares and `values` answers. */
export async function fillStep(
  visitor: Visitor,
  step: Step,
  values: Values,
  sheet: Sheet,
  blank: readonly string[] = [],
): Promise<void> {
  await visitor.await(find(visitor.page, step.submit), `${step.submit.role} "${step.submit.name}"`);
  await countAsked(visitor, sheet);
  for (const [key, control] of Object.entries(step.fields)) {
    const answer = blank.includes(key) ? '' : answerFor(key, values);
    if (answer === undefined) continue;
    const field = find(visitor.page, control);
    // A box that need not be ticked, or a field that stays empty, may be left out for this person.
    if ((answer === '' || answer === false) && !(await field.isVisible().catch(() => false))) continue;
    await visitor.await(field, `${control.role} "${control.name}"`);
    await visitor.guard.within(visitor.patience, 'provider:locator-timeout', `${control.role} "${control.name}"`, () =>
      fillOne(visitor, field, control, answer, sheet),
    );
  }
}

/** Notes how long the page took over what was done in it, before it is left. */
async function measureDelay(visitor: Visitor, sheet: Sheet): Promise<void> {
  const delay = await inspect(visitor.page, (run) => run(DELAY, z.number())).catch(() => 0);
  if (delay > 0) sheet.slowest = Math.max(sheet.slowest ?? 0, delay);
}

async function fillOne(
  visitor: Visitor,
  field: Locator,
  control: Control,
  answer: string | boolean,
  sheet: Sheet,
): Promise<void> {
  if (control.role === 'checkbox' || control.role === 'switch' || control.role === 'radio') {
    const want = answer === true || (typeof answer === 'string' && answer !== '');
    if ((await field.isChecked()) === want) sheet.prefilled += want ? 1 : 0;
    else {
      if (control.role === 'radio') await field.check();
      else await field.setChecked(want);
      sheet.typed += 1;
      sheet.clicks += 1;
    }
    return;
  }
  const kind = await kindOf(visitor.page, field, control);
  const text = kind === 'date' ? String(answer) : written(String(answer));
  if (kind === 'select') {
    const chosen = await field.evaluate((e) => String(e.selectedOptions?.[0]?.textContent ?? '').trim());
    if (chosen === text) sheet.prefilled += 1;
    else {
      await field.selectOption(text === '' ? '' : [{ label: text }]);
      sheet.typed += 1;
    }
    return;
  }
  if ((await field.inputValue()) === text) {
    sheet.prefilled += text === '' ? 0 : 1;
    return;
  }
  await write(field, kind, text);
  sheet.typed += 1;
  if (control.role === 'combobox' && text !== '') await pickOption(visitor, text);
}

/** Controls that one types into letter by letter. */
const TYPED = new Set(['text', 'search', 'email', 'tel', 'url']);

/** Fills it; the last letter by a key, as a person's: the browser then notes how long the page takes over it. */
async function write(field: Locator, kind: string, text: string): Promise<void> {
  const last = text.at(-1) ?? '';
  if (!TYPED.has(kind) || !/^[a-z0-9]$/i.test(last)) return field.fill(text);
  await field.fill(text.slice(0, -1));
  await field.press(last);
}

/** Controls that may be a list of the browser's own. */
const LISTS: ReadonlySet<string> = new Set<Control['role']>(['combobox', 'listbox']);

/**
 * `select`, or the type of an input; `text` where it says none. Asked without a script in the page's own world: that
 * costs a page as much as to load it.
 */
export const kindOf = async (page: Page, field: Locator, { role }: Control): Promise<string> => {
  if (LISTS.has(role) && (await field.and(page.locator('select')).count()) > 0) return 'select';
  return (await field.getAttribute('type'))?.toLowerCase() ?? 'text';
};

/** Where a combobox opens a list, the person picks what they wrote. */
async function pickOption(visitor: Visitor, text: string): Promise<void> {
  const option = visitor.page.getByRole('option', { name: text }).first();
  const there = await option
    .waitFor({ state: 'visible', timeout: 800 })
    .then(() => true)
    .catch(() => false);
  if (there) await option.click({ timeout: 2000 }).catch(() => undefined);
}

async function countAsked(visitor: Visitor, sheet: Sheet): Promise<void> {
  sheet.pages += 1;
  const inputs = visitor.page.locator(
    'form input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=image]):visible, form select:visible, form textarea:visible',
  );
  sheet.fields += Math.min(await inputs.count().catch(() => 0), 200);
  sheet.documents += Math.min(
    await visitor.page
      .locator('form input[type=file]')
      .count()
      .catch(() => 0),
    50,
  );
}

/** Presses the step's button. */
export async function send(visitor: Visitor, step: Step, sheet: Sheet, twice = false): Promise<void> {
  const button = find(visitor.page, step.submit);
  sheet.clicks += 1;
  visitor.guard.status = 0;
  await visitor.guard.within(
    visitor.patience,
    'provider:locator-timeout',
    `${step.submit.role} "${step.submit.name}"`,
    () => (twice ? button.dblclick({ delay: 20 }) : button.click()),
  );
}

/** The whole intent to its confirmation. `arrived` is told each page before it is filled; `measured`: with its delays. */
export async function complete(
  visitor: Visitor,
  intent: Intent,
  values: Values,
  options: { twice?: boolean; measured?: boolean; arrived?: () => Promise<void> } = {},
): Promise<Sheet> {
  const sheet = emptySheet();
  await visitor.goto(intent.path);
  for (const [index, step] of intent.steps.entries()) {
    await visitor.await(find(visitor.page, step.submit), `${step.submit.role} "${step.submit.name}"`);
    await options.arrived?.();
    await fillStep(visitor, step, values, sheet);
    if (options.measured === true) await measureDelay(visitor, sheet);
    await send(visitor, step, sheet, options.twice === true && index === intent.steps.length - 1);
  }
  const { confirmation } = intent;
  await visitor.await(find(visitor.page, confirmation), `${confirmation.role} "${confirmation.name}"`);
  sheet.pages += 1;
  return sheet;
}
