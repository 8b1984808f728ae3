import { momentOfMessage } from '@onestory/contracts';
import type { PublishedData, PublishedEvent, PublishedType } from '@onestory/contracts';
import { happenedBefore, londonDate } from '@onestory/kernel';
import type { Instant, LocalDate, PlacedMoment } from '@onestory/kernel';

/** A published event, as far as measures and timelines read it; ids and codes only. */
export type Message = Pick<
  PublishedEvent,
  | 'id'
  | 'type'
  | 'subject'
  | 'time'
  | 'occurredprecision'
  | 'recordedtime'
  | 'sequence'
  | 'agency'
  | 'episode'
  | 'children'
  | 'data'
>;

/** All that every published event says: who, when and about whom. */
export type Envelope = Omit<Message, 'type' | 'data'>;

/** A message whose type says what its data holds: what the contract promises. */
export type TypedMessage<T extends PublishedType> = T extends PublishedType
  ? Envelope & { readonly type: T; readonly data: Readonly<PublishedData<T>> }
  : never;

/** With when it was recorded, which settles what a day leaves open. */
export const placedMomentOf = (it: Envelope): PlacedMoment => ({
  ...momentOfMessage(it),
  recordedAt: it.recordedtime as Instant,
});

export const dayOf = ({ time }: { readonly time: string }): LocalDate =>
  londonDate(time as Instant);

export const notBefore = (it: Envelope, earlier: Envelope): boolean =>
  !happenedBefore(momentOfMessage(it), momentOfMessage(earlier));

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Each message once, by when it happened, then by place in its stream: the same for every order of arrival.
 */
export const inOrder = (messages: readonly Message[]): readonly Message[] =>
  [...new Map(messages.map((it) => [it.id, it])).values()].sort(
    (a, b) =>
      byText(a.time, b.time) ||
      byText(a.sequence, b.sequence) ||
      byText(a.subject, b.subject) ||
      byText(a.id, b.id),
  );

/** Those of some types, with the data that these types promise. */
export const told = <T extends PublishedType>(
  messages: readonly Message[],
  ...types: readonly T[]
): readonly TypedMessage<T>[] =>
  messages.filter(({ type }) =>
    (types as readonly string[]).includes(type),
  ) as unknown as TypedMessage<T>[];

/** In the order of their stream: what was said last there holds, whenever it happened. */
export const asRecorded = <M extends Pick<Message, 'sequence'>>(
  messages: readonly M[],
): readonly M[] => [...messages].sort((a, b) => byText(a.sequence, b.sequence));
