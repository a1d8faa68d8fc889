import { labKey, signHead } from '../../evidence/sign.ts';
import type { Phase, Trial } from '../trial.ts';
import { providerWorkloads } from '../trial.ts';

/** Lines and bytes of a provider's log that are kept, per container; the rest is counted. */
const MAX_LINES = 5000;
const MAX_LINE = 8192;

/** Takes over what is left of the evidence and the provider's logs, and signs the heads of the chains. */
export const collect: Phase = {
  name: 'collect',
  says: () => 'the evidence is taken over',
  async run(trial) {
    await logs(trial);
    for (const source of trial.sources) await trial.puller.pull(source);
    await trial.recorder.flush();
    const key = labKey(trial.world.home.folder);
    for (const head of [...trial.puller.heads, ...trial.recorder.heads]) {
      await trial.world.store.addHead(trial.id, { ...head, signature: signHead(key, trial.id, head) });
    }
  },
};

async function logs(trial: Trial): Promise<void> {
  for (const workload of providerWorkloads(trial)) {
    for (const container of workload.containers) {
      let cursor = '';
      let kept = 0;
      for (let page = 0; page < 8 && kept < MAX_LINES; page += 1) {
        const read = await trial.world.engine.logs(trial.sandbox, workload.id, container.id, cursor);
        for (const { stream, text } of read.lines.slice(0, MAX_LINES - kept)) {
          const line = { workload: workload.id, container: container.id, stream, text: text.slice(0, MAX_LINE) };
          trial.recorder.add('engine', 'log-line', line);
        }
        kept += read.lines.length;
        if (read.lines.length === 0 || read.cursor === cursor) break;
        cursor = read.cursor;
      }
    }
  }
}
