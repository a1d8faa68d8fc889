import { defineImage } from '../../control-plane/src/images/define.ts';

/** Node on the base, for the lab's own parts and for providers: `FROM proeftuin/node:24`. */
export default defineImage({
  from: 'base',
  node: true,
  command: ['/usr/local/bin/node'],
  alias: `proeftuin/node:${process.versions.node.split('.')[0]}`,
});
