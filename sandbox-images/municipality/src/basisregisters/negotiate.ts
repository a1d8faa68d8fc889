/** The type of an answer by its Accept header (RFC 9110, section 12.5.1), the server's own order where it leaves a choice. */
export function negotiate<T extends string>(accept: string | undefined, types: readonly T[]): T | undefined {
  const ranges = (accept === undefined || accept.trim() === '' ? '*/*' : accept)
    .split(',')
    .map((part) => {
      const [range = '', ...params] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const q = params.find((p) => p.startsWith('q='));
      return { range, q: q === undefined ? 1 : Number(q.slice(2)) };
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { range } of ranges) {
    const found = types.find((t) => range === t || range === '*/*' || range === `${t.split('/')[0]}/*`);
    if (found !== undefined) return found;
  }
  return undefined;
}
