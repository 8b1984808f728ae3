import { z } from 'zod';
import type {
  ActionId,
  ActorId,
  AgencyId,
  AgendaItemId,
  AreaId,
  AssessmentId,
  CarerId,
  ChildId,
  ConsentId,
  CorrelationId,
  EpisodeId,
  EventId,
  Id,
  Instant,
  Moment,
  PanelSeriesId,
  PersonId,
  PractitionerId,
  ReferralId,
  ReferableServiceId,
  SittingId,
} from '@onestory/kernel';

/** An opaque id, a uuid v4 or v5: text on the wire, and an id of its kind once it has been read. */
const idOf = <I extends string>(): z.ZodType<I, string> =>
  z.uuid() as unknown as z.ZodType<I, string>;

export const id = idOf<Id<string>>();
export const agencyId = idOf<AgencyId>().describe('An agency of the register');
export const practitionerId = idOf<PractitionerId>().describe('A practitioner of the register');
export const childId = idOf<ChildId>().describe("The child index's id of a child, unborn included");
export const carerId = idOf<CarerId>();
export const personId = idOf<PersonId>();
export const episodeId = idOf<EpisodeId>();
export const assessmentId = idOf<AssessmentId>();
export const consentId = idOf<ConsentId>();
export const referralId = idOf<ReferralId>();
export const serviceId = idOf<ReferableServiceId>();
export const seriesId = idOf<PanelSeriesId>();
export const sittingId = idOf<SittingId>();
export const itemId = idOf<AgendaItemId>();
export const actionId = idOf<ActionId>();
export const eventId = idOf<EventId>();
export const localDate = z.iso.date();

/**
 * CloudEvents 1.0, structured mode. Context attributes are lower-case letters; one event about three
 * children is one message. Holds ids and codes, never a date of birth, name, address or free text.
 */
export const messageSchema = z.object({
  specversion: z.literal('1.0'),
  /** The stored event's id; the same on every delivery. */
  id: eventId,
  type: z.string(),
  /** `/services/<service>` */
  source: z.string(),
  /** The stream. */
  subject: z.string(),
  /** When it happened. */
  time: z.iso.datetime(),
  occurredprecision: z.literal('day').optional(),
  /** When it was recorded. */
  recordedtime: z.iso.datetime(),
  /** Revision in its stream, zero-padded, so that text order is order. */
  sequence: z.string(),
  sourceposition: z.string(),
  /** What order is kept by: the episode, else the child, else the stream. */
  partitionkey: z.string(),
  area: z.string() as unknown as z.ZodType<AreaId, string>,
  actor: idOf<ActorId>(),
  agency: agencyId,
  onbehalfof: idOf<ActorId>().optional(),
  episode: episodeId.optional(),
  /** Ids separated by one space. */
  children: z.string().optional(),
  correlationid: idOf<CorrelationId>(),
  causationid: z.string(),
  traceparent: z.string().optional(),
  datacontenttype: z.literal('application/json'),
  dataschema: z.string(),
  data: z.looseObject({}),
});

type Message = z.infer<typeof messageSchema>;

/** A published event as our code handles it: `children` is a list. */
export type PublishedEvent<Data = unknown> = Omit<Message, 'data' | 'children'> & {
  readonly children: readonly ChildId[];
  readonly data: Data;
};

/** When something that was published happened. */
export const momentOfMessage = ({
  time,
  occurredprecision,
}: Pick<PublishedEvent, 'time' | 'occurredprecision'>): Moment => ({
  occurredAt: time as Instant,
  ...(occurredprecision && { occurredPrecision: occurredprecision }),
});

/** What one service promises to tell others under one name and version. Additive changes only. */
export interface Contract<Type extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly type: Type;
  /** The service that publishes it; its topic is `<owner>.events`. */
  readonly owner: string;
  /** One sentence for people who subscribe. */
  readonly meaning: string;
  /** The stored fact that it tells of. */
  readonly fact: string;
  readonly schema: Schema;
  readonly example: z.input<Schema>;
}

/** The data as it is on the wire: ids are text. */
export type WireDataOf<C> = C extends Contract<string, infer Schema> ? z.input<Schema> : never;

export type DataOf<C> = C extends Contract<string, infer Schema> ? z.infer<Schema> : never;

export const contract = <Type extends string, Schema extends z.ZodType>(
  definition: Contract<Type, Schema>,
): Contract<Type, Schema> => definition;

export const topicOf = (service: string): string => `${service}.events`;
