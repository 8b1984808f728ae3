import type { Database } from './sql.js';

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes one question of all that are asked while the last one is under way, so that a hundred callers cost one or
 * two round trips. `ask` answers in the order of the questions; when it fails, all whom it would have answered fail.
 */
export const gathering = <Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  atMost: number,
): ((question: Question) => Promise<Answer>) => {
  let waiting: Waiting<Question, Answer>[] = [];
  let isAsking = false;

  const answerAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const asked = waiting.slice(0, atMost);
      waiting = waiting.slice(atMost);
      try {
        const answers = await ask(asked.map(({ question }) => question));
        asked.forEach(({ resolve }, index) => resolve(answers[index]!));
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    isAsking = false; // in the same step as the last look, so that nobody is left waiting
  };

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (isAsking) return;
      isAsking = true;
      setImmediate(() => void answerAll()); // whoever the same news has woken asks with it
    });
};

/** The same for what is asked of databases: of those who ask the same database, in one statement. */
export const gatheringBy = <Question, Answer>(
  ask: (questions: readonly Question[], database: Database) => Promise<readonly Answer[]>,
  atMost: number,
): ((question: Question, database: Database) => Promise<Answer>) => {
  const asking = new WeakMap<Database, (question: Question) => Promise<Answer>>();
  return (question, database) => {
    const known = asking.get(database);
    if (known) return known(question);
    const gathered = gathering<Question, Answer>((all) => ask(all, database), atMost);
    asking.set(database, gathered);
    return gathered(question);
  };
};
