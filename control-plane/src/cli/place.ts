import { Option } from '@commander-js/extra-typings';
import type { Engine } from '../engines/engine.ts';
import { ENGINES, openSite } from '../engines/open.ts';
import { SitesFile } from '../engines/sites.ts';
import type { Terminal } from './command.ts';

/** `--engine`, as every command has it that needs a place for sandboxes. */
export const engineOption = () =>
  new Option('--engine <name>', 'container engine, or the cluster of KUBECONFIG')
    .choices([...ENGINES])
    .default('auto' as const);

/** `--site`, instead of it. */
export const siteOption = () =>
  new Option('--site <name>', 'a place that is named in proeftuin.config.yaml').conflicts('engine');

interface Place {
  readonly engine: (typeof ENGINES)[number];
  readonly site?: string | undefined;
}

export const sitesOf = (terminal: Terminal): SitesFile => new SitesFile(terminal.home().folder, terminal.env);

/** Opens the place that was asked for. Throws site.unknown, usage.invalid, engine.none, engine.unreachable, engine.refused. */
export async function openPlace(terminal: Terminal, { engine, site }: Place): Promise<Engine> {
  const chosen = site === undefined ? { engine, labels: {} } : sitesOf(terminal).get(site);
  return await openSite({ home: terminal.home().folder, site: chosen, progress: terminal.say });
}
