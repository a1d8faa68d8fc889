import type { Config, Planted } from './config.ts';
import type { Database } from './database.ts';
import type { Login } from './login.ts';
import type { Town } from './town.ts';

/** What the pages work with. */
export interface Parts {
  readonly config: Config;
  readonly planted: Planted;
  readonly database: Database;
  readonly login: Login;
  readonly town: Town;
  readonly log: (entry: Record<string, unknown>) => void;
}
