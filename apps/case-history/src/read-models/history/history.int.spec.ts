import { contractOf, EpisodeJoinedV1 } from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';
import { newId } from '@onestory/kernel';
import { cast, message, ServicesUnderTest } from '@onestory/testing';
import { caseHistoryService } from '../../case-history.module.js';
import type { EpisodeMeasures } from '../../domain/measures.js';
import { story } from '../../domain/testing/story.js';
import {
  agencies,
  episode,
  healthVisitor,
  id,
  teacher,
  younger,
} from '../../domain/testing/telling.js';
import type { Answered } from '@onestory/testing';
import type { TimelineView } from '../timeline/timeline.js';

/** The story as it was published, led by people of the register. */
const published = (): readonly PublishedEvent[] =>
  story().map((told) => {
    const known = JSON.stringify(told)
      .replaceAll(healthVisitor, cast.healthVisitor)
      .replaceAll(teacher, cast.teacher);
    const read = JSON.parse(known) as Partial<PublishedEvent> & { type: string };
    const { actions } = (read.data ?? {}) as { actions?: readonly object[] };
    const about = (read.data as { referral?: string; child?: string } | undefined) ?? {};
    const sensitive = about.referral === id('referral to CAMHS');
    const contract = contractOf(read.type)!;
    // What the measures do not read is as in the contract's example.
    const promised = { ...(contract.example as object), follows: undefined };
    return message(contract, read.data as never, {
      ...read,
      data: {
        ...promised,
        ...(read.data as object),
        ...(actions && { actions: actions.map((action) => ({ due: '2026-04-10', ...action })) }),
        ...(sensitive && { sensitive }),
      },
      actor: read.type === 'referral.referral-sent.v1' ? cast.healthVisitor : cast.teacher,
      partitionkey: read.episode ?? read.subject!,
    });
  });

