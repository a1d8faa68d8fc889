import type { Town } from '../../town/types.ts';
import type { Dossier } from './schema.ts';

const WHAT = 'dossier';

/** A case as a service published it, with whose it is. */
export interface Published {
  readonly id: string;
  readonly service: string;
  /** `p-1`, or empty when no agent is a resident. */
  readonly subject: string;
  readonly product: string;
  readonly status: string;
  /** Lab time, ISO 8601. */
  readonly at: string;
  readonly dossier: Dossier;
}

export const keep = (town: Town, published: Published): void => {
  const subject = `dossier/${published.id}`;
  const before = town.happened.read(subject, WHAT) ?? '';
  town.happened.write('dossiers', subject, WHAT, before, JSON.stringify(published));
};

export const dossierOf = (town: Town, id: string): Published | undefined => {
  const text = town.happened.read(`dossier/${id}`, WHAT);
  return text === undefined ? undefined : (JSON.parse(text) as Published);
};

/** All published cases, in the order in which they first came. */
export const dossiersOf = (town: Town): Published[] =>
  town.happened.subjects(WHAT).flatMap((subject) => dossierOf(town, subject.slice('dossier/'.length)) ?? []);
