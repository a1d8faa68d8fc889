/**
 * The media type to answer in: of those that we have (best first), the one that the caller's Accept header likes most;
 * undefined when it takes none (406). RFC 9110, 12.5.1: a more specific range says more than a wider one.
 */
export function negotiate<T extends string>(accept: string | undefined, types: readonly T[]): T | undefined {
  const ranges = (accept === undefined || accept.trim() === '' ? '*/*' : accept).split(',').map((part) => {
    const [range = '', ...params] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const q = params.find((p) => p.startsWith('q='));
    return { range, q: q === undefined ? 1 : Number(q.slice(2)) || 0 };
  });
  const liking = (type: T): number => {
    const wide = `${type.split('/')[0]}/*`;
    const found =
      ranges.find(({ range }) => range === type) ??
      ranges.find(({ range }) => range === wide) ??
      ranges.find(({ range }) => range === '*/*');
    return found?.q ?? 0;
  };
  const best = types.map((type) => ({ type, q: liking(type) })).reduce((a, b) => (b.q > a.q ? b : a));
  return best.q > 0 ? best.type : undefined;
}
