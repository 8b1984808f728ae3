import { newId } from '@onestory/kernel';
import { agencies, cast, referableServices, ServicesUnderTest } from '@onestory/testing';
import { referralService } from '../../referral.module.js';
import {
  aFamilyWithConsent,
  namesOf,
  send,
  toCamhs,
  toCounselling,
  toldOf,
} from '../../testing/family.js';
import { no, screening } from '../../testing/screening.js';

let services: ServicesUnderTest;
beforeEach(() => services.setClock('2026-03-11T10:00:00Z'));
beforeAll(async () => {
  services = await ServicesUnderTest.start([referralService], '2026-03-11T10:00:00Z');
});
afterAll(() => services.close());

const { act, read, queueOf, waitingFor, sentOn, inScreening } = screening(() => services);
describe('the screening queue', () => {
  it('has no ETag: there is no revision of it to decide on', async () => {
    const path = '/referral/screening-queue';
    expect(await services.as(cast.camhsScreener).get(path)).toMatchObject({
      status: 200,
      etag: null,
    });
  });

  it('shows what was sent, to the screeners of its agency and to nobody else', async () => {
    const family = await aFamilyWithConsent(services);
    const sent = await send(services, family, toCamhs(family));
    const position = { 'onestory-position': sent.headers.get('onestory-position')! };
    const row = await waitingFor(cast.camhsScreener, sent.body.id, position);
    expect(row).toMatchObject({
      referral: sent.body.id,
      service: referableServices.camhs,
      sentByAgency: agencies.healthTrust,
      sentAt: '2026-03-11T10:00:00.000Z',
      waitingWorkingDays: 0,
    });
    expect(JSON.stringify(row)).not.toContain(family.younger);
    expect(await waitingFor(cast.counsellingScreener, sent.body.id)).toBeUndefined();
    const lead = await services.as(cast.healthVisitor).get('/referral/screening-queue');
    expect(lead.status).toBe(403);
  });

  it('follows each step, and counts working days', async () => {
    const { referral, etag } = await inScreening(cast.counsellingScreener, toCounselling);
    services.setClock('2026-03-24T10:00:00Z');
    await services.settle();
    const waiting = () => waitingFor(cast.counsellingScreener, referral);
    expect(await waiting()).toMatchObject({ stage: 'in screening', waitingWorkingDays: 9 });
    await act(cast.counsellingScreener, referral, 'acceptance', {}, etag);
    await services.settle();
    expect(await waiting()).toMatchObject({ stage: 'accepted', since: '2026-03-24T10:00:00.000Z' });
    await act(cast.counsellingScreener, referral, 'start');
    await services.settle();
    expect(await waiting()).toBeUndefined();
  });

  it('tells the service for four weeks to stop what was withdrawn', async () => {
    const family = await aFamilyWithConsent(services);
    const referral = await sentOn(family, toCounselling(family));
    await act(cast.healthVisitor, referral, 'withdrawal', { cause: 'by_family' });
    await services.settle();
    const { waiting, stopped } = await queueOf(cast.counsellingScreener);
    expect(waiting.map((it) => it.referral)).not.toContain(referral);
    expect(stopped).toContainEqual({
      referral,
      service: referableServices.counselling,
      cause: 'by_family',
      since: '2026-03-11T10:00:00.000Z',
    });
    services.setClock('2026-04-09T10:00:00Z');
    expect((await queueOf(cast.counsellingScreener)).stopped).toEqual([]);
  });
});

