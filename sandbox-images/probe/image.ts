import { defineImage } from '../../control-plane/src/images/define.ts';

/** Tries the guarantees from inside: one static program and nothing else. */
export default defineImage({
  program: { to: '/probe' },
  entrypoint: ['/probe'],
  lab: true,
});
