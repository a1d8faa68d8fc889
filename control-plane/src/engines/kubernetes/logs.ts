import type { LogPage } from '../engine.ts';
import { type Api, ApiError } from './api.ts';
import { pathOf } from './place.ts';

const MAX_PAGE = 1024 * 1024;
const MAX_LINE = 16 * 1024;

/**
 * A page of a container's log from a cursor: the time of the last line that was read, and how many of that time were. A
 * cluster bounds logs itself, and does not tell the streams apart: all is `out`. When the last line is no longer there,
 * something after it may be gone too: `dropped` is then 1, at least one byte.
 */
export async function readLog(
  api: Api,
  at: { id: string; pod: string; container: string },
  cursor: string,
): Promise<LogPage> {
  const [last = '', count = '0'] = cursor.split(' ');
  const since = last === '' ? {} : { sinceTime: `${last.slice(0, 19)}Z` };
  const query = { container: at.container, timestamps: true, ...since };
  let text: string;
  try {
    text = await api.text(`${pathOf.core(at.id, 'pods')}/${at.pod}/log`, { query });
  } catch (error) {
    // Not there, or not begun.
    if (error instanceof ApiError && [400, 404].includes(error.status)) return { lines: [], cursor, dropped: 0 };
    throw error;
  }
  let skip = Number(count);
  const rest = parse(text).filter((line) => {
    if (line.at !== last || skip === 0) return line.at >= last;
    skip -= 1;
    return false;
  });
  const lines: LogPage['lines'] = [];
  let size = 0;
  for (const line of rest) {
    size += line.text.length + 64;
    if (size > MAX_PAGE) break;
    lines.push(line);
  }
  const end = lines.at(-1)?.at;
  if (end === undefined) return { lines, cursor, dropped: 0 };
  const same = lines.filter((line) => line.at === end).length + (end === last ? Number(count) : 0);
  return { lines, cursor: `${end} ${same}`, dropped: skip > 0 ? 1 : 0 };
}

const parse = (text: string): LogPage['lines'] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const space = line.indexOf(' ');
      const said = line.slice(space + 1).replace(/\r$/, '');
      return { at: even(line.slice(0, space)), stream: 'out' as const, text: said.slice(0, MAX_LINE) };
    });

/** Times that sort as text: UTC, nine digits of a second, which the kubelet cuts at their last zero. */
function even(at: string): string {
  const seconds = new Date(Date.parse(at) || 0).toISOString().slice(0, 19);
  return `${seconds}.${(/\.(\d+)/.exec(at)?.[1] ?? '').padEnd(9, '0')}Z`;
}
