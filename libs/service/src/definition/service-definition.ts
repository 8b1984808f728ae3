import type { Type } from '@nestjs/common';
import type { MigrationInterface } from 'typeorm';
import type { Actor, Resource } from '@onestory/access';
import type { Contract, DataOf, PublishedEvent } from '@onestory/contracts';
import type { History, Projector, StoredFact } from '@onestory/event-sourcing';
import type { AnyFact, Decision, Moment, Sql } from '@onestory/kernel';
import type { Sources } from '../deciding/sources.js';
import type { Step } from '../database/lib-tables.js';

/** What the doorkeeper decides on: the thing, whom it is about, and who holds what to it. */
export interface ResourceLoader<Said = never> {
  readonly kind: string;
  /** `said` is what the act has read from the request for it: `on('household', episode, { children })`. */
  load(
    id: string,
    asked: Sources & { readonly actor: Actor },
    said: Said,
  ): Promise<Resource | undefined>;
}

/** One own fact -> one published event, or nothing for a private fact. */
export type Publish<F extends AnyFact> = {
  readonly [T in F['type']]?: (
    it: StoredFact<Extract<F, { readonly type: T }>>,
  ) => Publication | undefined;
};

export interface Publication {
  readonly contract: Contract;
  readonly data: object;
}

/** Ties a contract to its data, checked by the compiler. */
export const published = <C extends Contract>(contract: C, data: DataOf<C>): Publication => ({
  contract,
  data: data as object,
});

export interface Publications {
  readonly history: History<never, never>;
  readonly publish: Readonly<Record<string, (it: never) => Publication | undefined>>;
}

/** What a category's facts tell others. A fact that is not named stays private. */
export const publications = <S, F extends AnyFact>(
  history: History<S, F>,
  publish: Publish<F>,
): Publications => ({ history: history as never, publish: publish as never });

/** Rows from others' messages (and own ones): rows, inbox and offset share a transaction. */
export interface MessageProjector {
  readonly name: string;
  readonly contracts: readonly Contract[];
  apply(messages: readonly PublishedEvent[], sql: Sql): Promise<void>;
}

/** Listed by a service; tables that it brings are made before anything is heard. */
type ListenerClass = Type<MessageProjector> & { readonly tables?: readonly Step[] };

/** One sentence: when another service says ..., we give this decision to that stream. */
export interface Reaction {
  readonly name: string;
  readonly contract: Contract;
  readonly react: (
    message: PublishedEvent,
    known: Known,
  ) => Promise<readonly Reacted[]> | readonly Reacted[];
}

export interface Reacted {
  /** The stream that is decided on; with the message's id it makes the command's id. */
  readonly stream: string;
  readonly history: History<unknown, AnyFact>;
  readonly id: string;
  readonly decision: Decision<unknown, AnyFact>;
  readonly terms: ReactedTerms;
}

export interface ReactedTerms {
  /** When it counts from; the message's own moment unless this is said. */
  readonly at?: Moment;
  /** Whom it is about is said by the stream itself, not by the message. */
  readonly aboutTheStream?: true;
}

/** `decideOn(referralHistory, data.referral, receive())`: the decision that a reaction gives to a stream. */
export const decideOn = <S, F extends AnyFact>(
  history: History<S, F>,
  id: string,
  decision: Decision<S, F>,
  terms: ReactedTerms = {},
): Reacted => ({
  stream: `${history.evolution.category}-${id}`,
  history: history as never,
  id,
  decision: decision as never,
  terms,
});

/** What a reaction may look into before it answers. */
export interface Known extends Sources {
  /** The service itself, as it acts here. */
  readonly actor: Actor;
}

/** `when(ReferralSentV1, 'receive', ({ data }) => [decideOn(referralHistory, data.referral, receive())])` */
export const when = <C extends Contract>(
  contract: C,
  name: string,
  react: (
    message: PublishedEvent<DataOf<C>>,
    known: Known,
  ) => Promise<readonly Reacted[]> | readonly Reacted[],
): Reaction => ({ name, contract, react: react as Reaction['react'] });

/** Everything a service is made of, listed by hand in its `<service>.module.ts`. */
export interface ServiceDefinition {
  /** `referral`: prefix of its URLs, owner of its topic. Its schema is the same in snake_case. */
  readonly name: string;
  /** Its OpenAPI document, which `npm run api` writes: `new URL('../api.json', import.meta.url)`. */
  readonly api: URL;
  /** Acts and views, a class each. */
  readonly routes: readonly Type[];
  readonly histories: readonly ListedHistory[];
  readonly resources: readonly ResourceLoader[];
  readonly projectors?: readonly Type<Projector>[];
  readonly publications?: readonly Publications[];
  /** Services whose topics it consumes: for relationships, listeners and reactions. */
  readonly consumes?: readonly string[];
  readonly listeners?: readonly ListenerClass[];
  readonly reactions?: readonly Reaction[];
  readonly migrations?: readonly (new () => MigrationInterface)[];
}

/** A history as a service lists it; its own types return where it is used. */
interface ListedHistory {
  readonly evolution: { readonly category: string };
}

export const schemaOf = (service: string): string => service.replaceAll('-', '_');
