import type { CommandBus } from '@nestjs/cqrs';
import {
  applyRelationships,
  decide,
  noRelationships,
  relationshipsFrom,
  serviceActor,
} from '@onestory/access';
import type { ActName, Actor } from '@onestory/access';
import { topicOf } from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';
import type {
  CommandContext,
  FollowingPorts,
  Projector,
  StoredFact,
} from '@onestory/event-sourcing';
import { Refusal } from '@onestory/kernel';
import type { AnyFact, AreaId, Instant, Sql } from '@onestory/kernel';
import { consume, contextOf } from '@onestory/messaging';
import type { Asks, Consumer } from '@onestory/messaging';
import { Decide } from '../deciding/decide.js';
import { sourcesOf } from '../deciding/sources.js';
import type {
  Known,
  MessageProjector,
  Reacted,
  Reaction,
} from '../definition/service-definition.js';
import type { ServiceRuntime } from './runtime.js';
import { Translation } from './translation.js';

/** Which published events mean something to a service, and what it does on them. */
export class Reactions {
  constructor(
    private readonly runtime: ServiceRuntime,
    private readonly commands: CommandBus,
    private readonly listeners: readonly MessageProjector[],
  ) {
    for (const reaction of runtime.definition.reactions ?? [])
      refuseUnlisted(runtime.name, reaction);
  }

  /** Gives the decisions that follow from a message. A crash repeats them; each is taken once. */
  async react(message: PublishedEvent): Promise<void> {
    const reactions = this.reactionsTo(message);
    if (reactions.length === 0) return;
    await this.keepRowsOf(message);
    for (const reaction of reactions) await this.answer(reaction, message);
  }

  /** What a message asks of a service beside its listeners' rows. */
  concernOf(message: PublishedEvent): Asks {
    if (this.reactionsTo(message).length > 0) return 'effect';
    return bearsOnRelationships(message) ? 'rows' : 'nothing';
  }

  private reactionsTo({ type }: PublishedEvent): readonly Reaction[] {
    return (this.runtime.definition.reactions ?? []).filter(
      ({ contract }) => contract.type === type,
    );
  }

  /**
   * A reaction finds its own message among the rows. Of two messages that bear on each other and are reacted to
   * at the same time, each row is there before either is looked for, so at least one reaction finds the other's.
   * The rows come once more with the listener's own group; a listener takes a message twice.
   */
  private async keepRowsOf(message: PublishedEvent): Promise<void> {
    const wanting = this.listeners.filter(({ contracts }) =>
      contracts.some(({ type }) => type === message.type),
    );
    if (wanting.length === 0) return;
    await this.runtime.database.transaction(async (sql) => {
      for (const listener of wanting) await listener.apply([message], sql);
    });
  }

  private async answer(reaction: Reaction, message: PublishedEvent): Promise<void> {
    const actor = serviceActor(this.runtime.name, message.area);
    for (const reacted of await reaction.react(message, this.known(actor))) {
      const context = contextOf(message, reaction.name, reacted.stream, {
        actor: actor.id,
        agency: actor.agency,
      });
      await this.give(reacted, context).catch((error: unknown) =>
        this.endOnRefusal(error, reaction, message),
      );
    }
  }

  private known(actor: Actor): Known {
    return { ...sourcesOf(this.runtime.sources, actor.area), actor };
  }

  private async give(reacted: Reacted, context: CommandContext): Promise<void> {
    const { history, id, decision, terms } = reacted;
    const { about, ...withoutIt } = context;
    const asGiven = {
      ...withoutIt,
      ...(about && !terms.aboutTheStream && { about }),
      ...(terms.at && { reactingTo: terms.at }),
    };
    await this.commands.execute(new Decide(asGiven, history, id, () => decision));
  }

  /** The domain's no ends the message; anything else is tried again. */
  private endOnRefusal(error: unknown, reaction: Reaction, message: PublishedEvent): void {
    if (!(error instanceof Refusal)) throw error;
    this.runtime.platform.log.info(
      {
        service: this.runtime.name,
        reaction: reaction.name,
        event: message.id,
        refusal: error.code,
      },
      'reaction refused',
    );
  }
}

/** At start: a service that does what is not listed does not run. */
const refuseUnlisted = (service: string, { name }: Reaction): void => {
  const area = 'any' as AreaId; // a service may do the same in each
  const action = `reaction.${service}.${name}` as ActName;
  const resource = { kind: 'message', id: name, area, children: [], holders: {} };
  const nothing = { at: '1990-01-01T00:00:00.000Z' as Instant, relationships: noRelationships };
  if (!decide(serviceActor(service, area), action, resource, nothing).allow)
    throw new Error(`${action} is not listed among what services may do.`);
};

/** A message that breaks its promise does: it is parked where its rows are made. */
const bearsOnRelationships = (message: PublishedEvent): boolean => {
  try {
    return relationshipsFrom(message).length > 0;
  } catch {
    return true;
  }
};

export const keepRelationships = async (
  messages: readonly PublishedEvent[],
  sql: Sql,
): Promise<void> => applyRelationships(messages.flatMap(relationshipsFrom), sql);

/** The rows that a service makes of what it tells others: relationships, and those of its listeners. */
export const OWN_MESSAGES = 'own_messages_v1';

/** Own messages come from the own store, not round the exchange: they are known even while it is cut. */
export const ownMessages = (
  reactions: Reactions,
  runtime: ServiceRuntime,
  listeners: readonly MessageProjector[],
): Projector => {
  const translation = new Translation(runtime.definition);
  const messagesOf = (batch: readonly StoredFact<AnyFact>[]) =>
    batch.flatMap((it) => translation.of(it) ?? []);
  return {
    name: OWN_MESSAGES,
    codecs: translation.codecs,
    react: {
      prepare: async (batch) => {
        for (const message of messagesOf(batch)) await reactions.react(message);
      },
    },
    project: async (batch, sql) => {
      const messages = messagesOf(batch);
      await keepRelationships(messages, sql);
      for (const listener of listeners) {
        const types = new Set(listener.contracts.map(({ type }) => type));
        const wanted = messages.filter(({ type }) => types.has(type));
        if (wanted.length > 0) await listener.apply(wanted, sql);
      }
    },
  };
};

/** What others say: relationships and reactions in one group, and a group for each listener's rows. */
export const consumersOf = (
  reactions: Reactions,
  runtime: ServiceRuntime,
  listeners: readonly MessageProjector[],
  { database, leases, log }: FollowingPorts,
): readonly Consumer[] => {
  const { platform, name, definition } = runtime;
  const consumed = definition.consumes ?? [];
  const ports = { exchange: platform.exchange, database, log, ...(leases && { leases }) };
  if (consumed.length === 0) return [];
  const relationships = consume({
    ...ports,
    consumer: name,
    topics: consumed.map(topicOf),
    before: (message) => reactions.react(message),
    concern: (message) => reactions.concernOf(message),
    handle: keepRelationships,
  });
  const rows = listeners.flatMap((listener) => {
    const contracts = listener.contracts.filter(({ owner }) => owner !== name);
    if (contracts.length === 0) return [];
    return consume({
      ...ports,
      consumer: `${name}.${listener.name}`,
      contracts,
      handle: (messages, sql) => listener.apply(messages as readonly PublishedEvent[], sql),
    });
  });
  return [relationships, ...rows];
};
