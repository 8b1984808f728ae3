import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { AnotherCommandWithThisId, idOf, inContext } from '@onestory/event-sourcing';
import type {
  CommandContext,
  Decided,
  History,
  Loaded,
  Position,
  AsOf,
} from '@onestory/event-sourcing';
import type { AnyFact, CommandId, Decision } from '@onestory/kernel';
import { Decide } from '../deciding/decide.js';
import type { Prepare } from '../deciding/decide.js';
import type { Question } from '../deciding/sources.js';
import { RUNTIME } from '../followers/runtime.js';
import type { ServiceRuntime } from '../followers/runtime.js';
import { Admitting } from './admitting.js';
import { HEADERS, on } from './asked.js';
import type { Asked, ResourceRef } from './asked.js';
import { momentSaid } from './dto.js';
import type { Occurrence } from './dto.js';
import { etagOf } from './etag.js';
import type { KeptAnswer } from './kept-answers.js';
import { notThere, Problem, unavailable } from './problems.js';

/** What a command's request is answered with. */
export interface CommandAnswer {
  readonly id: string;
}

export interface CommandTerms<More extends object = object> {
  /** What has to be seen before it may be done; the stream itself unless this is said. */
  readonly on?: ResourceRef;
  readonly needsRevision?: boolean;
  /** Makes something new: its URL under the service's prefix, for the Location header. */
  readonly createsAt?: (id: string, decided: Decided<unknown, AnyFact>) => string;
  /** A read model that the decision looks into: waited for when the request names a position. */
  readonly readModel?: string;
  /**
   * What the command brought forth: part of the answer, also of a repeated one. `decided` is at hand when this
   * request is the one that was decided, which spares reading it again.
   */
  readonly answerWith?: (
    id: string,
    decided?: Decided<unknown, AnyFact>,
  ) => Question<More> | object;
}

/** A view of one stream carries its revision as ETag; other views have none. */
export class View<Body> {
  constructor(
    readonly body: Body,
    readonly of?: Pick<Loaded<unknown, AnyFact>, 'stream' | 'revision'>,
  ) {}
}

export interface QueryTerms {
  /** The read model that answers: waited for when the request names a position. */
  readonly readModel?: string;
  /** Sequences that the answer touches; when one is parked the answer is 503, never an old one. */
  readonly keys?: readonly string[];
}

export interface ShowTerms extends QueryTerms {
  readonly on?: ResourceRef;
  readonly until?: AsOf;
}

type Run = () => Promise<Decided<unknown, never>>;

const READ_YOUR_WRITES_MS = 2000;

/** Every act and every question passes here: decided, recorded, then run. The order is that of decision record 0011. */
@Injectable()
export class Doorkeeper {
  private readonly flights = new Map<CommandId, { body: string; answer: Promise<KeptAnswer> }>();
  private readonly admitting: Admitting;

