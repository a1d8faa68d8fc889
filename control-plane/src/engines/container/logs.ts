import type Docker from 'dockerode';
import type { LogPage } from '../engine.ts';
import { unlessGone } from './call.ts';
import { Frames } from './stream.ts';

const MAX_PAGE = 1024 * 1024;
const MAX_LINE = 16 * 1024;

interface Line {
  readonly at: string;
  readonly stream: 'out' | 'err';
  readonly text: string;
}

/**
 * A page of a container's log from a cursor: the time of the last line that was read, and how many of that time were. The
 * engine bounds the log at 10 MB. When that last line is no longer there something after it may be gone too: `dropped`
 * is then 1, at least one byte, since no engine counts what it rotates away.
 */
export async function readLog(docker: Docker, name: string, cursor: string): Promise<LogPage> {
  const [last = '', count = '0'] = cursor.split(' ');
  const since = last === '' ? 0 : Math.floor(Date.parse(last) / 1000);
  const options = { stdout: true, stderr: true, timestamps: true, follow: false, since } as const;
  const raw = await unlessGone(docker.getContainer(name).logs(options));
  if (raw === undefined) return { lines: [], cursor, dropped: 0 };
  let skip = Number(count);
  const rest = parse(Buffer.isBuffer(raw) ? raw : Buffer.from(raw)).filter(({ at }) => {
    if (at !== last || skip === 0) return at >= last;
    skip -= 1;
    return false;
  });
  const lines: Line[] = [];
  let size = 0;
  for (const line of rest) {
    size += line.text.length + 64;
    if (size > MAX_PAGE) break;
    lines.push(line);
  }
  const end = lines.at(-1)?.at;
  if (end === undefined) return { lines, cursor, dropped: 0 };
  const same = lines.filter(({ at }) => at === end).length + (end === last ? Number(count) : 0);
  return { lines, cursor: `${end} ${same}`, dropped: skip > 0 ? 1 : 0 };
}

/** A frame is one piece of a line, with its own time before it; a line ends with its last piece, and has its time. */
function parse(raw: Buffer): Line[] {
  const open = { out: '', err: '' };
  const last = { out: '', err: '' };
  const lines: Line[] = [];
  const end = (stream: 'out' | 'err') => {
    lines.push({ at: even(last[stream]), stream, text: open[stream].replace(/\r?\n$/, '').slice(0, MAX_LINE) });
    open[stream] = '';
  };
  for (const { stream, data } of new Frames().push(raw)) {
    const [, at = '', text = ''] = /^(\S+) ?([\s\S]*)$/.exec(data.toString('utf8')) ?? [];
    const ended = text.endsWith('\n');
    last[stream] = at;
    open[stream] = (open[stream] + text).slice(0, 2 * MAX_LINE);
    if (ended) end(stream);
  }
  for (const stream of ['out', 'err'] as const) if (open[stream] !== '') end(stream);
  return lines;
}

/** Times that sort as text, in UTC with nine digits of a second, which the engines cut at their last zero. */
function even(at: string): string {
  const seconds = new Date(Date.parse(at) || 0).toISOString().slice(0, 19);
  return `${seconds}.${(/\.(\d+)/.exec(at)?.[1] ?? '').padEnd(9, '0')}Z`;
}
