import {
  ChildRegisteredV1,
  ConsentGivenV1,
  ConsentRefusedV1,
  ConsentWithdrawnV1,
  SharingDecidedV1,
  UnbornRegisteredV1,
} from '@onestory/contracts';
import type { DataOf, PublishedEvent } from '@onestory/contracts';
import { instant } from '@onestory/kernel';
import type {
  AreaId,
  CarerId,
  ChildId,
  ConsentId,
  ConsentSaid,
  ConsentTerms,
  EpisodeId,
  Instant,
  Responsible,
  Sql,
} from '@onestory/kernel';

type Given = DataOf<typeof ConsentGivenV1>;
type Refused = DataOf<typeof ConsentRefusedV1>;
type Decided = DataOf<typeof SharingDecidedV1>;
type Said = Given | Refused | Decided | DataOf<typeof ConsentWithdrawnV1>;
type Registered = DataOf<typeof ChildRegisteredV1> | DataOf<typeof UnbornRegisteredV1>;

/** What tells a service what families consent to, and who is responsible for whom. */
export const consentContracts = [
  ConsentGivenV1,
  ConsentWithdrawnV1,
  ConsentRefusedV1,
  SharingDecidedV1,
  ChildRegisteredV1,
  UnbornRegisteredV1,
] as const;

const termsOf = (it: Given) => {
  const { consent, episode, giver, capacity, children, purposes, agencies, panelAgencies } = it;
  return { consent, episode, giver, capacity, children, purposes, agencies, panelAgencies };
};

const refusalOf = ({ consent, episode, giver, capacity, children, agencies }: Refused) => ({
  ...{ kind: 'refusal', consent, episode, giver, capacity, children, agencies },
  ...{ purposes: [], panelAgencies: [] },
});

/** The decisions of an episode are one thread: it bears the id of the episode, and nobody gives it. */
const decisionOf = ({ episode, children, agencies }: Decided) => ({
  ...{ kind: 'decision', consent: episode, episode, giver: episode, children, agencies },
  ...{ capacity: 'parental_responsibility', purposes: [], panelAgencies: [] },
});

/** What a word says; a withdrawal ends what was said before. */
const sayingOf = ({ type, data }: PublishedEvent<Said>) => {
  if (type === ConsentGivenV1.type) return termsOf(data as Given);
  if (type === ConsentRefusedV1.type) return refusalOf(data as Refused);
  if (type === SharingDecidedV1.type) return decisionOf(data as Decided);
  return undefined;
};

const wordOf = (message: PublishedEvent<Said>) => {
  const { area, data, sequence } = message;
  const terms = sayingOf(message);
  return {
    area,
    episode: data.episode,
    consent: 'consent' in data ? data.consent : data.episode,
    sequence: BigInt(sequence).toString(),
    occurred_at: instant(message.time),
    to_the_day: message.occurredprecision === 'day',
    recorded_at: instant(message.recordedtime),
    ...(terms && { terms }),
  };
};

const childOf = (message: PublishedEvent<Registered>) => ({
  area: message.area,
  child: message.data.child,
  unborn: message.type === UnbornRegisteredV1.type,
  carers: message.data.carers.map(({ carer }) => carer),
  responsible: message.data.carers
    .filter(({ parentalResponsibility }) => parentalResponsibility === 'yes')
    .map(({ carer }) => carer),
  sequence: BigInt(message.sequence).toString(),
});

/**
 * Each word is kept, so that what holds depends on all of them and not on their arrival. A word that was kept
 * before there was a column for when it was recorded gets that when it is heard again.
 */
const KEEP_WORDS = `
  insert into consent_heard_v1 as kept
         (area, episode, consent, sequence, occurred_at, to_the_day, recorded_at, terms)
  select distinct on (area, episode, consent, sequence)
         area, episode, consent, sequence, occurred_at, to_the_day, recorded_at, terms
    from jsonb_to_recordset($1::jsonb) as said
         (area text, episode uuid, consent uuid, sequence bigint, occurred_at text,
          to_the_day boolean, recorded_at text, terms jsonb)
  on conflict (area, episode, consent, sequence) do update
     set recorded_at = excluded.recorded_at
   where kept.recorded_at is null`;