  constructor(
    @Inject(RUNTIME) private readonly runtime: ServiceRuntime,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {
    this.admitting = new Admitting(runtime);
  }

  /** An act: gives the decision to the stream, for whoever asks. `said` tells when it happened. */
  decide<S, F extends AnyFact, More extends object = object>(
    asked: Asked,
    history: History<S, F>,
    id: string,
    decision: Decision<S, F>,
    said: Occurrence = {},
    terms: CommandTerms<More> = {},
  ): Promise<CommandAnswer & More> {
    return this.fetchAndDecide(asked, history, id, () => decision, said, terms);
  }

  /** An act whose decision has to learn something first: fetched once it is known that it may be done. */
  fetchAndDecide<S, F extends AnyFact, More extends object = object>(
    asked: Asked,
    history: History<S, F>,
    id: string,
    prepare: Prepare<S, F>,
    said: Occurrence = {},
    terms: CommandTerms<More> = {},
  ): Promise<CommandAnswer & More> {
    const when = momentSaid(said);
    const where = terms.on ?? on(history.evolution.category, id);
    return this.perform(asked, where, terms, (context) => {
      const loaded = asked.alreadyLoaded(history, id);
      return this.commands.execute(
        new Decide(context, history, id, prepare, { when, loaded }) as never,
      );
    });
  }

  command<More extends object = object>(
    asked: Asked,
    where: ResourceRef,
    command: object,
    terms: CommandTerms<More> = {},
  ): Promise<CommandAnswer & More> {
    return this.perform(asked, where, terms, (context) =>
      inContext(context, () => this.commands.execute(command as never)),
    );
  }

  /** A view of one stream, as it stands or as it was; its revision is the ETag. */
  async show<S, F extends AnyFact, Body>(
    asked: Asked,
    history: History<S, F>,
    id: string,
    body: (it: Loaded<S, F>) => Promise<Body | undefined> | Body | undefined,
    { on: where = on(history.evolution.category, id), until, ...terms }: ShowTerms = {},
  ): Promise<Body> {
    const view = async () => {
      const loaded = await asked.load(history, id, until);
      const shown = await body(loaded);
      return shown === undefined ? undefined : new View(shown, loaded);
    };
    return this.answer<Body>(asked, where, view, terms);
  }

  /** The answer to a question; nothing to answer with is nothing that is there. */
  async answer<Body>(
    asked: Asked,
    where: ResourceRef,
    question: Question<View<Body> | Body | undefined>,
    terms: QueryTerms = {},
  ): Promise<Body> {
    const { resource, verdict } = await this.admitting.admit(asked, where);
    await this.readYourWrites(asked.terms.position, terms);
    const record = () => this.admitting.record(asked, where, resource, verdict);
    if (!asked.isLastLook) {
      // What is not there yet is no answer, and is not recorded as one.
      const answer = await asked.ask(question);
      if (answer === undefined) throw notThere();
      await record();
      return this.bodyOf(asked, answer);
    }
    const [answer] = await Promise.all([asked.ask(question), record()]);
    if (answer === undefined) throw notThere();
    return this.bodyOf(asked, answer);
  }

  private bodyOf<Body>(asked: Asked, answer: View<Body> | Body): Body {
    if (!(answer instanceof View)) return answer;
    const { stream, revision } = answer.of ?? {};
    if (stream !== undefined && revision !== undefined)
      asked.terms.reply.setHeader('ETag', etagOf(asked.terms.tokens, { stream, revision }));
    return answer.body;
  }

  query<Body>(
    asked: Asked,
    where: ResourceRef,
    query: object,
    terms: QueryTerms = {},
  ): Promise<Body> {
    const ask = () => this.queries.execute(query as never) as Promise<View<Body> | undefined>;
    return this.answer<Body>(asked, where, ask, terms);
  }

  /** For the operator's pages: about the area's services, never about a person. */
  async operate(asked: Asked): Promise<void> {
    await this.admitting.admit(asked, on('area', asked.area));
  }

  private async perform<More extends object>(
    asked: Asked,
    where: ResourceRef,
    terms: CommandTerms<More>,
    run: (context: CommandContext) => ReturnType<Run>,
  ): Promise<CommandAnswer & More> {
    const { command, terms: request } = asked;
    if ((terms.needsRevision || request.needsRevision) && request.ifMatch === undefined)
      throw new Problem(428, 'if-match-required', 'Send If-Match with the ETag of your last read.');
    const body = this.runtime.platform.hashBody(request.body);
    const kept = this.runtime.keptAnswers.find(command); // beside the look at the thing itself
    kept.catch(() => undefined);
    await this.admitting.admit(asked, where);
    await this.readYourWrites(request.position, terms);
    let decided: Decided<unknown, AnyFact> | undefined;
    const answer = await this.oneFlight(command, body, async () => {
      const before = await kept;
      if (before && before.body !== body) throw new AnotherCommandWithThisId();
      if (before) return before;
      decided = await run(contextOf(asked, command, body));
      asked.decided(decided);
      return this.keep(command, body, decided, terms);
    });
    const question = terms.answerWith?.(answer.id, decided);
    const more = question && (await this.answerOf<More>(asked, question));
    reply(asked, answer);
    return { id: answer.id, ...(more as More) };
  }

  private async answerOf<More>(asked: Asked, question: Question<More> | object): Promise<More> {
    if (typeof question === 'function') return asked.ask(question as Question<More>);
    return ((await this.queries.execute(question as never)) as View<More>).body;
  }

  private async oneFlight(
    id: CommandId,
    body: string,
    fly: () => Promise<KeptAnswer>,
  ): Promise<KeptAnswer> {
    const flying = this.flights.get(id);
    if (flying) {
      if (flying.body !== body) throw new AnotherCommandWithThisId();
      return flying.answer;
    }
    const answer = fly().finally(() => this.flights.delete(id));
    this.flights.set(id, { body, answer });
    return answer;
  }

  private async keep(
    id: CommandId,
    body: string,
    decided: Decided<unknown, AnyFact>,
    { createsAt }: CommandTerms,
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
    if (decided.facts.length === 0) await keptAnswers.keepNow(id, body, answer);
    else keptAnswers.keepSoon(id, body, answer);
    return answer;
  }

  private async readYourWrites(position: Position | undefined, terms: QueryTerms): Promise<void> {
    if (terms.readModel === undefined) return;
    const behind = unavailable('read-model-behind', 'This view has not seen that yet. Ask again.');
    if (terms.keys && (await this.runtime.isParked(terms.readModel, terms.keys))) throw behind;
    if (position === undefined) return;
    if (!(await this.runtime.waitFor(terms.readModel, position, READ_YOUR_WRITES_MS))) throw behind;
  }
}

const contextOf = (asked: Asked, command: CommandId, commandBody: string): CommandContext => {
  const { actor, correlation, traceparent, ifMatch } = asked.terms;
  return {
    command,
    commandBody,
    actor: actor.id,
    agency: actor.agency,
    area: actor.area,
    correlation,
    causation: command,
    ...(traceparent && { traceparent }),
    ...(ifMatch && { seen: ifMatch }),
  };
};

const reply = ({ terms }: Asked, answer: KeptAnswer): void => {
  const { reply: to, tokens } = terms;
  const { stream, revision } = answer;
  to.status(answer.location === null ? 200 : 201);
  if (stream !== null && revision !== null)
    to.setHeader('ETag', etagOf(tokens, { stream, revision: BigInt(revision) }));
  if (answer.position !== null)
    to.setHeader(HEADERS.position, tokens.seal('position', answer.position));
  if (answer.location !== null) to.setHeader('Location', answer.location);
};
