import type { Version } from '../../catalogue/versions.ts';
import type { Places } from './records.ts';
import { toSnapshot } from './records.ts';

/** Members of a page. One that has a next page never changes. */
const PAGE_SIZE = 25;

const TOLD = 'http://www.w3.org/ns/prov#generatedAtTime';

/** How many pages there are; at least one. */
export const pagesOf = (all: readonly Version[]): number => Math.max(1, Math.ceil(all.length / PAGE_SIZE));

/**
 * A page of the event stream: TREE (https://treecg.github.io/specification/) with the members of LDES, oldest first, as
 * the feeds of LPDC are. Its paths are whole IRIs: the published context would read a short one as a relative address.
 */
export function feedPage(all: readonly Version[], page: number, places: Places, contexts: readonly string[]): object {
  const stream = `${places.origin}/doc/instancesnapshot`;
  const url = (n: number): string => `${stream}?pageNumber=${n}`;
  const members = all.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
  const before = all[page * PAGE_SIZE - 1];
  const after = all[(page + 1) * PAGE_SIZE];
  const relation = (type: string, n: number, at: Version | undefined): object[] =>
    at === undefined ? [] : [{ '@type': type, node: url(n), path: TOLD, value: at.told }];
  return {
    '@context': contexts,
    '@id': stream,
    '@type': 'EventStream',
    timestampPath: TOLD,
    versionOfPath: 'http://purl.org/dc/terms/isVersionOf',
    view: {
      '@id': url(page),
      '@type': 'Node',
      relation: [
        ...relation('LessThanOrEqualToRelation', page - 1, before),
        ...relation('GreaterThanOrEqualToRelation', page + 1, after),
      ],
    },
    member: members.map((v) => toSnapshot(v, places)),
  };
}
