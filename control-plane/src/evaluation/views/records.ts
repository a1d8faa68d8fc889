import type { EvidenceOf, Kind } from '@proeftuin/contract/evidence';
import { defineView, type View } from '../define.ts';

const one = <K extends Kind>(kind: K): View<readonly EvidenceOf<K>[]> =>
  defineView({ needs: [kind], of: (evidence) => evidence[kind] });

/** Records of one kind as they are. */
export const logins = one('login');
export const images = one('image');
export const sockets = one('listening');
export const lifecycles = one('lifecycle');
export const usage = one('usage-sample');
export const looks = one('look');

/** Lines that the provider logged: rightly none when it is silent. */
export const logLines = defineView({
  needs: ['lifecycle'],
  uses: ['log-line'],
  of: (evidence) => evidence['log-line'],
});

/** Data of persons that registers handed to a service, not what the municipality looked at itself: rightly none when it asks for nobody. */
export const accesses = defineView({
  needs: ['exchange'],
  uses: ['register-access'],
  of: (evidence) => evidence['register-access'].filter(({ data }) => !data.client.startsWith('gemeente:')),
});

/** Steps of all stories: rightly none when nobody played one. */
export const steps = defineView({ needs: [], uses: ['step'], of: (evidence) => evidence.step });
