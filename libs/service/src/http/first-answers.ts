import { AnotherCommandWithThisId, idOf } from '@onestory/event-sourcing';
import type { Decided, StreamName } from '@onestory/event-sourcing';
import type { AnyFact, CommandId } from '@onestory/kernel';
import type { ServiceRuntime } from '../followers/runtime.js';
import { HEADERS } from './asked.js';
import type { Asked } from './asked.js';
import { etagOf } from './etag.js';
import type { KeptAnswer } from './kept-answers.js';

/** What was decided the first time, and where what it made is found. */
interface Done {
  readonly decided: Decided<unknown, AnyFact>;
  readonly createsAt: ((id: string, decided: Decided<unknown, AnyFact>) => string) | undefined;
}

type Found = ReturnType<ServiceRuntime['keptAnswers']['find']>;

/**
 * Each command has one answer, its first: who repeats it later gets what was kept, and who repeats it while it is
 * being decided waits for that.
 */
export class FirstAnswers {
  private readonly flights = new Map<CommandId, { body: string; answer: Promise<KeptAnswer> }>();

  constructor(private readonly runtime: Pick<ServiceRuntime, 'name' | 'keptAnswers'>) {}

  /** A failed read reaches those who wait for the answer; it may be that nobody does. */
  find(command: CommandId): Found {
    const kept = this.runtime.keptAnswers.find(command);
    kept.catch(() => undefined);
    return kept;
  }

  async to(
    command: CommandId,
    body: string,
    kept: Found,
    decide: () => Promise<Done>,
  ): Promise<KeptAnswer> {
    const flying = this.flights.get(command);
    if (flying) {
      if (flying.body !== body) throw new AnotherCommandWithThisId();
      return flying.answer;
    }
    const answer = this.first(command, body, kept, decide).finally(() =>
      this.flights.delete(command),
    );
    this.flights.set(command, { body, answer });
    return answer;
  }

  private async first(
    command: CommandId,
    body: string,
    kept: Found,
    decide: () => Promise<Done>,
  ): Promise<KeptAnswer> {
    const before = await kept;
    if (before && before.body !== body) throw new AnotherCommandWithThisId();
    if (before) return before;
    return this.keep(command, body, await decide());
  }

  private async keep(
    command: CommandId,
    body: string,
    { decided, createsAt }: Done,
  ): Promise<KeptAnswer> {
    const thing = idOf(decided.stream);
    const answer: KeptAnswer = {
      id: thing,
      stream: decided.stream,
      revision: decided.revision?.toString() ?? null,
      position: decided.position ?? null,
      location: createsAt ? `/${this.runtime.name}${createsAt(thing, decided)}` : null,
    };
    const { keptAnswers } = this.runtime;
    if (decided.facts.length === 0) await keptAnswers.keepNow(command, body, answer);
    else keptAnswers.keepSoon(command, body, answer);
    return answer;
  }
}

/** The revision of what was read or decided on, as a token that is good for an If-Match. */
export const tellRevision = (
  { terms: { reply, tokens } }: Asked,
  { stream, revision }: { stream: StreamName; revision: bigint | undefined },
): void => {
  if (revision !== undefined) reply.setHeader('ETag', etagOf(tokens, { stream, revision }));
};

/** The headers of an answer to a command: the same the second time. */
export const replyWith = (answer: KeptAnswer, asked: Asked): void => {
  const { reply, tokens } = asked.terms;
  const { stream, revision, position, location } = answer;
  reply.status(location === null ? 200 : 201);
  if (stream !== null && revision !== null)
    tellRevision(asked, { stream, revision: BigInt(revision) });
  if (position !== null) reply.setHeader(HEADERS.position, tokens.seal('position', position));
  if (location !== null) reply.setHeader('Location', location);
};
