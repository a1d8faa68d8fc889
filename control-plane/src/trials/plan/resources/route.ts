import * as z from 'zod';
import { defineResource } from '../resource.ts';
import { caFileOf } from '../trust.ts';

/** The service's public address. */
export default defineResource({
  params: z.strictObject({}),
  make: ({ origin, settings }) => ({
    outputs: { url: origin, host: new URL(origin).host, caFile: caFileOf(settings) ?? '' },
  }),
});
