import type { PublishedEvent } from '@onestory/contracts';
import { agencies, cast, ServicesUnderTest } from '@onestory/testing';
import type { Queue } from '../read-models/screening-queue/screening-queue.js';
import { referralService } from '../referral.module.js';
import {
  aFamilyWithConsent,
  consentGiven,
  consentIdOf,
  consentRefused,
  consentWithdrawn,
  familiesWithConsent,
  namesOf,
  send,
  toCamhs,
  toCounselling,
  toldOf,
} from '../testing/family.js';
import type { Family } from '../testing/family.js';

let services: ServicesUnderTest;
beforeAll(async () => {
  services = await ServicesUnderTest.start([referralService], '2026-04-02T10:00:00Z');
});
afterAll(() => services.close());

const sentOn = (family: Family, occurredOn: string, body: object = toCounselling(family)) =>
  send(services, family, { ...body, occurredOn });
const withdrawalIn = (told: readonly PublishedEvent[]) =>
  told.find(({ type }) => type === 'referral.referral-withdrawn.v1');
const withdrawalOf = async (referral: string) => withdrawalIn(await toldOf(services, referral));

describe('consent is withdrawn in mid-referral', () => {
  it('what rests on it stops, from then on; the receiver is told, and reads no more of it', async () => {
    const family = await aFamilyWithConsent(services);
    const counselling = (await sentOn(family, '2026-03-26')).body.id;
    const camhs = (await sentOn(family, '2026-03-11', toCamhs(family))).body.id;
    await services.hear(consentWithdrawn(family));

    for (const referral of [counselling, camhs])
      expect(await withdrawalOf(referral)).toMatchObject({
        time: '2026-04-01T10:00:00.000Z',
        episode: family.episode,
        data: { cause: 'consent_withdrawn', lostBy: 'withdrawal', children: [family.younger] },
      });
    const screener = services.as(cast.counsellingScreener);
    const { body } = await screener.get<Queue>('/referral/screening-queue');
    expect(body.waiting.map(({ referral }) => referral)).not.toContain(counselling);
    expect(body.stopped).toContainEqual(
      expect.objectContaining({ referral: counselling, cause: 'consent_withdrawn' }),
    );
    const view = await screener.get(`/referral/referrals/${counselling}`);
    expect(JSON.stringify(view.body)).not.toMatch(/zz\w+Token/);
    const screening = await screener.post(`/referral/referrals/${counselling}/screening`);
    expect(screening).toMatchObject({ status: 409, body: { code: 'was-withdrawn' } });
  });

  it('what rests on another basis, is declined or has begun goes on', async () => {
    const family = await aFamilyWithConsent(services);
    const basis = { without: 'significant_harm', reason: 'Seen by the children (zzHarmToken).' };
    const harm = { ...toCounselling(family), basis };
    const without = (await sentOn(family, '2026-03-26', harm)).body.id;
    const begun = (await sentOn(family, '2026-03-11', toCamhs(family))).body.id;
    await services.settle();
    const camhs = services.as(cast.camhsScreener);
    const { etag } = await camhs.post(`/referral/referrals/${begun}/screening`);
    await camhs.post(`/referral/referrals/${begun}/acceptance`, {}, { 'if-match': etag! });
    await camhs.post(`/referral/referrals/${begun}/start`);
    await services.hear(consentWithdrawn(family));
    expect(await withdrawalOf(without)).toBeUndefined();
    expect(await withdrawalOf(begun)).toBeUndefined();
  });

  it("a child's own withdrawal stops what rests on it as well, and nothing of its siblings", async () => {
    const family = await aFamilyWithConsent(services);
    const { elder, episode } = family;
    const own = { children: [elder], capacity: 'competent_child' as const };
    await services.hear(consentGiven(family, own, { giver: elder }));
    const hers = { ...toCamhs(family), children: [elder] };
    const forElder = (await sentOn(family, '2026-03-26', hers)).body.id;
    const forYounger = (await sentOn(family, '2026-03-26')).body.id;
    await services.hear(consentWithdrawn(family, { giver: elder }));
    expect(await withdrawalOf(forElder)).toBeDefined();
    expect(await withdrawalOf(forYounger)).toBeUndefined();
    expect(consentIdOf(episode, elder)).not.toBe(family.consent);
  });

  it('refused by the other parent: what goes to the agencies that are named stops, and is not sent again', async () => {
    const family = await aFamilyWithConsent(services);
    const counselling = (await sentOn(family, '2026-03-26')).body.id;
    const camhs = (await sentOn(family, '2026-03-26', toCamhs(family))).body.id;
    await services.hear(consentRefused(family, [agencies.camhs]));
    const again = await sentOn(family, '2026-04-02', toCamhs(family));
    expect(again).toMatchObject({ status: 409, body: { code: 'refused-by-the-family' } });
    expect(await withdrawalOf(camhs)).toMatchObject({
      time: '2026-04-01T10:00:00.000Z',
      data: { cause: 'consent_withdrawn', lostBy: 'refusal' },
    });
    expect(await withdrawalOf(counselling)).toBeUndefined();
    const { body } = await services.as(cast.camhsScreener).get<Queue>('/referral/screening-queue');
    expect(body.stopped).toContainEqual(
      expect.objectContaining({ referral: camhs, cause: 'consent_refused' }),
    );
  });

  it('given anew for less: what it no longer covers stops, and nothing else', async () => {
    const family = await aFamilyWithConsent(services);
    const counselling = (await sentOn(family, '2026-03-26')).body.id;
    const camhs = (await sentOn(family, '2026-03-26', toCamhs(family))).body.id;
    const less = { agencies: [agencies.school, agencies.counselling] };
    await services.hear(consentGiven(family, less, { time: '2026-04-01T10:00:00.000Z', nth: 1 }));
    expect(await withdrawalOf(camhs)).toMatchObject({ time: '2026-04-01T10:00:00.000Z' });
    expect(await withdrawalOf(counselling)).toBeUndefined();
  });
});

