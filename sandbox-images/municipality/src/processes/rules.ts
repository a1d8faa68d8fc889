import type { Town } from '../town/types.ts';
import type { LocalProcess, Rule } from './process.ts';

const WHAT = 'regel';
const SOURCE = 'Wijziging van het gemeentelijk reglement';

/** All rules of a process, those that the lab announced included, rising by the day from which they hold. */
export function rulesOf(town: Town, process: LocalProcess): Rule[] {
  const changed = town.happened.subjects(WHAT).flatMap((subject) => {
    const [id, from = ''] = subject.split('@');
    const text = id === process.id ? town.happened.read(subject, WHAT) : undefined;
    return text === undefined ? [] : [{ from, values: process.ruleValues.parse(JSON.parse(text)), source: SOURCE }];
  });
  const byDay = new Map([...process.rules, ...changed].map((rule) => [rule.from, rule]));
  return [...byDay.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** The rule in force on a day YYYY-MM-DD; undefined before the first. */
export const ruleOn = (rules: readonly Rule[], day: string): Rule | undefined =>
  rules.findLast(({ from }) => from <= day);

/**
 * Announces that some values of a process change from a day on; the others stay as they are then. Throws a ZodError for a
 * value that the rule does not know, RangeError for a day before the first rule.
 */
export function changeRule(town: Town, process: LocalProcess, from: string, values: object): Rule {
  const before = ruleOn(rulesOf(town, process), from);
  if (before === undefined) throw new RangeError(`${process.id} has no rule before ${from}`);
  const after = process.ruleValues.parse({ ...before.values, ...values });
  const subject = `${process.id}@${from}`;
  town.happened.write(process.id, subject, WHAT, town.happened.read(subject, WHAT) ?? '', JSON.stringify(after));
  return { from, values: after, source: SOURCE };
}
