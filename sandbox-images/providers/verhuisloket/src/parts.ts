import type { Config, Planted } from './config.ts';
import type { Database } from './database.ts';
import type { Login } from './login.ts';
import type { Town } from './town.ts';

/** What the pages work with. */
export interface Parts {
  readonly config: Config;
  readonly planted: Planted;
  readonly database: Database;
  readonly login: Pick<Login, 'begin' | 'end' | 'logoutUrl'>;
  readonly town: Pick<Town, 'address' | 'household' | 'move' | 'publish' | 'tell'>;
  readonly log: (entry: Record<string, unknown>) => void;
}
