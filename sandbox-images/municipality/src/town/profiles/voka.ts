import { HARELBEKE } from '../../data/municipalities.ts';
import type { ProfileShape } from './profile.ts';

/** Businesses first: an industrial municipality with three times as many enterprises as others of its size. */
export const voka: ProfileShape = {
  version: 1,
  date: '2026-01-01',
  population: 29_000,
  places: [HARELBEKE],
  flats: 0.2,
  block: [2, 12],
  street: [8, 70],
  lot: 14,
  foreign: 0.1,
  origins: [
    ['nl', 84],
    ['fr', 4],
    ['ma', 3],
    ['tr', 2],
    ['hollands', 1],
    ['pl', 2],
    ['ro', 2],
    ['ua', 2],
  ],
  enterprises: 9_000,
};
