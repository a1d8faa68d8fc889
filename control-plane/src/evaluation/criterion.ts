import type { Severity, Text } from '@proeftuin/contract/scorecard';
import { cut } from './clean.ts';
import { defineAudit } from './define.ts';
import { fail, needsReview, notApplicable, notRun, pass, text } from './outcome.ts';
import { TOO_MUCH, withoutWeb } from './reasons.ts';
import { type MetPage, pagesByAxe } from './views/pages.ts';
import { type Criterion, DECIDED } from './wcag.ts';

interface CriterionAudit {
  readonly sc: Criterion;
  readonly severity: Severity;
  readonly failed: Text;
  readonly mend: Text;
  /** Is it certain after all, of pages on which axe only suspects it? */
  readonly sure?: (suspected: readonly MetPage[]) => readonly MetPage[];
}

/**
 * An audit of one WCAG criterion by what axe found on the pages that people met. It finds failures and never proves that
 * the criterion is met (simplified monitoring in the sense of Decision (EU) 2018/1524).
 */
export function defineCriterion({ sc, sure, ...facts }: CriterionAudit) {
  const { nl, en, rules } = DECIDED[sc];
  const known: readonly string[] = rules;
  const tag = `wcag${sc.replaceAll('.', '')}`;
  return defineAudit({
    ...facts,
    passed: text(`Geen tekort gevonden op WCAG ${sc} ${nl}`, `No shortfall found on WCAG ${sc} ${en}`),
    requires: { pages: pagesByAxe },
    requirements: [`WCAG21-${sc}`, `EN301549-9.${sc}`],
    unless: withoutWeb,
    audit({ pages }) {
      const examined = pages.filter((p) => p.axe !== undefined);
      if (examined.length === 0) return notRun(text('Axe kon geen pagina onderzoeken.', 'Axe could examine no page.'));
      const found = examined.flatMap((p) =>
        (p.axe ?? []).filter((v) => v.tags.includes(tag) || known.includes(v.rule)).map((v) => ({ page: p, v })),
      );
      const told = (some: typeof found) => [
        ...new Set(
          some.flatMap(({ page, v }) =>
            v.nodes
              .slice(0, 5)
              .map(
                (n) => `${page.path} ${v.rule}: ${n.html === '' ? n.target : cut(n.html, 60)} – ${first(n.summary)}`,
              ),
          ),
        ),
      ];
      const ids = (some: typeof found) => [...new Set(some.map(({ page }) => page.id))];
      const certain = found.filter(({ v }) => v.certain);
      if (certain.length > 0) return fail(ids(certain), told(certain));
      const surely = new Set(sure?.(found.map(({ page }) => page)) ?? []);
      const proven = found.filter(({ page }) => surely.has(page));
      if (proven.length > 0) return fail(ids(proven), told(proven));
      if (found.length > 0)
        return needsReview(
          text('Axe kon het niet met zekerheid zeggen.', 'Axe could not say for certain.'),
          ids(found),
          told(found),
        );
      const clean = examined.filter((p) => (p.axePassed ?? []).some((rule) => known.includes(rule)));
      if (clean.length > 0) return pass(clean.slice(0, 3).map((p) => p.id));
      const large = pages.filter((p) => p.isCut('axe'));
      return large.length > 0
        ? needsReview(
            TOO_MUCH,
            large.map((p) => p.id),
            large.map((p) => p.path),
          )
        : notApplicable(text('Op de pagina’s staat niets waarover dit gaat.', 'Nothing on the pages is of this kind.'));
    },
  });
}

/** The first of the reasons that axe names, without its heading: the others are other ways to mend the same. */
const first = (summary: string): string =>
  summary
    .replace(/^Fix (any|all) of the following:\s*/, '')
    .split('\n', 1)
    .join('');
