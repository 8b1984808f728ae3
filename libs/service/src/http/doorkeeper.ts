import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { decide, readRelationships } from '@onestory/access';
import type { Resource } from '@onestory/access';
import { AnotherCommandWithThisId, idOf, inContext } from '@onestory/event-sourcing';
import type { CommandContext, Decided, Position } from '@onestory/event-sourcing';
import { idFrom } from '@onestory/kernel';
import type { AnyFact, CommandId } from '@onestory/kernel';
import { PLATFORM } from '../platform/platform.js';
import type { Platform } from '../platform/platform.js';
import { RUNTIME } from '../followers/runtime.js';
import type { ServiceRuntime } from '../followers/runtime.js';
import type { Asked, On } from './asked.js';
import type { KeptAnswer } from './kept-answers.js';
import {
  malformed,
  notForYourRole,
  notThere,
  NotYetKnown,
  Problem,
  unavailable,
} from './problems.js';

/** What a command's request is answered with. */
export interface CommandAnswer {
  readonly id: string;
  readonly revision: string | null;
}

export interface CommandTerms {
  /** 428 without If-Match: completing, deciding, handing over. */
  readonly needsRevision?: boolean;
  /** Makes something new: its URL under the service's prefix, for the Location header. */
  readonly createsAt?: (id: string, decided: Decided<unknown, AnyFact>) => string;
  /** A read model that the decision looks into: waited for when the request names a position. */
  readonly readModel?: string;
  /** A query of what the command brought forth, given its id: its view is part of the answer, also of a repeated one. */
  readonly answerWith?: (id: string) => object;
}

/** A view of one stream carries its revision as ETag; other views have none. */
export class View<Body> {
  constructor(
    readonly body: Body,
    readonly revision?: bigint,
  ) {}
}

export interface QueryTerms {
  /** The read model that answers: waited for when the request names a position. */
  readonly readModel?: string;
  /** Sequences that the answer touches; when one is parked the answer is 503, never an old one. */
  readonly keys?: readonly string[];
}

const LOOK_AGAIN_MS = 20;
const READ_YOUR_WRITES_MS = 2000;

/** Every command and query passes here: decided, recorded, then run. The order is that of decision record 0011. */
@Injectable()
export class Doorkeeper {
  private readonly flights = new Map<CommandId, { body: string; answer: Promise<KeptAnswer> }>();

  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(RUNTIME) private readonly runtime: ServiceRuntime,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  async command<More extends object = object>(
    asked: Asked,
    on: On,
    command: object,
    terms: CommandTerms = {},
  ): Promise<CommandAnswer & More> {
    if (asked.idempotencyKey === undefined)
      throw malformed([
        {
          pointer: '#header/Idempotency-Key',
          detail: 'is required: a new uuid for each thing you do',
        },
      ]);
    if (terms.needsRevision && asked.ifMatch === undefined)
      throw new Problem(428, 'if-match-required', 'Send If-Match with the ETag of your last read.');
    await this.admit(asked, on);
    await this.readYourWrites(asked.position, terms);
    const { actor, method, path } = asked;
    const id = idFrom<CommandId>(actor.id, actor.agency, method, path, asked.idempotencyKey);
    const body = this.platform.hashBody(asked.body);
    const answer = await this.oneFlight(id, body, () => this.run(asked, id, body, command, terms));
    const more = await this.answerTo<More>(answer.id, terms);
    this.reply(asked, answer);
    return { id: answer.id, revision: answer.revision, ...more };
  }

  private async answerTo<More extends object>(id: string, terms: CommandTerms): Promise<More> {
    if (!terms.answerWith) return {} as More;
    const view: View<More> = await this.queries.execute(terms.answerWith(id) as never);
    return view.body;
  }

  async query<Body>(asked: Asked, on: On, query: object, terms: QueryTerms = {}): Promise<Body> {
    const { resource, rule } = await this.admit(asked, on);
    await this.readYourWrites(asked.position, terms);
    const [answer] = await Promise.all([
      this.queries.execute(query as never) as Promise<View<Body> | undefined>,
      this.recordAccess(asked, on, resource, true, rule),
    ]);
    if (answer === undefined) throw notThere();
    if (answer.revision !== undefined) asked.reply.setHeader('ETag', `"${answer.revision}"`);
    return answer.body;
  }

  /** For the operator's pages: about the area's services, never about a person. */
  async operate(asked: Asked): Promise<void> {
    await this.admit(asked, { kind: 'area', id: asked.actor.area });
  }

