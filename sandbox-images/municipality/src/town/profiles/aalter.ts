import { AALTER } from '../../data/municipalities.ts';
import type { ProfileShape } from './profile.ts';

/** A rural municipality. Flats outside cities: facts.json `multiFamilyOutsideCities`. */
export const aalter: ProfileShape = {
  version: 3,
  date: '2026-01-01',
  population: 29_000,
  places: [AALTER],
  flats: 0.15,
  block: [2, 10],
  street: [8, 70],
  lot: 19,
  foreign: 0.05,
  belgians: [
    ['nl', 90],
    ['fr', 1.4],
    ['tr', 1],
    ['ma', 1],
    ['hollands', 0.6],
    ['pl', 0.5],
    ['ro', 0.5],
  ],
  enterprises: 3_000,
};
