import { Controller, Get, Query } from '@nestjs/common';
import { barsAlone, decide, readBars } from '@onestory/access';
import type { Actor, Bars } from '@onestory/access';
import { addMilliseconds, instantOf, londonDate, workingDaysBetween } from '@onestory/kernel';
import type {
  AgencyId,
  ChildId,
  EpisodeId,
  Instant,
  ReferralId,
  ReferableServiceId,
} from '@onestory/kernel';
import {
  Act,
  Asked,
  AskedBy,
  Doorkeeper,
  on,
  pageAsked,
  Paged,
  pageWithin,
} from '@onestory/service';
import type { Place, Question, ResourceLoader, Sources } from '@onestory/service';
import type { Referral, WithdrawalCause } from '../../domain/referral.js';
import { SCREENING_QUEUE } from './screening-queue.projector.js';

/** Says no child: whom it is about is read in the referral itself, and that reading is recorded. */
interface Waiting {
  readonly referral: ReferralId;
  readonly service: ReferableServiceId;
  readonly stage: string;
  readonly sentByAgency: AgencyId;
  readonly sentAt: Instant;
  readonly since: Instant;
  /** Working days since it was sent. */
  readonly waitingWorkingDays: number;
}

/** Withdrawn lately: nothing more is to be done with it. */
interface Stopped {
  readonly referral: ReferralId;
  readonly service: ReferableServiceId;
  readonly cause: WithdrawalCause | null;
  readonly since: Instant;
}

export interface Queue {
  readonly waiting: readonly Waiting[];
  readonly stopped: readonly Stopped[];
  /** Something lies parked, so that one may be missing. */
  readonly incomplete?: true;
}

/** One referral as its receiving agency has it before it. Ids and codes only. */
interface Row {
  readonly referral: ReferralId;
  readonly service: ReferableServiceId;
  readonly sensitive: boolean;
  readonly episode: EpisodeId | null;
  readonly children: ChildId[];
  readonly by: AgencyId;
  readonly sent: Date;
  readonly stage: Exclude<Referral['stage'], 'not sent'>;
  readonly cause: WithdrawalCause | null;
  readonly began: Date;
}

/** How long a service is reminded of what was withdrawn. */
const FOUR_WEEKS_MS = 28 * 24 * 3_600_000;

/** What the screener's own agency has before it, as far as this screener may see it. */
const queueOf =
  (actor: Actor): Question<Queue> =>
  async (from) => {
    const at = from.now();
    const { area, database } = from;
    const [rows, bars] = await Promise.all([
      rowsOf(actor, from),
      readBars({ area, actor: actor.id, at }, database),
    ]);
    const seen = rows.filter((row) => maySee(actor, row, bars, at));
    return {
      waiting: seen.filter(({ stage }) => stage !== 'withdrawn').map((it) => waiting(it, at)),
      stopped: seen.filter(({ stage }) => stage === 'withdrawn').map(stopped),
      ...((await from.hasParked(SCREENING_QUEUE)) && { incomplete: true as const }),
    };
  };

const rowsOf = ({ area, agency }: Actor, from: Sources): Promise<readonly Row[]> =>
  from.database.query<Row>(
    `select referral::text, service::text, sensitive, episode::text, children::text[],
            sent_by_agency::text as by, sent_at as sent, stage, cause, since as began
       from screening_queue
      where area = $1 and agency = $2
        and (stage in ('sent', 'received', 'in screening', 'accepted')
             or (stage = 'withdrawn' and since > $3))
      order by sent_at, referral`,
    [area, agency, new Date(addMilliseconds(from.now(), -FOUR_WEEKS_MS))],
  );

/**
 * A referral is its receiver's to see, unless the family keeps this person out: then not in a list either. No other
 * relationship adds to that, so the bars are all that has to be known.
 */
const maySee = (actor: Actor, row: Row, bars: Bars, at: Instant): boolean => {
  const { referral: id, sensitive, children } = row;
  const about = { children, ...(row.episode && { episode: row.episode }) };
  const holders = { receiver: [actor.agency] };
  const resource = { kind: 'referral', id, area: actor.area, ...about, sensitive, holders };
  const relationships = barsAlone(bars, about);
  return decide(actor, 'referral.view', resource, { at, relationships }).allow;
};

const waiting = ({ referral, service, stage, by, sent, began }: Row, now: Instant): Waiting => ({
  referral,
  service,
  stage,
  sentByAgency: by,
  sentAt: instantOf(sent),
  since: instantOf(began),
  waitingWorkingDays: workingDaysBetween(londonDate(instantOf(sent)), londonDate(now)),
});

const stopped = ({ referral, service, cause, began }: Row): Stopped => ({
  referral,
  service,
  cause,
  since: instantOf(began),
});

const placeOf = ({ sentAt, referral }: Waiting): Place => [sentAt, referral];

/** The queue of an agency: its screeners see it, and nobody else. */
export const screeningQueueResource: ResourceLoader = {
  kind: 'screening-queue',
  load: async (agency, { area }) => {
    const holders = { receiver: [agency] };
    return { kind: 'screening-queue', id: agency, area, children: [], holders };
  },
};

@Controller('screening-queue')
export class ScreeningQueue {
  constructor(private readonly door: Doorkeeper) {}

  /**
   * What the screener's own agency has before it, longest waiting first and in pages, and what has been withdrawn
   * lately.
   */
  @Get()
  @Act('referral.list-screening-queue')
  async read(@Query() paged: Paged, @AskedBy() asked: Asked): Promise<Queue> {
    const { actor } = asked;
    const page = pageAsked(asked, paged);
    const all = await this.door.answer(asked, on('screening-queue', actor.agency), queueOf(actor), {
      readModel: SCREENING_QUEUE,
    });
    return { ...all, waiting: pageWithin(asked, page, all.waiting, placeOf) };
  }
}
