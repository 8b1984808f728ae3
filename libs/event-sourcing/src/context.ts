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
import type { StreamName } from './event-store.js';

/** What somebody has seen of a stream before they act on it. */
export interface SeenRevision {
  readonly stream: StreamName;
  readonly revision: bigint;
}

/** Who asks for what, on whose behalf and because of what: what a decision's facts say of their making. */
export interface CommandContext {
  readonly command: CommandId;
  /** Keyed 16-byte hash of the command's body, hex. */
  readonly commandBody: string;
  readonly actor: ActorId;
  readonly agency: AgencyId;
  readonly onBehalfOf?: ActorId;
  readonly area: AreaId;
  readonly correlation: CorrelationId;
  /** Id of what is being handled: the command itself, or the message that a reaction answers. */
  readonly causation: string;
  readonly traceparent?: string;
  /** From If-Match. With it a conflict is never decided again. */
  readonly seen?: SeenRevision;
  /** A reaction takes episode and children from its message. */
  readonly about?: { readonly episode?: EpisodeId; readonly children?: readonly ChildId[] };
  /** A reaction's moment is the message's: never refused as future. */
  readonly reactingTo?: Moment;
}
