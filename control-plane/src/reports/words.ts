import type { AuditResult, Dimension, OutcomeName, Report, Severity, Text } from '@proeftuin/contract/scorecard';

/** The words of the report, Dutch and English. */
const t = (nl: string, en: string): Text => ({ nl, en });

/** The next level by its words. */
export const levelWords = (level: string): Text => LEVEL_WORDS[level] ?? t(level, level);

export const OUTCOME_WORDS: Readonly<Record<OutcomeName, Text>> = {
  error: t('fout van het lab', "lab's fault"),
  fail: t('tekort', 'shortfall'),
  'needs-review': t('na te kijken', 'to be checked'),
  'not-run': t('niet onderzocht', 'not examined'),
  pass: t('geen tekort', 'no shortfall'),
  'not-applicable': t('niet van toepassing', 'not applicable'),
};

/** How a story ended, by the record's own word. */
export const STORY_WORDS: Readonly<Record<string, Text>> = {
  ok: t('gelukt', 'done'),
  failed: t('mislukt', 'failed'),
  error: t('fout van het lab', "lab's fault"),
  'not-applicable': t(
    'niet van toepassing: de dienst zegt niet dat ze dit kan',
    'not applicable: the service does not say that it can do this',
  ),
};

/** A mark beside the words, so that colour never stands alone. */
export const OUTCOME_MARKS: Readonly<Record<OutcomeName, string>> = {
  error: '⚠',
  fail: '✕',
  'needs-review': '?',
  'not-run': '○',
  pass: '✓',
  'not-applicable': '–',
};

export const SEVERITY_WORDS: Readonly<Record<Severity, Text>> = {
  critical: t('kritiek', 'critical'),
  serious: t('ernstig', 'serious'),
  moderate: t('matig', 'moderate'),
  minor: t('licht', 'minor'),
};

export const DIMENSION_WORDS: Readonly<Record<Dimension, Text>> = {
  integration: t('Integratie', 'Integration'),
  security: t('Veiligheid', 'Security'),
  value: t('Waarde', 'Value'),
  experience: t('Gebruik', 'User experience'),
};

export const DIMENSION_QUESTIONS: Readonly<Record<Dimension, Text>> = {
  integration: t('Past ze in het geheel?', 'Does it fit the whole?'),
  security: t('Is ze veilig voor burgers?', 'Is it safe for citizens?'),
  value: t('Wint iemand er tijd mee?', 'Does it save anyone time?'),
  experience: t('Kan iedereen ermee overweg?', 'Can everyone use it?'),
};

export const VERDICT_WORDS: Readonly<Record<Report['dimensions'][Dimension]['verdict'], Text>> = {
  shortfall: t('voorwaarde niet gehaald', 'shortfall in a gate'),
  'no shortfall found': t('geen tekort in de voorwaarden', 'no shortfall in the gates'),
  incomplete: t('onvolledig', 'incomplete'),
  'not applicable': t('geen voorwaarden van toepassing', 'no gates apply'),
};

const LEVEL_WORDS: Readonly<Record<string, Text>> = {
  'not ready': t('Nog niet klaar', 'Not ready yet'),
  'ready for a pilot': t('Klaar voor een pilot', 'Ready for a pilot'),
  'ready for reuse': t('Klaar voor hergebruik', 'Ready for reuse'),
};

/** Was one audit or scenario looked at again? Of the service as a whole it says nothing. */
export const isRecheck = ({ trial }: Report): boolean => / --only /.test(trial.command);

/** What a report says at its top: the level, but none of a trial that ended early or looked at one thing again. */
export function headingOf(report: Report): Text {
  const said = (...outcomes: OutcomeName[]) => report.audits.some(({ outcome }) => outcomes.includes(outcome));
  if (report.trial.error !== undefined) return t('Vroegtijdig geëindigd', 'Ended early');
  if (!isRecheck(report)) return levelWords(report.level);
  if (said('fail', 'error')) return t('Opnieuw nagekeken: nog niet in orde', 'Re-checked: not yet in order');
  return said('pass', 'not-applicable')
    ? t('Opnieuw nagekeken: geen tekort', 'Re-checked: no shortfall')
    : t('Opnieuw nagekeken: geen oordeel', 'Re-checked: no judgement');
}

/** A day as it is read; what is none, as it is. */
const dayIn = (language: string, day: string): string =>
  /^\d{4}-\d\d-\d\d$/.test(day)
    ? new Date(`${day}T00:00Z`).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' })
    : day;

/** How a level is read, never as a promise. */
export const readingOf = (report: Report): Text => {
  if (report.trial.error !== undefined)
    return t(
      'De proef kwam niet tot een niveau. Wat hieronder staat, werd gezien voor ze eindigde.',
      'The trial came to no level. What is below was seen before it ended.',
    );
  const { suite, profile, date } = report.set;
  const day = report.trial.endedAt.slice(0, 10);
  return t(
    `Lees dit als: geen tekort gevonden buiten wat hieronder staat, in suite ${suite}, profiel ${profile} (dag van de gemeente ${dayIn('nl-BE', date)}), op ${dayIn('nl-BE', day)}.`,
    `Read this as: no shortfall found beyond what is below, in suite ${suite}, profile ${profile} (the town's day ${dayIn('en-GB', date)}), on ${dayIn('en-GB', day)}.`,
  );
};

/** A missing gate by its title, or the suite that was not played. */
export function gateTitle(audits: readonly AuditResult[], gate: string): Text {
  const suite = /^suite\/(.*)$/.exec(gate)?.[1];
  if (suite !== undefined) return t(`suite ${suite} is nog niet gespeeld`, `suite ${suite} has not been played yet`);
  return audits.find((audit) => audit.id === gate)?.title ?? t(gate, gate);
}