describe('it does not matter which is heard of first', () => {
  /** Its end, as others hear of it, without what differs between two referrals. */
  const endOf = async (referral: string) => {
    const it = await withdrawalOf(referral);
    return it && [it.type, it.time, (it.data as { cause: string }).cause];
  };

  it.each([
    ['before it was sent', '2026-03-20T10:00:00.000Z', '2026-03-26T12:00:00.000Z'],
    ['after it was sent', '2026-04-01T10:00:00.000Z', '2026-04-01T10:00:00.000Z'],
  ])('of a withdrawal %s', async (_when, time, expected) => {
    const [heardLast, heardWithIt] = await familiesWithConsent(services, 2);
    const first = (await sentOn(heardLast!, '2026-03-26')).body.id;
    await services.settle();
    await services.hear(consentWithdrawn(heardLast!, { time }));
    const [sent] = await Promise.all([
      sentOn(heardWithIt!, '2026-03-26'),
      services.hear(consentWithdrawn(heardWithIt!, { time })),
    ]);

    expect(await endOf(first)).toEqual([
      'referral.referral-withdrawn.v1',
      expected,
      'consent_withdrawn',
    ]);
    if (sent.status === 201) expect(await endOf(sent.body.id)).toEqual(await endOf(first));
    else expect(sent.body).toMatchObject({ code: 'not-covered-by-consent' });
  });

  it('of a withdrawal of the same day, which counts from the withdrawal if it was recorded after the sending', async () => {
    const family = await aFamilyWithConsent(services);
    const { body } = await sentOn(family, '2026-04-01');
    const [told] = await toldOf(services, body.id);
    const time = '2026-04-01T10:00:00.000Z';
    const recordedtime = new Date(Date.parse(told!.recordedtime) + 1000).toISOString();
    await services.hear({ ...consentWithdrawn(family, { time }), recordedtime });
    expect(await withdrawalOf(body.id)).toMatchObject({ time });
  });

  it('of a withdrawal heard before a referral that was sent earlier and recorded late', async () => {
    const family = await aFamilyWithConsent(services);
    await services.hear(consentWithdrawn(family));
    const { status, body } = await sentOn(family, '2026-03-26');
    expect(status).toBe(201);
    expect(await endOf(body.id)).toEqual([
      'referral.referral-withdrawn.v1',
      '2026-04-01T10:00:00.000Z',
      'consent_withdrawn',
    ]);
  });

  it('nothing slips through where both happen at the same moment, again and again', async () => {
    const families = await familiesWithConsent(services, 12);
    const answers = await Promise.all(
      families.map(async (family, n) => {
        const withdrawing = async () => services.hear(consentWithdrawn(family));
        const sending = async () => sentOn(family, '2026-03-26');
        if (n % 3 === 0) return (await Promise.all([withdrawing(), sending()]))[1];
        return (await Promise.all([sending(), withdrawing()]))[0];
      }),
    );
    await services.settle();
    const told = await services.said('referral');
    const sent = answers.filter(({ status }) => status === 201);
    for (const { body } of sent) {
      const own = told.filter(({ data }) => (data as { referral: string }).referral === body.id);
      expect(namesOf(own)).toContain('referral-withdrawn');
    }
    expect(sent.length + answers.filter(({ status }) => status === 409).length).toBe(12);
  });

  it('of a consent that was given again by then: it goes on', async () => {
    const family = await aFamilyWithConsent(services);
    await services.hear(
      consentWithdrawn(family, { time: '2026-03-20T10:00:00.000Z', nth: 1 }),
      consentGiven(family, {}, { time: '2026-03-24T10:00:00.000Z', nth: 2 }),
    );
    const { body, status } = await sentOn(family, '2026-03-26');
    expect(status).toBe(201);
    expect(await withdrawalOf(body.id)).toBeUndefined();
  });
});

it('every read model says what events and messages say, row for row', async () => {
  const { body } = await services
    .as(cast.operator)
    .post<{ tables: { table: string; rows: number; differing: number }[] }>(
      '/referral/operations/verifications',
    );
  const rows = Object.fromEntries(body.tables.map((it) => [it.table, it.rows]));
  expect(body.tables.filter(({ differing }) => differing !== 0)).toEqual([]);
  for (const table of ['consent_heard_v1', 'open_referral_v1', 'screening_queue_v1'])
    expect(rows[table]).toBeGreaterThan(0);
});
