import { defineImage } from '../../control-plane/src/images/define.ts';

/** The gateway, the sluis and the pipe to the hub: one bundle, told apart by the first argument. */
export default defineImage({
  from: 'node',
  bundle: { entry: 'src/main.ts', to: '/app/main.mjs' },
  env: { NODE_ENV: 'production' },
  entrypoint: ['/usr/local/bin/node', '/app/main.mjs'],
  workdir: '/app',
  lab: true,
});
