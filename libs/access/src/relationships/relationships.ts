import { z } from 'zod';
import type { AreaId, Instant } from '@onestory/kernel';
import { atLondon, instant, londonDate } from '@onestory/kernel';
import { agencyId, childId, id, practitionerId } from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';

/** `member`: a child of an episode. The others as in relations.ts; `barred` by a giver of consent. */
export type RelationshipKind =
  'involved' | 'found' | 'referred' | 'recorder' | 'lead' | 'team' | 'barred' | 'member';

/**
 * One row said by one message, never changed afterwards. Rows of one kind, subject and thread follow each
 * other by sequence (a thread lives in one stream): **the latest message of a thread holds**, and says with
 * no holder that nobody does. So what holds depends on the set of messages, not on their arrival.
 */
export interface RelationshipChange {
  readonly message: string;
  /** Place among the rows of its message. */
  readonly n: number;
  readonly area: AreaId;
  readonly kind: RelationshipKind;
  /** The child, for `involved`, `found` and `referred`; else the episode. */
  readonly subject: string;
  readonly thread: string;
  /** Agency for `involved` and `referred`, child for `member`, else a person; undefined ends the thread. */
  readonly holder?: string;
  /** Revision in the stream that the thread lives in. */
  readonly sequence: bigint;
  readonly from: Instant;
}

type Said = Pick<RelationshipChange, 'kind' | 'subject' | 'thread'> & { readonly holder?: string };
type Teller = (event: PublishedEvent) => readonly Said[];

/** Reads only the fields that it needs, so that additions to a contract do not touch it. */
const tell = <Shape extends z.ZodRawShape>(
  shape: Shape,
  say: (data: z.infer<z.ZodObject<Shape>>, event: PublishedEvent) => readonly Said[],
): Teller => {
  const schema = z.object(shape); // once: zod compiles it at the first message
  return (event) => say(schema.parse(event.data), event);
};

const recorder = (episode: string, event: PublishedEvent): Said => ({
  kind: 'recorder',
  subject: episode,
  thread: event.id,
  holder: event.actor,
});

const members = (episode: string, children: readonly string[], event: PublishedEvent): Said[] =>
  children.map((child) => ({
    kind: 'member',
    subject: episode,
    thread: `${event.id} ${child}`,
    holder: child,
  }));

const leads = (episode: string, holder: string): Said[] => [
  { kind: 'lead', subject: episode, thread: 'lead', holder },
];

/** Declined, withdrawn or ended: nobody of the receiving agency needs to know who it was about. */
const referralEnded = (
  { referral, children }: { readonly referral: string; readonly children?: string[] | undefined },
  event: PublishedEvent,
): Said[] =>
  (children ?? event.children).map((child) => ({
    kind: 'referred',
    subject: child,
    thread: referral,
  }));

/** Not those of the envelope: where a consent ended it, these are the consent's. */
const endedReferral = { referral: id, children: z.array(childId).optional() };

