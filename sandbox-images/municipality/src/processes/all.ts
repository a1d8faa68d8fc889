import { inname } from '../systems/inname/process.ts';
import { meldingen } from '../systems/meldingen/process.ts';
import { vergunningen } from '../systems/vergunningen/process.ts';
import type { LocalProcess } from './process.ts';

/** The local processes of the municipality. */
export const PROCESSES: readonly LocalProcess[] = [meldingen, vergunningen, inname];

export const processOf = (id: string): LocalProcess | undefined => PROCESSES.find((process) => process.id === id);
