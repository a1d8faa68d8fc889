import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SandboxPlan } from '@proeftuin/contract/plan';
import type { Report } from '@proeftuin/contract/scorecard';
import { renderHtml } from '../reports/html.ts';
import { renderJson } from '../reports/json.ts';
import type { Store } from '../store/store.ts';

/** Writes `report.json`, `report.html`, `plan.json` and `evidence/` (one file of records a source, blobs by hash). */
export async function writeReport(store: Store, trial: string, report: Report, plan: SandboxPlan, folder: string) {
  const evidence = await store.evidence(trial);
  const byId = new Map(evidence.map((record) => [record.id, record]));
  mkdirSync(join(folder, 'evidence', 'blobs'), { recursive: true });
  const html = join(folder, 'report.html');
  writeFileSync(join(folder, 'report.json'), renderJson(report));
  writeFileSync(html, renderHtml(report, { evidence: (id) => byId.get(id), blob: (sha) => store.blob(sha) }));
  writeFileSync(join(folder, 'plan.json'), `${JSON.stringify(plan, null, 2)}\n`);
  for (const source of new Set(evidence.map((record) => record.source))) {
    const lines = evidence.filter((record) => record.source === source).map((record) => `${JSON.stringify(record)}\n`);
    writeFileSync(join(folder, 'evidence', `${source}.jsonl`), lines.join(''));
  }
  writeFileSync(join(folder, 'evidence', 'heads.json'), `${JSON.stringify(await store.heads(trial), null, 2)}\n`);
  for (const { sha } of await store.blobsOf(trial)) {
    const bytes = store.blob(sha);
    if (bytes !== undefined) writeFileSync(join(folder, 'evidence', 'blobs', sha), bytes);
  }
  return { folder, html };
}