const tellers: Readonly<Record<string, Teller>> = {
  'child-index.involvement-started.v1': tell(
    { child: childId, involvement: id, agency: agencyId },
    ({ child, involvement, agency }) => [
      { kind: 'involved', subject: child, thread: involvement, holder: agency },
    ],
  ),
  'child-index.involvement-ended.v1': tell(
    { child: childId, involvement: id },
    ({ child, involvement }) => [{ kind: 'involved', subject: child, thread: involvement }],
  ),
  'child-index.index-searched.v1': tell({ found: z.array(childId) }, ({ found }, event) =>
    found.map((child) => ({
      kind: 'found',
      subject: child,
      thread: event.id,
      holder: event.actor,
    })),
  ),
  'assessment.concern-recorded.v1': tell(
    { child: childId, episode: id },
    ({ child, episode }, event) => [recorder(episode, event), ...members(episode, [child], event)],
  ),
  'assessment.episode-joined.v1': tell(
    { child: childId, episode: id },
    ({ child, episode }, event) => members(episode, [child], event),
  ),
  'assessment.pre-assessment-completed.v1': tell({ episode: id }, ({ episode }, event) => [
    recorder(episode, event),
  ]),
  'assessment.assessment-started.v1': tell(
    { episode: id, children: z.array(childId) },
    ({ episode, children }, event) => [
      recorder(episode, event),
      ...members(episode, children, event),
    ],
  ),
  'information-sharing.consent-given.v1': tell(
    { consent: id, episode: id, excluded: z.array(practitionerId) },
    // Each consent says anew whom its giver excludes. Its withdrawal lifts no bar: an exclusion is a wish
    // for safety, and stays until the giver gives a consent without it.
    ({ consent, episode, excluded }) => [
      { kind: 'barred', subject: episode, thread: consent },
      ...excluded.map((holder): Said => ({
        kind: 'barred',
        subject: episode,
        thread: consent,
        holder,
      })),
    ],
  ),
  'lead-professional.children-joined.v1': tell(
    { episode: id, children: z.array(childId) },
    ({ episode, children }, event) => members(episode, children, event),
  ),
  'lead-professional.interim-lead-assigned.v1': tell(
    { episode: id, lead: practitionerId },
    ({ episode, lead }) => leads(episode, lead),
  ),
  'lead-professional.lead-handed-over.v1': tell(
    { episode: id, to: practitionerId },
    ({ episode, to }) => leads(episode, to),
  ),
  'lead-professional.team-member-joined.v1': tell(
    { episode: id, member: practitionerId },
    ({ episode, member }) => [{ kind: 'team', subject: episode, thread: member, holder: member }],
  ),
  'lead-professional.lead-left.v1': tell({ episode: id }, ({ episode }) => [
    { kind: 'lead', subject: episode, thread: 'lead' },
  ]),
  'lead-professional.team-member-left.v1': tell(
    { episode: id, member: practitionerId },
    ({ episode, member }) => [{ kind: 'team', subject: episode, thread: member }],
  ),
  'referral.referral-sent.v1': tell(
    { referral: id, children: z.array(childId), to: agencyId },
    ({ referral, children, to }) =>
      children.map((child) => ({
        kind: 'referred',
        subject: child,
        thread: referral,
        holder: to,
      })),
  ),
  'referral.referral-declined.v1': tell(endedReferral, referralEnded),
  'referral.referral-withdrawn.v1': tell(endedReferral, referralEnded),
  'referral.feedback-sent.v1': tell({ ...endedReferral, what: z.string() }, (data, event) =>
    data.what === 'ended' ? referralEnded(data, event) : [],
  ),
};

/** Types whose messages a service must hear to know who is bound to whom. */
const RELATIONSHIP_TYPES: readonly string[] = Object.keys(tellers);

/** Topics that they come by. */
export const RELATIONSHIP_TOPICS: readonly string[] = [
  ...new Set(RELATIONSHIP_TYPES.map((type) => `${type.slice(0, type.indexOf('.'))}.events`)),
];

/** A newer shape of an event that rights hang on: nothing is guessed, the projector stops before it. */
export class RelationshipNewerThanThisVersion extends Error {
  constructor(readonly type: string) {
    super(
      `${type} is newer than this version: it says who may see a record. Upgrade this service.`,
    );
    this.name = 'RelationshipNewerThanThisVersion';
  }
}

const withoutVersion = (type: string): string => type.replace(/\.v\d+$/, '');
const NAMES = new Set(RELATIONSHIP_TYPES.map(withoutVersion));

/** Known to the day only: from the beginning of that day in London. */
const since = (event: PublishedEvent): Instant =>
  event.occurredprecision === 'day'
    ? atLondon(londonDate(instant(event.time)), '00:00')
    : instant(event.time);

/**
 * The rows that a message says; none for types that bind nobody.
 * @throws RelationshipNewerThanThisVersion; a ZodError where the message breaks its contract.
 */
export const relationshipsFrom = (event: PublishedEvent): readonly RelationshipChange[] => {
  const known = changes.get(event);
  if (known) return known;
  const found = readFrom(event);
  changes.set(event, found);
  return found;
};

/** Services of one process share what they receive. */
const changes = new WeakMap<PublishedEvent, readonly RelationshipChange[]>();

const readFrom = (event: PublishedEvent): readonly RelationshipChange[] => {
  if (!NAMES.has(withoutVersion(event.type))) return [];
  const teller = tellers[event.type];
  if (!teller) throw new RelationshipNewerThanThisVersion(event.type);
  const said = {
    message: event.id,
    area: event.area,
    sequence: BigInt(event.sequence),
    from: since(event),
  };
  return teller(event).map((change, n) => ({ ...change, ...said, n }));
};
