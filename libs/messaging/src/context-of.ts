import { momentOfMessage } from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';
import type { CommandContext } from '@onestory/event-sourcing';
import { idFrom } from '@onestory/kernel';
import type { ActorId, AgencyId, CommandId } from '@onestory/kernel';

/** A service that acts, with rules of its own. */
export interface ActingService {
  readonly actor: ActorId;
  /** Default: the agency of whoever the message is from. */
  readonly agency?: AgencyId;
}

/** What a command that answers a message knows of who, where and why. Its id is the same at every delivery. */
export const contextOf = (
  message: PublishedEvent,
  reaction: string,
  stream: string,
  service: ActingService,
): CommandContext => {
  const command = idFrom<CommandId>(message.id, reaction, stream);
  return {
    command,
    // The id says all: another version of this code must recognise what this one began.
    commandBody: command.replaceAll('-', ''),
    actor: service.actor,
    agency: service.agency ?? message.agency,
    onBehalfOf: message.onbehalfof ?? message.actor,
    area: message.area,
    correlation: message.correlationid,
    causation: message.id,
    ...(message.traceparent && { traceparent: message.traceparent }),
    about: {
      ...(message.episode && { episode: message.episode }),
      ...(message.children.length > 0 && { children: message.children }),
    },
    reactingTo: momentOfMessage(message),
  };
};
