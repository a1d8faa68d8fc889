import { defineImage } from '../../control-plane/src/images/define.ts';

/** The virtual municipality. */
export default defineImage({
  from: 'node',
  bundle: { entry: 'src/main.ts', to: '/app/main.mjs' },
  env: { NODE_ENV: 'production' },
  entrypoint: ['/usr/local/bin/node', '/app/main.mjs'],
  workdir: '/app',
  lab: true,
});