/** A birth, or another word on who cares, follows in the child's own stream: the latest holds. */
const KEEP_CHILDREN = `
  insert into child_heard_v1 (area, child, unborn, carers, responsible, sequence)
  select distinct on (area, child) area, child, unborn, carers, responsible, sequence
    from jsonb_to_recordset($1::jsonb) as said
         (area text, child uuid, unborn boolean, carers uuid[], responsible uuid[], sequence bigint)
   order by area, child, sequence desc
  on conflict (area, child) do update
     set unborn = excluded.unborn, carers = excluded.carers,
         responsible = excluded.responsible, sequence = excluded.sequence
   where child_heard_v1.sequence < excluded.sequence`;

const OF_CONSENTS: readonly string[] = [
  ConsentGivenV1.type,
  ConsentWithdrawnV1.type,
  ConsentRefusedV1.type,
  SharingDecidedV1.type,
];
const OF_CHILDREN: readonly string[] = [ChildRegisteredV1.type, UnbornRegisteredV1.type];

/** Keeps what any number of messages say, in whatever order they come; others mean nothing here. */
export const applyConsents = async (
  messages: readonly PublishedEvent[],
  sql: Sql,
): Promise<void> => {
  const keep = async (statement: string, rows: readonly object[]) => {
    if (rows.length > 0) await sql.query(statement, [JSON.stringify(rows)]);
  };
  const words = messages.filter(({ type }) => OF_CONSENTS.includes(type));
  const children = messages.filter(({ type }) => OF_CHILDREN.includes(type));
  await keep(KEEP_WORDS, (words as readonly PublishedEvent<Said>[]).map(wordOf));
  await keep(KEEP_CHILDREN, (children as readonly PublishedEvent<Registered>[]).map(childOf));
};

/** A child, as the index told of it. */
export interface ChildAndCarers {
  readonly child: ChildId;
  readonly unborn: boolean;
  readonly carers: readonly CarerId[];
  /** Those of the carers who have parental responsibility. */
  readonly responsible: readonly CarerId[];
}

/** Those of the children of whom the index has told. */
export const childrenAndCarersOf = (
  area: AreaId,
  children: readonly ChildId[],
  sql: Sql,
): Promise<readonly ChildAndCarers[]> =>
  sql.query<ChildAndCarers>(
    `select child::text, unborn, carers::text[], responsible::text[] from child_heard
      where area = $1 and child = any($2::uuid[])`,
    [area, children],
  );

/** What has arrived of a family's words in an episode, and of who is responsible for its children. */
export interface FamilyWords {
  /** `consentPeriods` says from them what held when. */
  readonly said: readonly ConsentSaid[];
  readonly responsible: readonly Responsible[];
  /** Children of whom the index has told nothing yet. */
  readonly unregistered: readonly ChildId[];
}

interface Word {
  readonly consent: ConsentId;
  readonly sequence: string;
  readonly occurred_at: Instant;
  readonly to_the_day: boolean;
  /** Null: kept before it was asked for, and not heard again since. */
  readonly recorded_at: Instant | null;
  readonly terms: ConsentTerms | null;
}

const saidIn = (row: Word): ConsentSaid => ({
  consent: row.consent,
  sequence: BigInt(row.sequence),
  at: {
    occurredAt: row.occurred_at,
    ...(row.to_the_day && { occurredPrecision: 'day' }),
    ...(row.recorded_at && { recordedAt: row.recorded_at }),
  },
  ...(row.terms && { terms: row.terms }),
});

export const readConsents = async (
  of: {
    readonly area: AreaId;
    readonly episode: EpisodeId;
    readonly children: readonly ChildId[];
  },
  sql: Sql,
): Promise<FamilyWords> => {
  const words = await sql.query<Word>(
    `select consent::text, sequence, occurred_at, to_the_day, recorded_at, terms from consent_heard
      where area = $1 and episode = $2::uuid order by consent, sequence`,
    [of.area, of.episode],
  );
  const children = await childrenAndCarersOf(of.area, of.children, sql);
  return {
    said: words.map(saidIn),
    responsible: children.flatMap(({ child, responsible }) =>
      responsible.map((carer) => ({ carer, child })),
    ),
    unregistered: of.children.filter((child) => !children.some((it) => it.child === child)),
  };
};
