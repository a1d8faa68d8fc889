import { defineImage } from '../../control-plane/src/images/define.ts';

/** The virtual municipality. */
export default defineImage({
  from: 'node',
  bundle: { entry: 'src/main.ts', to: '/app/main.mjs', external: ['better-sqlite3'] },
  // A native module: its prebuilt binary lies beside the bundle.
  modules: {
    names: ['better-sqlite3'],
    to: '/app',
    omit: /(^|\/)(deps|src|node-addon-api)(\/|$)|prebuilds\/(?!linux-)|\.md$|\.gyp$/,
  },
  env: { NODE_ENV: 'production' },
  entrypoint: ['/usr/local/bin/node', '/app/main.mjs'],
  workdir: '/app',
  lab: true,
});
