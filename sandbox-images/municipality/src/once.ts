/** Makes a value when it is first asked for, and keeps it: opening a town waits for nothing that nobody asks. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
