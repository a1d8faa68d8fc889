import type Docker from 'dockerode';
import type { LogPage } from '../engine.ts';
import { unlessGone } from './call.ts';
import { Frames } from './stream.ts';

const MAX_PAGE = 1024 * 1024;
const MAX_LINE = 16 * 1024;

/**
 * A page of a container's log from a cursor (the number of lines that were read). The engine bounds the whole log at
 * 10 MB; what it rotated away cannot be counted by it, so a log that shrank says that it lost something.
 */
export async function readLog(docker: Docker, name: string, cursor: string): Promise<LogPage> {
  const from = cursor === '' ? 0 : Number(cursor);
  const raw = await unlessGone(
    docker.getContainer(name).logs({ stdout: true, stderr: true, timestamps: true, follow: false }),
  );
  if (raw === undefined) return { lines: [], cursor, dropped: 0 };
  const partial = { out: '', err: '' };
  const all: { stream: 'out' | 'err'; text: string }[] = [];
  for (const { stream, data } of new Frames().push(Buffer.isBuffer(raw) ? raw : Buffer.from(raw))) {
    const pieces = (partial[stream] + data.toString('utf8')).split('\n');
    partial[stream] = (pieces.pop() ?? '').slice(0, MAX_LINE);
    for (const text of pieces) all.push({ stream, text });
  }
  for (const stream of ['out', 'err'] as const) if (partial[stream] !== '') all.push({ stream, text: partial[stream] });
  const dropped = all.length < from ? from - all.length : 0;
  const lines: LogPage['lines'] = [];
  let size = 0;
  for (const { stream, text } of all.slice(dropped > 0 ? 0 : from)) {
    const [, at = '', said = text] = /^(\S+) ?([\s\S]*)$/.exec(text) ?? [];
    size += said.length + 64;
    if (size > MAX_PAGE) break;
    lines.push({ at, stream, text: said.replace(/\r$/, '').slice(0, MAX_LINE) });
  }
  return { lines, cursor: String((dropped > 0 ? 0 : from) + lines.length), dropped };
}
