import { dayIn } from '@proeftuin/contract/day';
import * as z from 'zod';
import type { Municipality } from '../../open.ts';
import { asJson, call, jsonOf } from '../../testing/open.ts';
import type { Person } from '../../town/types.ts';
import type { LocalProcess } from '../process.ts';

/** Somebody who files, the same one each time. */
export function filer({ shared: { town } }: Municipality): Person {
  const [person] = town.people.select({ adult: true }, 1);
  if (person === undefined) throw new Error('nobody');
  return person;
}

/** A filing that is in order today. */
export const filingOf = (m: Municipality, process: LocalProcess) =>
  process.example({
    insz: filer(m).insz,
    address: m.shared.town.addresses.byIndex(0).uri,
    today: dayIn(m.shared.clock.now()),
  });

/** Files it, with some fields other than in the example. */
export const fileWith = (
  m: Municipality,
  process: LocalProcess,
  more: object = {},
  headers: Record<string, string> = {},
) =>
  call(m, process.id, '/v1/zaken', {
    method: 'POST',
    headers: asJson(headers),
    body: JSON.stringify({ ...filingOf(m, process), ...more }),
  });

/** Files the example; its id. */
export const fileExample = async (m: Municipality, process: LocalProcess): Promise<string> =>
  (await jsonOf(fileWith(m, process), z.looseObject({ id: z.string() }))).id;