const shuffled = <T>(all: readonly T[]): readonly T[] =>
  all
    .map((one, place) => ({ one, at: (place * 7919) % 101 }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one);

describe('case history', () => {
  let services: ServicesUnderTest;
  const timeline = `/case-history/children/${younger}/timeline`;
  const measures = `/case-history/episodes/${episode}/measures`;

  beforeAll(async () => {
    services = await ServicesUnderTest.start([caseHistoryService], '2026-04-16T16:00:00Z');
    await services.hear(...shuffled(published()));
  });
  afterAll(() => services.close());

  const codes = async (query = '') =>
    (await services.as(cast.healthVisitor).get<TimelineView>(timeline + query)).body.entries.map(
      ({ code }) => code,
    );

  it('is read in pages that together are the whole, and a cursor is good for nobody else', async () => {
    const lead = services.as(cast.healthVisitor);
    const whole = (await lead.get<TimelineView>(timeline)).body.entries;
    const pages: TimelineView['entries'][] = [];
    let next: string | undefined = `${timeline}?limit=3`;
    let second = '';
    while (next) {
      const { body, headers }: Answered<TimelineView> = await lead.get<TimelineView>(next);
      pages.push(body.entries);
      next = /^<(.*)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
      second ||= next ?? '';
    }
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.flat()).toEqual(whole);
    const foreign = await services.as(cast.teacher).get(second);
    expect([foreign.status, foreign.body]).toMatchObject([
      400,
      { errors: [{ pointer: '#query/cursor' }] },
    ]);
    expect((await lead.get(`${timeline}?limit=201`)).status).toBe(400);
  });

  it('tells one timeline of a child across services, in the order of what happened', async () => {
    const told = await codes();
    expect(told[0]).toBe('child-index.child-registered');
    expect(told.indexOf('assessment.assessment-completed')).toBeGreaterThan(
      told.indexOf('assessment.concern-recorded'),
    );
    expect(told).toContain('panel-scheduling.sitting-inquorate');
    expect(told.at(-1)).toBe('referral.service-started');
  });

  it('tells what was known on a day, and what had happened by then: they differ by the session entered late', async () => {
    const known = await codes('?asKnown=2026-03-10');
    const happened = await codes('?asAt=2026-03-10');
    const late = happened.filter((code) => !known.includes(code));
    expect(late).toEqual(['lead-professional.service-started']);
    expect(happened.length - known.length).toBe(1);
  });

  it('shows nothing of a sensitive service to others of the team', async () => {
    const lead = await codes();
    expect(lead.filter((code) => code === 'referral.referral-sent')).toHaveLength(2);
    const recorder = await services.as(cast.teacher).get<TimelineView>(timeline);
    expect(recorder.status).toBe(200);
    const shown = recorder.body.entries.map(({ code }) => code);
    expect(shown.filter((code) => code === 'referral.referral-sent')).toHaveLength(1);
    expect(shown).not.toContain('referral.referral-declined');
  });

  it('measures the episode for its lead, and for nobody else', async () => {
    const lead = await services.as(cast.healthVisitor).get<EpisodeMeasures>(measures);
    expect(lead.status).toBe(200);
    expect(lead.body.identificationToAssessment).toMatchObject({ value: 20, limit: 35, met: true });
    expect(lead.body.planToFirstService.value).toBe(7);
    expect(lead.body.referrals).toMatchObject({ redirects: 1, reReferrals: 0 });
    expect(lead.body.sharedWithoutConsent.count).toBe(0);
    expect(lead.body.actionsNotDoneByAgency).toEqual({ [agencies.housing]: 1 });
    expect((await services.as(cast.teacher).get(measures)).status).toBe(404);
    expect((await services.as(cast.familySupportWorker).get(measures)).status).toBe(404);
  });

  it('measures as known on an earlier day', async () => {
    const known = await services
      .as(cast.healthVisitor)
      .get<EpisodeMeasures>(`${measures}?asKnown=2026-03-10`);
    expect(known.body.planToFirstService.value).toBeUndefined();
    expect(known.body.referrals.redirects).toBe(0);
  });

  it('answers about a child that nobody knows as about one that is not yours', async () => {
    const unknown = await services
      .as(cast.healthVisitor)
      .get('/case-history/children/5f0f8a52-6d5e-4b7e-9a39-0b8f0a5d1c01/timeline');
    const elsewhere = await services.as('bd40eb4c-cd82-4527-adc4-735e4cb4465a').get(timeline);
    expect(unknown.status).toBe(404);
    expect([elsewhere.status, elsewhere.body]).toEqual([404, unknown.body]);
  });

  it('refuses a day that does not exist', async () => {
    expect((await services.as(cast.healthVisitor).get(`${timeline}?asAt=2026-02-30`)).status).toBe(
      400,
    );
  });

  it('counts an area for its analyst, with small numbers hidden', async () => {
    const counts = await services
      .as(cast.analyst)
      .get<{ counts: Record<string, unknown> }>('/case-history/area-counts');
    expect(counts.body.counts['assessment.concern-recorded.v1']).toBe('c');
    expect((await services.as(cast.teacher).get('/case-history/area-counts')).status).toBe(403);
  });

  it('says what the messages say, row for row', async () => {
    const verified = await services
      .as(cast.operator)
      .post<{ tables: { table: string; rows: number; differing: number }[] }>(
        '/case-history/operations/verifications',
      );
    expect(verified.body.tables.map(({ table }) => table)).toContain('history_v1');
    expect(verified.body.tables.every(({ differing }) => differing === 0)).toBe(true);
    expect(
      verified.body.tables.find(({ table }) => table === 'relationship_v1')!.rows,
    ).toBeGreaterThan(5);
  });

  it('parks the sequence of a message that breaks its promise, while others flow, until an operator replays it', async () => {
    const operator = services.as(cast.operator);
    const [ill, well] = [newId(), newId()];
    const joined = (child: string, data: object) =>
      message(EpisodeJoinedV1, data as never, { children: [child], partitionkey: child });
    await services.hear(joined(ill, { child: 'nobody' }), joined(well, { child: well, episode }));
    const { body } = await operator.get<{ parked: { runner: string; key: string }[] }>(
      '/case-history/operations/parked',
    );
    expect(body.parked).toMatchObject([
      { runner: 'case-history', key: ill },
      { runner: 'case-history.history_v1', key: ill },
    ]);
    const ready = await fetch(`${services.url}/case-history/health/ready`);
    expect([ready.status, ((await ready.json()) as { status: string }).status]).toEqual([
      200,
      'degraded',
    ]);
    const lead = services.as(cast.healthVisitor);
    expect((await lead.get(`/case-history/children/${well}/timeline`)).status).toBe(200);
    const [{ runner, key }] = body.parked as [{ runner: string; key: string }];
    const replayed = await operator.post('/case-history/operations/parked/replays', {
      runner,
      key,
    });
    expect(replayed.body).toEqual({ replayed: false });
    expect((await services.as(cast.teacher).get('/case-history/operations/parked')).status).toBe(
      403,
    );
  });

  it('is the same when it is heard a second time', async () => {
    const before = await codes();
    await services.hear(...published());
    expect(await codes()).toEqual(before);
  });
});
