const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field that nobody announced, in the answer itself and in the items of its lists. */
export function withField(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (isObject(item) ? withField(item) : item));
  if (!isObject(value)) return value;
  const inner = Object.entries(value).map(([key, item]) => [key, Array.isArray(item) ? withField(item) : item]);
  return { ...Object.fromEntries(inner), nieuwVeld: { code: 'onaangekondigd', lijst: [1, 2, 3] } };
}

/** The last item of each list comes twice. */
export function withTwins(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? value : [...value, value.at(-1)];
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, Array.isArray(item) ? withTwins(item) : item]),
  );
}
