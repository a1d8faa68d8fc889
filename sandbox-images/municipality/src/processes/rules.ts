import type { Town } from '../town/types.ts';
import type { LocalProcess, Rule } from './process.ts';

const WHAT = 'regel';
const SOURCE = 'Wijziging van het gemeentelijk reglement';

/** Subject of a change: for all municipalities, or for one by its NIS code. */
const subjectOf = (process: LocalProcess, from: string, nis: string | undefined): string =>
  [process.id, from, ...(nis === undefined ? [] : [nis])].join('@');

/** What was written of a process, for all municipalities or for one, by the day from which it holds. */
function written(town: Town, process: LocalProcess, nis: string | undefined): [from: string, values: object][] {
  return town.happened.subjects(WHAT).flatMap((subject): [string, object][] => {
    const [, from = ''] = subject.split('@');
    const text = subject === subjectOf(process, from, nis) ? town.happened.read(subject, WHAT) : undefined;
    return text === undefined ? [] : [[from, JSON.parse(text)]];
  });
}

/**
 * All rules of a process, those that the lab announced included, rising by the day from which they hold: those that all
 * municipalities have in common, or those of one (its NIS code) with what it settled for itself laid over them.
 */
export function rulesOf(town: Town, process: LocalProcess, nis?: string): Rule[] {
  const changed = written(town, process, undefined).map(
    ([from, values]): Rule => ({ from, values: process.ruleValues.parse(values), source: SOURCE }),
  );
  const common = rising([...process.rules, ...changed]);
  const own = nis === undefined ? [] : written(town, process, nis);
  const over = (day: string): object =>
    Object.assign({}, ...byDay(own).flatMap(([from, v]) => (from <= day ? [v] : [])));
  const settled = own.flatMap(([from]): Rule[] => {
    const rule = ruleOn(common, from);
    return rule === undefined ? [] : [{ ...rule, from, source: SOURCE }];
  });
  return rising([...common, ...settled]).map((rule) => ({
    ...rule,
    values: process.ruleValues.parse({ ...rule.values, ...over(rule.from) }),
  }));
}

const byDay = (all: readonly [from: string, values: object][]) => all.toSorted(([a], [b]) => (a < b ? -1 : 1));
/** By their day; of two of one day the later one given. */
const rising = (rules: readonly Rule[]): Rule[] =>
  [...new Map(rules.map((rule) => [rule.from, rule])).values()].sort((a, b) => (a.from < b.from ? -1 : 1));

/** The rule in force on a day YYYY-MM-DD; undefined before the first. */
export const ruleOn = (rules: readonly Rule[], day: string): Rule | undefined =>
  rules.findLast(({ from }) => from <= day);

/**
 * Announces that some values of a process change from a day on; the others stay as they are then. With a NIS code for that
 * municipality alone: what it settles stays its own when the others change. Throws a ZodError for a value that the rule does
 * not know, RangeError for a day before the first rule.
 */
export function changeRule(town: Town, process: LocalProcess, from: string, values: object, nis?: string): Rule {
  const before = ruleOn(rulesOf(town, process, nis), from);
  if (before === undefined) throw new RangeError(`${process.id} has no rule before ${from}`);
  const after = process.ruleValues.parse({ ...before.values, ...values });
  const subject = subjectOf(process, from, nis);
  const old = town.happened.read(subject, WHAT) ?? '';
  const kept = nis === undefined ? after : { ...(old === '' ? {} : JSON.parse(old)), ...values };
  town.happened.write(process.id, subject, WHAT, old, JSON.stringify(kept));
  return { from, values: after, source: SOURCE };
}
