import { addMilliseconds, gatheringBy } from '@onestory/kernel';
import type {
  ActorId,
  AreaId,
  ChildId,
  Database,
  EpisodeId,
  Instant,
  PractitionerId,
  Sql,
} from '@onestory/kernel';
import { noRelationships } from '../deciding/relations.js';
import type { Relationships } from '../deciding/relations.js';
import { TOLERANCE_MS } from './reading-relationships.js';
import type { About } from './reading-relationships.js';

/** Who is kept from what, and when. */
export interface BarsOf {
  readonly area: AreaId;
  readonly actor: ActorId;
  readonly at: Instant;
}

/** Episodes from which a giver of consent keeps a person, and the children who have been members of them. */
export interface Bars {
  readonly actor: ActorId;
  readonly episodes: ReadonlySet<EpisodeId>;
  readonly children: ReadonlySet<ChildId>;
}

/** Each thread's latest message holds; ties are the rows of one message. */
const BARRED = `
  with named as (
    select distinct asked.n, asked.area, asked.actor, asked.at, r.subject
      from unnest($1::int[], $2::text[], $3::uuid[], $4::timestamptz[]) as asked (n, area, actor, at)
     cross join lateral (select subject from relationship
                          where area = asked.area and kind = 'barred' and holder = asked.actor offset 0) r
  ), said as (
    select named.n, named.area, named.actor, named.subject, r.holder,
           rank() over (partition by named.n, named.subject, r.thread order by r.sequence desc) as latest
      from named
     cross join lateral (select thread, holder, sequence from relationship
                          where area = named.area and subject = named.subject and kind = 'barred'
                            and since <= named.at offset 0) r
  ), barred as (
    select distinct n, area, subject from said where latest = 1 and holder = actor
  )
  select n, subject::text as episode, null as child from barred
  union all
  select barred.n, null, member.holder::text from barred
   cross join lateral (select holder from relationship
                        where area = barred.area and subject = barred.subject and kind = 'member' offset 0) member`;

interface Row {
  readonly n: number;
  readonly episode: EpisodeId | null;
  readonly child: ChildId | null;
}

const readEachBars = async (questions: readonly BarsOf[], sql: Sql): Promise<readonly Bars[]> => {
  const rows = await sql.query<Row>(BARRED, [
    questions.map((_, n) => n),
    questions.map(({ area }) => area),
    questions.map(({ actor }) => actor),
    questions.map(({ at }) => addMilliseconds(at, TOLERANCE_MS)),
  ]);
  const all = questions.map(({ actor }) => ({
    actor,
    episodes: new Set<EpisodeId>(),
    children: new Set<ChildId>(),
  }));
  for (const { n, episode, child } of rows) {
    if (episode !== null) all[n]!.episodes.add(episode);
    if (child !== null) all[n]!.children.add(child);
  }
  return all;
};

/** What this person is kept from. A list asks it once, and what is found costs the same whoever is barred from it. */
export const readBars: (of: BarsOf, database: Database) => Promise<Bars> = gatheringBy(
  readEachBars,
  200,
);

/** All that `readRelationships` would say of something to which this person is related by its own holders alone. */
export const barsAlone = (bars: Bars, { children, episode }: About): Relationships => {
  const isBarred = episode
    ? bars.episodes.has(episode)
    : children.some((child) => bars.children.has(child));
  return { ...noRelationships, barred: isBarred ? [bars.actor as PractitionerId] : [] };
};
