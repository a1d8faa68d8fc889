export type { Town } from './types.ts';
