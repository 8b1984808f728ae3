interface Batch<Answer> {
  readonly refs: Set<string>;
  readonly answer: Promise<ReadonlyMap<string, Answer>>;
}

/**
 * Makes one question of all that are asked while the last one is under way. So a hundred callers cost one or
 * two queries and one connection.
 */
export const gathered = <Ref extends string, Answer>(
  ask: (refs: readonly Ref[]) => Promise<ReadonlyMap<Ref, Answer>>,
  atMost: number,
): ((refs: readonly Ref[]) => Promise<ReadonlyMap<Ref, Answer>>) => {
  let next: Batch<Answer> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const begin = (): Batch<Answer> => {
    const refs = new Set<string>();
    const answer = last.then(async () => {
      next = undefined;
      const all = [...refs] as Ref[];
      const answers = new Map<string, Answer>();
      for (let from = 0; from < all.length; from += atMost)
        for (const [ref, found] of await ask(all.slice(from, from + atMost)))
          answers.set(ref, found);
      return answers;
    });
    last = answer.catch(() => undefined);
    return { refs, answer };
  };

  return (refs) => {
    next ??= begin();
    for (const ref of refs) next.refs.add(ref);
    return next.answer as Promise<ReadonlyMap<Ref, Answer>>;
  };
};
