import { clean } from '@proeftuin/contract/clean';
import type { Call } from './call.ts';
import type { Complaint } from './complaints.ts';
import type { Unread } from './paging.ts';

const MOST_PATH = 120;
const MOST_SAID = 200;

/** A stranger's text on one line: nothing in it moves, hides or turns; cut at `most` characters. */
export function shown(text: string, most: number): string {
  const line = clean(text).replaceAll(/\s+/g, ' ');
  return line.length > most ? `${line.slice(0, most - 1).toWellFormed()}…` : line;
}

const pathOf = ({ url }: Call): string => shown(url.pathname + url.search, MOST_PATH);
const said = ({ wrong, says }: Complaint): string => `         ! ${wrong}: ${shown(says, MOST_SAID)}`;

/** One line a call, and one for each thing that is wrong about it. */
export function lineOf(call: Call, complaints: readonly Complaint[]): string {
  const { at, method, system, status, ms } = call;
  const line = [
    at.slice(11, 19),
    shown(method, 8).padEnd(6),
    shown(system, 20).padEnd(14),
    status === 0 ? '---' : status,
    `${ms} ms`.padStart(9),
    pathOf(call),
  ].join(' ');
  return [line, ...complaints.map(said)].join('\n');
}

export const unreadLine = ({ call, complaint }: Unread): string =>
  `${call.at.slice(11, 19)} ${shown(call.method, 8).padEnd(6)} ${shown(call.system, 20).padEnd(14)} ${pathOf(call)}\n${said(complaint)}`;

/** The same as one JSON object a line; control characters are escaped by JSON itself. */
export function jsonOf(call: Call, complaints: readonly Complaint[], event: 'call' | 'paging' = 'call'): string {
  const { at, method, system, status, ms } = call;
  const told = complaints.map(({ wrong, says }) => ({ wrong, says: shown(says, MOST_SAID) }));
  return JSON.stringify({ event, at, method, system, path: pathOf(call), status, ms, complaints: told });
}
