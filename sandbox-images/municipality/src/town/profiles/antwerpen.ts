import { ANTWERPEN } from '../../data/municipalities.ts';
import type { ProfileShape } from './profile.ts';

/** A city with districts, many flats (facts.json `multiFamilyBigCities`), many nationalities. */
export const antwerpen: ProfileShape = {
  version: 3,
  date: '2026-01-01',
  population: 530_000,
  places: [ANTWERPEN],
  flats: 0.6,
  block: [3, 28],
  street: [10, 110],
  lot: 7,
  foreign: 0.22,
  belgians: [
    ['nl', 55],
    ['ma', 11],
    ['tr', 5],
    ['fr', 2],
    ['hollands', 1.5],
    ['pl', 1.2],
    ['cd', 0.8],
    ['es', 0.6],
    ['ro', 0.5],
    ['it', 0.4],
  ],
  enterprises: 60_000,
};
