import { HARELBEKE } from '../../data/municipalities.ts';
import type { ProfileShape } from './profile.ts';

/** Businesses first: an industrial municipality with three times as many enterprises as others of its size. */
export const voka: ProfileShape = {
  version: 3,
  date: '2026-01-01',
  population: 29_000,
  places: [HARELBEKE],
  flats: 0.2,
  block: [2, 12],
  street: [8, 70],
  lot: 14,
  foreign: 0.1,
  belgians: [
    ['nl', 84],
    ['fr', 2.4],
    ['ma', 1.8],
    ['tr', 1.2],
    ['pl', 0.3],
    ['it', 0.3],
  ],
  enterprises: 9_000,
};
