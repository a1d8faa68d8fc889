import { LEIEDAL } from '../../data/municipalities.ts';
import type { ProfileShape } from './profile.ts';

/** An intermunicipal region: thirteen municipalities in one sandbox. */
export const leiedal: ProfileShape = {
  version: 1,
  date: '2026-01-01',
  population: 290_000,
  places: LEIEDAL,
  flats: 0.22,
  block: [2, 16],
  street: [8, 80],
  lot: 13,
  foreign: 0.09,
  origins: [
    ['nl', 82],
    ['fr', 5],
    ['ma', 3],
    ['tr', 1.5],
    ['hollands', 1],
    ['pl', 2],
    ['ro', 2],
    ['bg', 1],
    ['es', 1],
    ['ua', 1.5],
  ],
  enterprises: 33_000,
};
