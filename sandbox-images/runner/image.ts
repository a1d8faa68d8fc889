import { defineImage } from '../../control-plane/src/images/define.ts';

const EXTERNAL = ['playwright-core', 'axe-core'];

/** The runner: plays scenarios with the browser of its sandbox. */
export default defineImage({
  from: 'node',
  bundle: { entry: 'src/main.ts', to: '/app/main.mjs', external: EXTERNAL },
  modules: {
    names: EXTERNAL,
    to: '/app',
    // Not the tools for developers, nor axe's translations and its other builds.
    omit: /playwright-core\/(bin|lib\/(vite|tools|xdg-open))$|axe-core\/(locales|doc|axe\.js|sri-history\.json|standalone)/,
  },
  env: { NODE_ENV: 'production' },
  entrypoint: ['/usr/local/bin/node', '/app/main.mjs'],
  workdir: '/app',
  lab: true,
});
