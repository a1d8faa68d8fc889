import { defineView } from '../define.ts';
import { isLab } from '../http.ts';

/** A name looked up, or an address dialled, that the service never declared. */
interface Dial {
  readonly id: string;
  readonly name: string;
  readonly how: 'dns' | 'tcp' | 'http';
}

/** Names that a resolver makes up itself are nobody's call. */
const OWN_NAMES = /^[^.]*$|\.(local|localdomain|internal|arpa|lan|localhost)$/;

export const undeclaredDials = defineView({
  // A service that ends at once because it finds no way out has done no exchange.
  needs: ['lifecycle'],
  uses: ['exchange', 'dns-query', 'connection'],
  of(evidence): readonly Dial[] {
    const names = evidence['dns-query'];
    const known = new Set(names.filter((q) => q.data.known).map((q) => q.data.name.toLowerCase()));
    const suffixed = (name: string) => [...known].some((k) => name.startsWith(`${k}.`));
    const asked = names
      .filter((q) => !isLab(q.data.from) && !q.data.known)
      .map((q) => ({ id: q.id, name: q.data.name.toLowerCase().replace(/\.$/, ''), how: 'dns' as const }))
      .filter(({ name }) => !OWN_NAMES.test(name) && !suffixed(name));
    const dialled = evidence.connection
      .filter((c) => !isLab(c.data.from) && !c.data.allowed)
      .map((c) => ({ id: c.id, name: `${c.data.name}:${c.data.port}`, how: 'tcp' as const }));
    const called = evidence.exchange
      .filter((e) => !isLab(e.data.from) && e.data.failure === 'no-door')
      .map((e) => ({ id: e.id, name: URL.parse(e.data.url)?.host ?? e.data.url, how: 'http' as const }));
    return [...asked, ...dialled, ...called];
  },
});
