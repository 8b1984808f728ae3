import { cast, ServicesUnderTest } from '@onestory/testing';
import { referralService } from '../referral.module.js';
import { aFamilyWithConsent, namesOf, send, toCounselling, toldOf } from '../testing/family.js';

describe('a service accepts while the referrer withdraws', () => {
  let services: ServicesUnderTest;
  beforeAll(async () => {
    services = await ServicesUnderTest.start([referralService], '2026-03-30T10:00:00Z');
  });
  afterAll(() => services.close());

  /** In screening, as both have read it. */
  const inScreening = async () => {
    const family = await aFamilyWithConsent(services);
    const { id } = (await send(services, family, toCounselling(family))).body;
    await services.settle();
    const path = `/referral/referrals/${id}`;
    const { etag } = await services.as(cast.counsellingScreener).post(`${path}/screening`);
    const ifMatch = { 'if-match': etag! };
    return {
      id,
      accept: () => services.as(cast.counsellingScreener).post(`${path}/acceptance`, {}, ifMatch),
      withdraw: (terms: Record<string, string> = ifMatch) =>
        services.as(cast.healthVisitor).post(`${path}/withdrawal`, { cause: 'by_family' }, terms),
    };
  };
  const endOf = async (id: string) => namesOf(await toldOf(services, id)).slice(3);

  it('after the withdrawal: 409 with what happened, though what was read is stale', async () => {
    const { id, accept, withdraw } = await inScreening();
    expect((await withdraw()).status).toBe(200);
    expect(await accept()).toMatchObject({ status: 409, body: { code: 'was-withdrawn' } });
    expect(await endOf(id)).toEqual(['referral-withdrawn']);
  });

  it('before the withdrawal: both count, once who withdraws knows of it', async () => {
    const { id, accept, withdraw } = await inScreening();
    expect((await accept()).status).toBe(200);
    expect((await withdraw()).status).toBe(412);
    expect((await withdraw({})).status).toBe(200);
    expect(await endOf(id)).toEqual(['referral-accepted', 'referral-withdrawn']);
  });

  it('at the same moment: one of them is told what happened, and nothing is lost', async () => {
    const { id, accept, withdraw } = await inScreening();
    const [accepted, withdrawn] = await Promise.all([accept(), withdraw()]);
    const end = await endOf(id);
    if (withdrawn.status === 200) {
      expect(accepted).toMatchObject({ status: 409, body: { code: 'was-withdrawn' } });
      expect(end).toEqual(['referral-withdrawn']);
    } else {
      expect([accepted.status, withdrawn.status]).toEqual([200, 412]);
      expect(end).toEqual(['referral-accepted']);
    }
  });
});
