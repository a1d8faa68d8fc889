import { defineAudit } from '../../../define.ts';
import { isLab } from '../../../http.ts';
import { atMost, notRun, text } from '../../../outcome.ts';
import { usage } from '../../../views/records.ts';
import { stories } from '../../../views/stories.ts';

export default defineAudit({
  severity: 'minor',
  passed: text('Een dossier kost weinig rekentijd', 'A case costs little computing'),
  failed: text(
    'Elk dossier kost veel rekentijd, en dus geld en energie.',
    'Each case costs much computing, and so money and energy.',
  ),
  mend: text(
    'Zoek met een profiler wat rekentijd kost; let op cryptografie en sjablonen die telkens opnieuw gemaakt worden.',
    'Find with a profiler what takes time; mind cryptography and templates that are made anew each time.',
  ),
  requires: { usage, stories },
  requirements: [],
  timeBased: true,
  audit({ usage, stories }, { limits }) {
    const done = stories.filter((s) => s.capability !== 'any' && s.came === 'ok');
    if (done.length === 0) return notRun(text('Geen taak werd afgerond.', 'No task was completed.'));
    const spent = new Map<string, { id: string; from: number; to: number }>();
    for (const { id, data } of usage.filter((u) => !isLab(u.data.workload))) {
      const key = `${data.workload}/${data.container}`;
      const known = spent.get(key);
      spent.set(key, { id, from: Math.min(known?.from ?? data.cpu, data.cpu), to: Math.max(known?.to ?? 0, data.cpu) });
    }
    const cpu = [...spent.values()].reduce((sum, s) => sum + s.to - s.from, 0);
    return atMost(
      cpu / done.length,
      limits.cpuPerCase,
      'ms',
      [...spent.values()].map((s) => s.id),
    );
  },
});
