/** Waits for all, also where one fails: then undoes what the others did, the last first, and throws its error. */
export const allOrNone = async <T>(
  doing: readonly Promise<T>[],
  undo: (done: T) => Promise<void> = async () => undefined,
): Promise<readonly T[]> => {
  const results = await Promise.allSettled(doing);
  const failed = results.find((it) => it.status === 'rejected');
  const done = results.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []));
  if (!failed) return done;
  for (const it of done.reverse()) await undo(it);
  throw failed.reason;
};
