import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
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
import { on } from './asked.js';
import type { Asked, ResourceRef } from './asked.js';
import { momentSaid } from './dto.js';
import type { Occurrence } from './dto.js';
import { FirstAnswers, replyWith, tellRevision } from './first-answers.js';
import { notThere, Problem, unavailable } from './problems.js';

/** What a command's request is answered with. */
export interface CommandAnswer {
  readonly id: string;
}

export interface CommandTerms<More extends object = object> {
  /** What has to be seen before it may be done; the stream itself unless this is said. */
  readonly on?: ResourceRef;
  /** Makes something new: its URL under the service's prefix, for the Location header. */
  readonly createsAt?: (id: string, decided: Decided<unknown, AnyFact>) => string;
  /** A read model that the decision looks into: waited for when the request names a position. */
  readonly readModel?: string;
  /**
   * What the command brought forth: part of the answer, also of a repeated one. `decided` is at hand when this
   * request is the one that was decided, which spares reading it again.
   */
  readonly answerWith?: (id: string, decided?: Decided<unknown, AnyFact>) => Question<More>;
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

const READ_YOUR_WRITES_MS = 2000;

/** Every act and every question passes here: decided, recorded, then run. The order is that of decision record 0011. */
@Injectable()
export class Doorkeeper {
  private readonly admitting: Admitting;
  private readonly answers: FirstAnswers;

  constructor(
    @Inject(RUNTIME) private readonly runtime: ServiceRuntime,
    @Inject(CommandBus) private readonly commands: CommandBus,
  ) {
    this.admitting = new Admitting(runtime);
    this.answers = new FirstAnswers(runtime);
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

  /** A view of one stream, as it stands or as it was; its revision is the ETag. */
  async show<S, F extends AnyFact, Body>(
    asked: Asked,
    history: History<S, F>,
    id: string,
    body: (it: Loaded<S, F>) => Promise<Body | undefined> | Body | undefined,
    { on: where = on(history.evolution.category, id), until, ...terms }: ShowTerms = {},
  ): Promise<Body> {
    const view = async () => body(await asked.load(history, id, until));
    const shown = await this.answer<Body>(asked, where, view, terms);
    const { stream, revision } = await asked.load(history, id); // as the view has read it
    tellRevision(asked, { stream, revision });
    return shown;
  }

  /** The answer to a question; nothing to answer with is nothing that is there. */
  async answer<Body>(
    asked: Asked,
    where: ResourceRef,
    question: Question<Body | undefined>,
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
      return answer;
    }
    const [answer] = await Promise.all([asked.ask(question), record()]);
    if (answer === undefined) throw notThere();
    return answer;
  }

  /** For the operator's pages: about the area's services, never about a person. */
  async operate(asked: Asked): Promise<void> {
    await this.admitting.admit(asked, on('area', asked.area));
  }

  private async perform<More extends object>(
    asked: Asked,
    where: ResourceRef,
    terms: CommandTerms<More>,
    run: (context: CommandContext) => Promise<Decided<unknown, never>>,
  ): Promise<CommandAnswer & More> {
    const { command, terms: request } = asked;
    if (request.needsRevision && request.ifMatch === undefined)
      throw new Problem(428, 'if-match-required', 'Send If-Match with the ETag of your last read.');
    const body = this.runtime.platform.hashBody(request.body);
    const kept = this.answers.find(command); // beside the look at the thing itself
    await this.admitting.admit(asked, where);
    await this.readYourWrites(request.position, terms);
    let decided: Decided<unknown, AnyFact> | undefined;
    const answer = await this.answers.to(command, body, kept, async () => {
      decided = await run(contextOf(asked, command, body));
      asked.decided(decided);
      return { decided, createsAt: terms.createsAt };
    });
    const question = terms.answerWith?.(answer.id, decided);
    const more = question && (await asked.ask(question));
    replyWith(answer, asked);
    return { id: answer.id, ...(more as More) };
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
