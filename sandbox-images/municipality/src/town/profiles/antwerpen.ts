import { ANTWERPEN } from '../../data/municipalities.ts';
import type { ProfileShape } from './profile.ts';

/** A city with districts, many flats (facts.json `multiFamilyBigCities`), many nationalities. */
export const antwerpen: ProfileShape = {
  version: 1,
  date: '2026-01-01',
  population: 530_000,
  places: [ANTWERPEN],
  flats: 0.6,
  block: [3, 28],
  street: [10, 110],
  lot: 7,
  foreign: 0.22,
  origins: [
    ['nl', 55],
    ['ma', 13],
    ['tr', 6],
    ['hollands', 6],
    ['pl', 5],
    ['fr', 4],
    ['es', 3],
    ['ro', 3],
    ['bg', 2],
    ['it', 2],
    ['ua', 1],
  ],
  enterprises: 60_000,
};
