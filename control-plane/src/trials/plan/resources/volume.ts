import * as z from 'zod';
import { defineResource } from '../resource.ts';

const MIB = 1024 * 1024;

/** A bounded volume that lives as long as the sandbox. */
export default defineResource({
  params: z.strictObject({ size: z.int().min(1).max(1024).default(64).describe('MiB') }),
  make: ({ id, params }) => ({ outputs: { source: id }, volume: params.size * MIB }),
});
