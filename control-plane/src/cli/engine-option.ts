import { Option } from '@commander-js/extra-typings';
import { ENGINES } from '../engines/open.ts';

/** `--engine`, as every command has it that needs a place for sandboxes. */
export const engineOption = () =>
  new Option('--engine <name>', 'container engine, or the cluster of KUBECONFIG')
    .choices([...ENGINES])
    .default('auto' as const);