  /** Decides whether this may be asked; with `Prefer: wait` it keeps looking, whatever the reason. */
  private async admit(asked: Asked, on: On): Promise<{ resource: Resource; rule: string }> {
    const deadline = this.platform.time.monotonic() + asked.waitMs;
    while (true) {
      const { resource, verdict } = await this.look(asked, on);
      if (resource && verdict.allow) {
        asked.admitted = true;
        return { resource, rule: verdict.rule };
      }
      const forbidden = !verdict.allow && verdict.status === 403;
      if (forbidden || this.platform.time.monotonic() >= deadline) {
        await this.recordAccess(asked, on, resource, false, verdict.rule);
        throw forbidden ? notForYourRole() : notThere();
      }
      await pause(LOOK_AGAIN_MS);
    }
  }

  /** What is not there costs the same look as what is not yours. */
  private async look(asked: Asked, on: On) {
    const at = this.platform.clock.now();
    const found = await this.runtime.load(on, asked);
    const resource: Resource = found ?? {
      kind: on.kind,
      id: on.id,
      area: asked.actor.area,
      children: [],
      holders: {},
    };
    const { area, children, episode } = resource;
    const about = { area, children, at, ...(episode && { episode }) };
    const relationships = await readRelationships(about, this.runtime.database);
    const verdict = decide(asked.actor, asked.action, resource, { at, relationships });
    return { resource: found, verdict };
  }

  private async recordAccess(
    asked: Asked,
    on: On,
    resource: Resource | undefined,
    allowed: boolean,
    rule: string,
  ): Promise<void> {
    const { actor, action, correlation } = asked;
    await this.runtime.accessLog
      .record({
        actor: actor.id,
        agency: actor.agency,
        area: actor.area,
        action,
        resource: on.kind,
        children: resource?.children ?? [],
        ...(resource?.episode && { episode: resource.episode }),
        decision: allowed ? 'allow' : 'deny',
        rule,
        at: this.platform.clock.now(),
        correlation,
      })
      .catch(() => {
        throw unavailable(
          'no-record-no-answer',
          'The record of this access cannot be kept. Ask again.',
        );
      });
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

  private async run(
    asked: Asked,
    id: CommandId,
    body: string,
    command: object,
    terms: CommandTerms,
  ): Promise<KeptAnswer> {
    const kept = await this.runtime.keptAnswers.find(id);
    if (kept && kept.body !== body) throw new AnotherCommandWithThisId();
    if (kept) return kept;
    const decided = await this.execute(asked, id, body, command);
    const thing = idOf(decided.stream);
    const location = terms.createsAt?.(thing, decided as unknown as Decided<unknown, AnyFact>);
    const answer: KeptAnswer = {
      id: thing,
      revision: decided.revision?.toString() ?? null,
      position: decided.position ?? null,
      location: location === undefined ? null : `/${this.runtime.name}${location}`,
    };
    if (decided.facts.length === 0) await this.runtime.keptAnswers.keepNow(id, body, answer);
    else this.runtime.keptAnswers.keepSoon(id, body, answer);
    return answer;
  }

  private async execute(
    asked: Asked,
    command: CommandId,
    commandBody: string,
    what: object,
  ): Promise<Decided<unknown, never>> {
    const context: CommandContext = {
      command,
      commandBody,
      actor: asked.actor.id,
      agency: asked.actor.agency,
      area: asked.actor.area,
      correlation: asked.correlation,
      causation: command,
      ...(asked.traceparent && { traceparent: asked.traceparent }),
      ...(asked.ifMatch !== undefined && { expectedRevision: asked.ifMatch }),
    };
    const deadline = this.platform.time.monotonic() + asked.waitMs;
    while (true) {
      try {
        return await inContext(context, () => this.commands.execute(what as never));
      } catch (error) {
        const known = !(error instanceof NotYetKnown);
        if (known || this.platform.time.monotonic() >= deadline) throw error;
        await pause(LOOK_AGAIN_MS);
      }
    }
  }

  private reply({ reply }: Asked, answer: KeptAnswer): void {
    reply.status(answer.location === null ? 200 : 201);
    if (answer.revision !== null) reply.setHeader('ETag', `"${answer.revision}"`);
    if (answer.position !== null) reply.setHeader('OneStory-Position', answer.position);
    if (answer.location !== null) reply.setHeader('Location', answer.location);
  }

  private async readYourWrites(position: Position | undefined, terms: QueryTerms): Promise<void> {
    if (terms.readModel === undefined) return;
    const behind = unavailable('read-model-behind', 'This view has not seen that yet. Ask again.');
    if (terms.keys && (await this.runtime.isParked(terms.readModel, terms.keys))) throw behind;
    if (position === undefined) return;
    if (!(await this.runtime.waitFor(terms.readModel, position, READ_YOUR_WRITES_MS))) throw behind;
  }
}
