import { defineImage } from '../../control-plane/src/images/define.ts';

/** The gateway, the sluis and the pipe to the hub: one bundle, told apart by the first argument. */
export default defineImage({
  from: 'node',
  bundle: { entry: 'src/main.ts', to: '/app/main.mjs' },
  // A small young generation: what streams by is freed at once, not kept until 64 MB of it lie about (bench/gateway.ts).
  env: { NODE_ENV: 'production', NODE_OPTIONS: '--max-semi-space-size=1' },
  entrypoint: ['/usr/local/bin/node', '/app/main.mjs'],
  workdir: '/app',
  lab: true,
});
