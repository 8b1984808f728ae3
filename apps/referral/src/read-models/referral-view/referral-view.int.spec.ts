import { newId } from '@onestory/kernel';
import { agencies, cast, referableServices, ServicesUnderTest } from '@onestory/testing';
import { referralService } from '../../referral.module.js';
import { aFamilyWithConsent, toCamhs, toCounselling } from '../../testing/family.js';
import { no, screening } from '../../testing/screening.js';

let services: ServicesUnderTest;
beforeEach(() => services.setClock('2026-03-11T10:00:00Z'));
beforeAll(async () => {
  services = await ServicesUnderTest.start([referralService], '2026-03-11T10:00:00Z');
});
afterAll(() => services.close());

const { act, read, sentOn, inScreening } = screening(() => services);

describe('reading a referral', () => {
  const brackenfieldHealthVisitor = '9b1666d9-2fb9-4a64-9736-f5ee53408d90';
  const statuses = async (referral: string, ...who: readonly string[]) => {
    const answers = await Promise.all(who.map((one) => read(one, referral)));
    return answers.map(({ status }) => status);
  };

  it('is for sender, receiver and lead; for the team where it is not sensitive', async () => {
    const family = await aFamilyWithConsent(services);
    const camhs = await sentOn(family, toCamhs(family));
    const counselling = await sentOn(family, toCounselling(family));
    const { healthVisitor, camhsScreener, counsellingScreener, midwife, teachingAssistant } = cast;
    expect(await statuses(camhs, healthVisitor, camhsScreener)).toEqual([200, 200]);
    expect(await statuses(counselling, healthVisitor, counsellingScreener, midwife)).toEqual([
      200, 200, 200,
    ]);
    const outside = [counsellingScreener, midwife, teachingAssistant, brackenfieldHealthVisitor];
    expect(await statuses(camhs, ...outside)).toEqual([404, 404, 404, 404]);
    expect(await statuses(newId(), healthVisitor, camhsScreener)).toEqual([404, 404]);
  });

  it('shows the words to those who may read them, with the revision as ETag', async () => {
    const family = await aFamilyWithConsent(services);
    const referral = await sentOn(family, toCamhs(family));
    const { body, etag } = await read(cast.camhsScreener, referral);
    expect(etag).toBe(services.etag(`referral-${referral}`, 1n));
    expect(body).toMatchObject({
      referral,
      ...toCamhs(family),
      sensitive: true,
      by: cast.healthVisitor,
      to: agencies.camhs,
      stage: 'received',
      sentAt: { occurredAt: '2026-03-11T10:00:00.000Z' },
    });
  });

  it('tells of the other referral only to who asks for both', async () => {
    const { family, referral, etag } = await inScreening(cast.camhsScreener, toCamhs);
    await act(cast.camhsScreener, referral, 'decline', no, etag);
    const next = await sentOn(family, { ...toCounselling(family), follows: referral });
    expect((await read(cast.healthVisitor, next)).body).toMatchObject({ follows: referral });
    for (const other of [cast.counsellingScreener, cast.midwife])
      expect(JSON.stringify((await read(other, next)).body)).not.toContain(referral);
  });

  it('as it was at a time, and as it was known then', async () => {
    const family = await aFamilyWithConsent(services);
    services.setClock('2026-03-24T10:00:00Z');
    const sent = { ...toCounselling(family), occurredOn: '2026-03-11' };
    const referral = await sentOn(family, sent);
    await act(cast.counsellingScreener, referral, 'screening', { occurredOn: '2026-03-13' });
    const stageOf = async (query: string) =>
      (await read(cast.healthVisitor, referral, query)).body['stage'];
    expect(await stageOf('?asAt=2026-03-12')).toBe('received');
    expect(await stageOf('?asAt=2026-03-13')).toBe('in screening');
    expect(await stageOf('?asKnown=2026-03-24')).toBe('in screening');
    for (const query of ['?asAt=2026-03-10', '?asKnown=2026-03-23'])
      expect((await read(cast.healthVisitor, referral, query)).status).toBe(404);
  });

  it('gives the receiver nothing more once it is withdrawn, not even as it was', async () => {
    const family = await aFamilyWithConsent(services);
    const referral = await sentOn(family, toCounselling(family));
    services.setClock('2026-03-13T10:00:00Z');
    await act(cast.healthVisitor, referral, 'withdrawal', {
      cause: 'by_family',
      reason: 'They changed their mind (zzMindToken).',
    });
    const withheld = await read(cast.counsellingScreener, referral);
    expect(withheld.body).toEqual({
      referral,
      service: referableServices.counselling,
      stage: 'withdrawn',
      since: { occurredAt: '2026-03-13T10:00:00.000Z' },
      withdrawn: { cause: 'by_family' },
    });
    const before = await read(cast.counsellingScreener, referral, '?asAt=2026-03-12');
    expect(JSON.stringify(before.body)).not.toMatch(/zz\w+Token/);
    expect(JSON.stringify((await read(cast.healthVisitor, referral)).body)).toContain(
      'zzReasonToken',
    );
  });
});
