/** The end of what a program said when it failed; a program that is not there says nothing itself. */
export function saidBy(cause: unknown): string {
  const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
  return (said || String(cause)).slice(-600);
}
