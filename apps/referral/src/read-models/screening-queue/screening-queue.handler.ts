import { Inject } from '@nestjs/common';
import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { decide, readAllRelationships } from '@onestory/access';
import type { Actor, Context } from '@onestory/access';
import { addMilliseconds, instantOf, londonDate, workingDaysBetween } from '@onestory/kernel';
import type {
  AgencyId,
  AreaId,
  ChildId,
  Database,
  EpisodeId,
  Instant,
  ReferralId,
  ServiceId,
} from '@onestory/kernel';
import { InDatabase, PLATFORM, RUNTIME, ServiceRuntime, View } from '@onestory/service';
import type { Platform } from '@onestory/service';
import { DataSource, In, MoreThan } from 'typeorm';
import { ScreeningQueueRow } from './screening-queue.entity.js';
import { ScreeningQueue } from './screening-queue.query.js';
import type { Queue, Stopped, Waiting } from './screening-queue.query.js';

const AWAITING: ScreeningQueueRow['stage'][] = ['sent', 'received', 'in screening', 'accepted'];
/** How long a service is reminded of what was withdrawn. */
const FOUR_WEEKS_MS = 28 * 24 * 3_600_000;

@QueryHandler(ScreeningQueue)
export class ScreeningQueueHandler implements IQueryHandler<ScreeningQueue, View<Queue>> {
  constructor(
    private readonly rows: DataSource,
    @InDatabase() private readonly database: Database,
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(RUNTIME) private readonly runtime: ServiceRuntime,
  ) {}

  async execute({ actor }: ScreeningQueue): Promise<View<Queue>> {
    const now = this.platform.clock.now();
    const all = await this.rowsOf(actor, now);
    const { area } = actor;
    const known = await readAllRelationships({ area, at: now }, all.map(aboutOf), this.database);
    const seen = known
      .filter(({ of, relationships }) => maySee(actor, of, { at: now, relationships }))
      .map(({ of }) => of.row);
    const parked = (await this.runtime.parked()) as readonly { readonly runner: string }[];
    return new View({
      waiting: seen.filter(({ stage }) => stage !== 'withdrawn').map((it) => waiting(it, now)),
      stopped: seen.filter(({ stage }) => stage === 'withdrawn').map(stopped),
      ...(parked.some(({ runner }) => runner === 'screening_queue_v1') && { incomplete: true }),
    });
  }

  private rowsOf({ area, agency }: Actor, now: Instant): Promise<ScreeningQueueRow[]> {
    const lately = new Date(addMilliseconds(now, -FOUR_WEEKS_MS));
    const own = { area, agency };
    return this.rows.getRepository(ScreeningQueueRow).find({
      where: [
        { ...own, stage: In(AWAITING) },
        { ...own, stage: 'withdrawn', since: MoreThan(lately) },
      ],
      order: { sentAt: 'asc', referral: 'asc' },
    });
  }
}

const aboutOf = (row: ScreeningQueueRow) => ({
  row,
  children: row.children as ChildId[],
  ...(row.episode && { episode: row.episode as EpisodeId }),
});

/** Whom a family keeps out does not see their referral in a list either. */
const maySee = (
  actor: Actor,
  { row, ...about }: ReturnType<typeof aboutOf>,
  known: Context,
): boolean => {
  const { referral: id, sensitive } = row;
  const holders = { receiver: [row.agency] };
  const area = row.area as AreaId;
  const resource = { kind: 'referral', id, area, ...about, sensitive, holders };
  return decide(actor, 'referral.view', resource, known).allow;
};

const waiting = (row: ScreeningQueueRow, now: Instant): Waiting => ({
  referral: row.referral as ReferralId,
  service: row.service as ServiceId,
  stage: row.stage,
  sentByAgency: row.sentByAgency as AgencyId,
  sentAt: instantOf(row.sentAt),
  since: instantOf(row.since),
  waitingWorkingDays: workingDaysBetween(londonDate(instantOf(row.sentAt)), londonDate(now)),
});

const stopped = (row: ScreeningQueueRow): Stopped => ({
  referral: row.referral as ReferralId,
  service: row.service as ServiceId,
  cause: row.cause,
  since: instantOf(row.since),
});
