import { defineImage } from '../../control-plane/src/images/define.ts';

/** The first process of a container in a pod: what a container engine does for it there and no cluster does. */
export default defineImage({
  program: { to: '/init' },
  entrypoint: ['/init'],
  lab: true,
});
