import type { PersonSeen } from '@proeftuin/contract/municipality';
import type { Control } from '@proeftuin/contract/play';
import type { Actor, Values } from '@proeftuin/scenarios/sdk/stage';
import { expectThat } from '@proeftuin/scenarios/sdk/trouble';
import * as z from 'zod';
import { inspect } from '../page/isolated.ts';
import { LINKS } from '../page/scripts.ts';
import { complete, emptySheet, fillStep, find, type Sheet, send } from './form.ts';
import type { Visitor } from './visitor.ts';

/** What an actor tells the scene: it acts now, it came to a page, it measured something. */
export interface Notes {
  acting(): void;
  arrived(): Promise<void>;
  measured(sheet: Sheet): void;
  /** It did a thing to its end. */
  told(values: Values): void;
}

/** The words of a scenario, done by a visitor. */
export function actorOf(visitor: Visitor, household: readonly PersonSeen[], notes: Notes): Actor {
  const { page, guard } = visitor;
  const located = (what: string | Control) =>
    typeof what === 'string' ? page.getByText(what).first() : find(page, what);
  const said = (what: string | Control) => (typeof what === 'string' ? `"${what}"` : `${what.role} "${what.name}"`);
  return {
    person: visitor.person,
    household,
    async visit(path) {
      notes.acting();
      return visitor.goto(path);
    },
    async links() {
      return guard.within(visitor.patience, 'provider:hang', 'the links of the page', () =>
        inspect(page, (run) => run(LINKS, z.array(z.string().max(2000)))),
      );
    },
    here: () => page.url(),
    async login(from) {
      notes.acting();
      const { status } = await visitor.login(from);
      expectThat(status < 400, `after the login the service answered ${status}`);
    },
    async do(intent, values) {
      notes.acting();
      notes.measured(await complete(visitor, intent, values, { measured: true, arrived: notes.arrived }));
      notes.told(values);
    },
    async submitTwice(intent, values) {
      notes.acting();
      await complete(visitor, intent, values, { twice: true });
      const last = intent.steps.at(-1);
      await guard
        .within(visitor.patience, 'provider:navigation', 'going back', () => page.goBack())
        .catch(() => undefined);
      if (
        last !== undefined &&
        (await find(page, last.submit)
          .isVisible()
          .catch(() => false))
      ) {
        await send(visitor, last, emptySheet());
        await visitor.settle();
      }
    },
    async attempt(intent, values, { step = 0, blank = [] } = {}) {
      notes.acting();
      await visitor.goto(intent.path);
      for (const [index, one] of intent.steps.slice(0, step + 1).entries()) {
        const sheet = emptySheet();
        await fillStep(visitor, one, values, sheet, index === step ? blank : []);
        await send(visitor, one, sheet);
      }
      await visitor.settle();
    },
    async sees(what) {
      await visitor.await(located(what), said(what));
    },
    async shows(what) {
      return located(what)
        .isVisible()
        .catch(() => false);
    },
    async field(intent, key) {
      const control = intent.steps.map((step) => step.fields[key]).find((field) => field !== undefined);
      expectThat(control !== undefined, `the intent declares no field ${key}`);
      const field = find(page, control);
      await visitor.await(field, said(control));
      const told = await guard.within(visitor.patience, 'provider:hang', said(control), () =>
        field.evaluate(tellField),
      );
      return z.object({ value: z.string(), invalid: z.boolean(), error: z.string() }).parse(told);
    },
    async text() {
      return guard.within(visitor.patience, 'provider:hang', 'the text of the page', () =>
        inspect(page, (run) => run('document.body.innerText.slice(0, 100000)', z.string())),
      );
    },
  };
}

/** Runs in the page: a field's value and what is said to be wrong with it. */
function tellField(e: HTMLElementLike): { value: string; invalid: boolean; error: string } {
  const ids = `${e.getAttribute('aria-errormessage') ?? ''} ${e.getAttribute('aria-describedby') ?? ''}`;
  const described = ids
    .split(/\s+/)
    .map((id) => (id === '' ? '' : (e.ownerDocument.getElementById(id)?.textContent ?? '')));
  const native = e.matches(':invalid');
  return {
    value: String(e.value ?? ''),
    invalid: e.getAttribute('aria-invalid') === 'true' || native,
    error: `${described.join(' ').trim()} ${native ? String(e.validationMessage ?? '') : ''}`.trim().slice(0, 300),
  };
}

interface HTMLElementLike {
  readonly value?: unknown;
  readonly validationMessage?: unknown;
  readonly ownerDocument: { getElementById(id: string): { textContent: string | null } | null };
  getAttribute(name: string): string | null;
  matches(selector: string): boolean;
}