describe('screening a referral', () => {
  it('declines with reason and advice after 9 working days, and tells who asked', async () => {
    const { referral, etag } = await inScreening(cast.camhsScreener, toCamhs);
    services.setClock('2026-03-24T10:00:00Z');
    expect((await act(cast.camhsScreener, referral, 'decline', no, etag)).status).toBe(200);
    const text = 'Thank you; see the advice (zzFeedbackToken).';
    await act(cast.camhsScreener, referral, 'feedback', { what: 'decision', text });

    const told = await toldOf(services, referral);
    expect(namesOf(told)).toEqual([
      'referral-sent',
      'referral-received',
      'screening-started',
      'referral-declined',
      'feedback-sent',
    ]);
    expect(told[3]).toMatchObject({
      time: '2026-03-24T10:00:00.000Z',
      actor: cast.camhsScreener,
      data: { reason: 'threshold_not_met_lower', sensitive: true },
    });
    expect(JSON.stringify(told)).not.toMatch(/zz\w+Token/);
    expect((await read(cast.healthVisitor, referral)).body).toMatchObject({
      stage: 'declined',
      declined: { by: cast.camhsScreener, ...no },
      feedback: [{ what: 'decision', text }],
    });
  });

  it('accepts, and starts the service, on the redirect that follows', async () => {
    const { family, referral, etag } = await inScreening(cast.camhsScreener, toCamhs);
    services.setClock('2026-03-24T10:00:00Z');
    await act(cast.camhsScreener, referral, 'decline', no, etag);
    services.setClock('2026-04-16T10:00:00Z');
    const on = (occurredOn: string) => ({ occurredOn });
    const redirect = { ...toCounselling(family), follows: referral, ...on('2026-03-26') };
    expect(await send(services, family, { ...redirect, ...on('2026-03-23') })).toMatchObject({
      status: 422,
      body: { code: 'before-what-it-answers' },
    });
    const next = await sentOn(family, redirect);
    const screener = cast.counsellingScreener;
    const { etag: revision } = await act(screener, next, 'screening', on('2026-03-27'));
    const ifMatch = { 'if-match': revision! };
    const accepted = await act(screener, next, 'acceptance', on('2026-04-14'), ifMatch);
    const started = await act(screener, next, 'start', on('2026-04-16'));
    expect([accepted.status, started.status]).toEqual([200, 200]);
    const told = await toldOf(services, next);
    expect(told[0]!.data).toMatchObject({ follows: referral, sensitive: false });
    expect(namesOf(told).slice(-2)).toEqual(['referral-accepted', 'service-started']);
  });

  it('decides on what was read: 428 without its revision, 412 with an old one', async () => {
    const { referral, etag } = await inScreening(cast.camhsScreener, toCamhs);
    expect((await act(cast.camhsScreener, referral, 'acceptance')).status).toBe(428);
    expect((await act(cast.camhsScreener, referral, 'decline', no)).status).toBe(428);
    const stale = { 'if-match': services.etag(`referral-${referral}`, 0n) };
    expect((await act(cast.camhsScreener, referral, 'decline', no, stale)).status).toBe(412);
    expect((await act(cast.camhsScreener, referral, 'decline', no, etag)).status).toBe(200);
  });

  it('skips no step, and needs advice', async () => {
    const family = await aFamilyWithConsent(services);
    const referral = await sentOn(family, toCounselling(family));
    const { etag } = await read(cast.counsellingScreener, referral);
    const early = await act(
      cast.counsellingScreener,
      referral,
      'acceptance',
      {},
      { 'if-match': etag! },
    );
    expect(early).toMatchObject({ status: 409, body: { code: 'not-in-screening' } });
    expect((await act(cast.counsellingScreener, referral, 'receipt')).status).toBe(200);
    const screening = await act(cast.counsellingScreener, referral, 'screening');
    const ifMatch = { 'if-match': screening.etag! };
    const blank = { ...no, advice: ' ' };
    const lacking = await act(cast.counsellingScreener, referral, 'decline', blank, ifMatch);
    expect(lacking).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/advice' }] } });
    const rumour = { ...no, reason: 'no_time' };
    const unknown = await act(cast.counsellingScreener, referral, 'decline', rumour, ifMatch);
    expect(unknown.status).toBe(400);
    const told = await act(cast.counsellingScreener, referral, 'feedback', { what: 'decision' });
    expect(told).toMatchObject({ status: 409, body: { code: 'not-decided' } });
  });

  it('is for the screeners of that agency: for others there is nothing', async () => {
    const { referral, etag } = await inScreening(cast.camhsScreener, toCamhs);
    const other = cast.counsellingScreener;
    const nothing = await act(other, newId(), 'decline', no, etag);
    const theirs = await act(other, referral, 'decline', no, etag);
    expect([theirs.status, theirs.body]).toEqual([404, nothing.body]);
    for (const what of ['receipt', 'screening', 'start'])
      expect((await act(other, referral, what)).status).toBe(404);
    expect((await act(cast.healthVisitor, referral, 'acceptance', {}, etag)).status).toBe(403);
    expect(
      (await act(cast.camhsScreener, referral, 'withdrawal', { cause: 'by_family' })).status,
    ).toBe(403);
  });
});
