import { AALTER } from '../../data/municipalities.ts';
import type { ProfileShape } from './profile.ts';

/** A rural municipality. Flats outside cities: facts.json `multiFamilyOutsideCities`. */
export const aalter: ProfileShape = {
  version: 1,
  date: '2026-01-01',
  population: 29_000,
  places: [AALTER],
  flats: 0.15,
  block: [2, 10],
  street: [8, 70],
  lot: 19,
  foreign: 0.05,
  origins: [
    ['nl', 90],
    ['hollands', 2],
    ['fr', 2],
    ['pl', 1.5],
    ['ro', 1.5],
    ['tr', 1],
    ['ma', 1],
    ['ua', 1],
  ],
  enterprises: 3_000,
};
