import { LEIEDAL } from '../../data/municipalities.ts';
import type { ProfileShape } from './profile.ts';

/** An intermunicipal region: thirteen municipalities in one sandbox. */
export const leiedal: ProfileShape = {
  version: 3,
  date: '2026-01-01',
  population: 290_000,
  places: LEIEDAL,
  flats: 0.22,
  block: [2, 16],
  street: [8, 80],
  lot: 13,
  foreign: 0.09,
  belgians: [
    ['nl', 82],
    ['fr', 4.2],
    ['ma', 2.2],
    ['tr', 1.1],
    ['pl', 0.5],
    ['it', 0.4],
    ['ro', 0.4],
    ['cd', 0.2],
  ],
  enterprises: 33_000,
};
