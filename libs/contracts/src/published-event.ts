import { z } from 'zod';

/** An opaque id: uuid v4 or v5. */
export const id = z.uuid();
export const agencyId = id.describe('An agency of the register');
export const practitionerId = id.describe('A practitioner of the register');
export const childId = id.describe("The child index's id of a child, unborn included");
export const localDate = z.iso.date();

/**
 * CloudEvents 1.0, structured mode. Context attributes are lower-case letters; one event about three
 * children is one message. Holds ids and codes, never a date of birth, name, address or free text.
 */
export const envelopeSchema = z.object({
  specversion: z.literal('1.0'),
  /** Of the stored event; the same on every delivery. */
  id: id,
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
  area: z.string(),
  actor: id,
  agency: id,
  onbehalfof: id.optional(),
  episode: id.optional(),
  /** Ids separated by one space. */
  children: z.string().optional(),
  correlationid: id,
  causationid: z.string(),
  traceparent: z.string().optional(),
  datacontenttype: z.literal('application/json'),
  dataschema: z.string(),
  data: z.looseObject({}),
});

type Envelope = z.infer<typeof envelopeSchema>;

/** A published event as our code handles it: `children` is a list. */
export type PublishedEvent<Data = unknown> = Omit<Envelope, 'data' | 'children'> & {
  readonly children: readonly string[];
  readonly data: Data;
};

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
  readonly example: z.infer<Schema>;
}

export type DataOf<C> = C extends Contract<string, infer Schema> ? z.infer<Schema> : never;

export const contract = <Type extends string, Schema extends z.ZodType>(
  definition: Contract<Type, Schema>,
): Contract<Type, Schema> => definition;

export const topicOf = (service: string): string => `${service}.events`;
