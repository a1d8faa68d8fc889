/** Does an answer hold all that was sent? Lists must be as long: an added rule of a policy would be a hole. */
export function holds(answer: unknown, sent: unknown, field?: string): boolean {
  if (field !== undefined) return sent === undefined || holds(fieldOf(answer, field), sent);
  if (Array.isArray(sent)) {
    if (!Array.isArray(answer)) return sent.length === 0 && answer === undefined;
    return answer.length === sent.length && sent.every((one, n) => holds(answer[n], one));
  }
  if (typeof sent === 'object' && sent !== null)
    return Object.entries(sent).every(([key, value]) => holds(fieldOf(answer, key), value));
  return String(answer) === String(sent);
}

const fieldOf = (object: unknown, key: string): unknown =>
  typeof object === 'object' && object !== null
    ? Object.entries(object).find(([name]) => name === key)?.[1]
    : undefined;
