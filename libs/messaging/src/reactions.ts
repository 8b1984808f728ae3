import type { Contract, PublishedEvent } from '@onestory/contracts';
import { inContext } from '@onestory/event-sourcing';
import type { CommandContext } from '@onestory/event-sourcing';
import { idFrom, Refusal } from '@onestory/kernel';
import type {
  ActorId,
  AgencyId,
  AreaId,
  ChildId,
  CommandId,
  CorrelationId,
  EpisodeId,
  Moment,
} from '@onestory/kernel';
import { ignore } from './attempts.js';
import { momentOf } from './cloud-events.js';
import { consume } from './inbox.js';
import type { Consumer, ConsumerPorts } from './inbox.js';
import type { MessageOf } from './read-message.js';

/** One command that answers a message. It runs inside the command context, and again after a crash. */
export interface Answer {
  /** The stream that the command is about; with message and reaction it makes the command's id. */
  readonly stream: string;
  /** Gives the command, at the message's moment. A Refusal ends this answer; other errors are tried again. */
  run(moment: Moment): Promise<unknown>;
}

/** When another service says ..., we ... */
export interface Reaction<C extends Contract = Contract> {
  /** A sentence with when, in kebab-case: `withdraw-referral-when-consent-is-withdrawn`. Never renamed. */
  readonly name: string;
  readonly contracts: readonly C[];
  /** Answers depend on the message and own read models only. None: nothing is to be done. */
  react(message: MessageOf<C>): Promise<readonly Answer[]> | readonly Answer[];
}

export const reaction = <C extends Contract>(
  name: string,
  contracts: C | readonly C[],
  react: Reaction<C>['react'],
): Reaction<C> => ({ name, contracts: [contracts].flat() as readonly C[], react });

export interface ReactionPorts extends ConsumerPorts {
  /** `referral`: with the reaction's name it is the group's name. */
  readonly service: string;
  /** The service as an actor with rules of its own. */
  readonly actor: ActorId;
  /** Default: the agency of whoever the message is from. */
  readonly agency?: AgencyId;
}

/** Runs until it is stopped. Appends come first, then inbox rows and offset. */
export const runReaction = <C extends Contract>(
  { name, contracts, react }: Reaction<C>,
  ports: ReactionPorts,
): Consumer => {
  const log = ports.log ?? ignore;
  const answer = async (message: PublishedEvent, { stream, run }: Answer): Promise<void> => {
    try {
      await inContext(contextOf(message, name, stream, ports), () => run(momentOf(message)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { id, type } = message;
      log('info', 'reaction refused', {
        reaction: name,
        message: id,
        type,
        stream,
        refusal: error.code,
      });
    }
  };
  return consume<C>({
    ...ports,
    consumer: `${ports.service}.${name}`,
    contracts,
    before: async (message) => {
      for (const it of await react(message)) await answer(message, it);
    },
    handle: async () => undefined,
  });
};

/** What a reaction's command knows of who, where and why. Its id is the same at every delivery. */
export const contextOf = (
  message: PublishedEvent,
  reactionName: string,
  stream: string,
  service: Pick<ReactionPorts, 'actor' | 'agency'>,
): CommandContext => {
  const command = idFrom<CommandId>(message.id, reactionName, stream);
  return {
    command,
    // The id says all: another version of this code must recognise what this one began.
    commandBody: command.replaceAll('-', ''),
    actor: service.actor,
    agency: service.agency ?? (message.agency as AgencyId),
    onBehalfOf: (message.onbehalfof ?? message.actor) as ActorId,
    area: message.area as AreaId,
    correlation: message.correlationid as CorrelationId,
    causation: message.id,
    ...(message.traceparent && { traceparent: message.traceparent }),
    about: {
      ...(message.episode && { episode: message.episode as EpisodeId }),
      ...(message.children.length > 0 && { children: message.children as readonly ChildId[] }),
    },
    reactingTo: momentOf(message),
  };
};
