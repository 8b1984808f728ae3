import type { PublishedData, PublishedType } from '@onestory/contracts';
import { idFrom, localDate, onDay } from '@onestory/kernel';
import type { AgencyId, ChildId, EpisodeId, Id } from '@onestory/kernel';
import type { Message } from '../message.js';

/** Ids of the story, by name. */
export const id = <Made extends Id<string>>(name: string): Made => idFrom('story', name);

/** What matters of an event to the case; ids are text. */
type Part<Data> = Data extends string
  ? string
  : Data extends readonly (infer Item)[]
    ? readonly Part<Item>[]
    : Data extends object
      ? { readonly [Name in keyof Data]?: Part<Data[Name]> | undefined }
      : Data;

interface Published {
  /** The day; recorded the same day unless said otherwise. */
  readonly on: string;
  readonly recordedOn?: string;
  readonly stream?: string;
  readonly agency?: AgencyId;
  readonly episode?: EpisodeId | null;
}

export const episode = id<EpisodeId>('episode');
export const [younger, elder, unborn] = ['younger', 'elder', 'unborn'].map((name) =>
  id<ChildId>(name),
) as [ChildId, ChildId, ChildId];
export const mother = id('mother');
export const [teacher, healthVisitor] = [id('teacher'), id('health visitor')];
export const agencies = {
  school: id<AgencyId>('school'),
  trust: id<AgencyId>('trust'),
  council: id<AgencyId>('early help'),
  centre: id<AgencyId>("children's centre"),
  housing: id<AgencyId>('housing'),
  charity: id<AgencyId>('charity'),
  camhs: id<AgencyId>('camhs'),
  counselling: id<AgencyId>('counselling'),
  police: id<AgencyId>('police'),
};
export const item = id('item');
export const [third, tenth] = [id('sitting of 3 March'), id('sitting of 10 March')];
export const [toCamhs, toCounselling] = [id('referral to CAMHS'), id('referral to counselling')];
export const mothersConsent = id("mother's consent");

const moment = (day: string) => onDay(localDate(day));

/** Numbers the messages of each stream as they are told. */
export const teller = () => {
  const lengths = new Map<string, number>();
  return <T extends PublishedType>(
    type: T,
    how: Published,
    data: Part<PublishedData<T>>,
  ): Message => {
    const service = type.slice(0, type.indexOf('.'));
    const subject = how.stream ?? `${service}-${episode}`;
    const sequence = lengths.get(subject) ?? 0;
    lengths.set(subject, sequence + 1);
    return {
      id: idFrom('message', subject, sequence),
      type,
      subject,
      time: moment(how.on).occurredAt,
      occurredprecision: 'day',
      recordedtime: moment(how.recordedOn ?? how.on).occurredAt,
      sequence: String(sequence).padStart(20, '0'),
      agency: how.agency ?? agencies.school,
      ...(how.episode !== null && { episode: how.episode ?? episode }),
      children: [younger, elder, unborn],
      data,
    };
  };
};
