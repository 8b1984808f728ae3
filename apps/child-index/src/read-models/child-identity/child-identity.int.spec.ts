import {
  ConcernRecordedV1,
  ConsentGivenV1,
  FeedbackSentV1,
  ReferralDeclinedV1,
  ReferralSentV1,
  ReferralWithdrawnV1,
} from '@onestory/contracts';
import { newId } from '@onestory/kernel';
import type { ChildId, EpisodeId, ReferralId } from '@onestory/kernel';
import { agencies, cast, message, referableServices } from '@onestory/testing';
import type { Person } from '@onestory/testing';
import { INDEX, IndexUnderTest, mother, younger } from '../../testing/an-index.js';
import type { ChildIdentityView } from './child-identity.js';

/** A screener of the other area, by the id in its file. */
const screenerOfAnotherArea = '1e2a7911-ca7d-407b-b10b-0fd2e45960b7';

describe('who a referral is about', () => {
  let index: IndexUnderTest;
  let camhs: Person;
  beforeAll(async () => {
    index = await IndexUnderTest.start();
    camhs = index.services.as(cast.camhsScreener);
  });
  afterAll(() => index.services.close());

  const identity = (person: Person, child: string) =>
    person.get<ChildIdentityView>(`${INDEX}/children/${child}/identity`);
  const aChild = async () => (await index.register()) as ChildId;
  const request = (referral: ReferralId) => ({
    referral,
    service: referableServices.camhs,
    sensitive: true,
  });
  const at = (nth: number) => ({ sequence: String(nth).padStart(20, '0') });
  const sent = (referral: ReferralId, children: ChildId[]) =>
    message(
      ReferralSentV1,
      {
        ...request(referral),
        children,
        to: agencies.camhs,
        basis: 'without_consent',
        consents: [],
      },
      at(0),
    );
  const closings = {
    declined: (referral: ReferralId, children: ChildId[]) =>
      message(ReferralDeclinedV1, { ...request(referral), children, reason: 'outside_age' }, at(3)),
    withdrawn: (referral: ReferralId, children: ChildId[]) =>
      message(
        ReferralWithdrawnV1,
        { ...request(referral), children, cause: 'consent_withdrawn' },
        at(3),
      ),
    ended: (referral: ReferralId, children: ChildId[]) =>
      message(FeedbackSentV1, { ...request(referral), children, what: 'ended' }, at(3)),
  };

  it('is told to whoever screens it, enough to know the child again, and nothing else of the index', async () => {
    const child = await aChild();
    await index.involve(child, { agency: agencies.school, kind: 'school' });
    expect((await identity(camhs, child)).status).toBe(404);
    await index.services.hear(sent(newId(), [child]));
    const { status, body } = await identity(camhs, child);
    expect([status, body]).toEqual([
      200,
      { child, name: younger.name, dateOfBirth: '2016-09-03', age: 9, gender: 'female' },
    ]);
    expect((await index.entry(camhs, child)).status).toBe(403);
  });

  it("is the mother's name where the child is not born yet", async () => {
    const carers = [{ carer: index.carer, parentalResponsibility: 'yes', relationship: 'mother' }];
    const { body: baby } = await index.clerk.post(`${INDEX}/unborn-children`, {
      expectedDate: '2026-06-02',
      carers,
    });
    await index.services.hear(sent(newId(), [baby.id as ChildId]));
    expect((await identity(camhs, baby.id)).body).toEqual({
      child: baby.id,
      expectedDate: '2026-06-02',
      mother: mother.name,
    });
  });

  it.each(Object.entries(closings))('is not told once it is %s', async (_how, closed) => {
    const [child, sibling, referral] = [await aChild(), await aChild(), newId<ReferralId>()];
    await index.services.hear(sent(referral, [child, sibling]));
    expect((await identity(camhs, child)).status).toBe(200);
    await index.services.hear(closed(referral, [child, sibling]));
    const { status, body } = await identity(camhs, child);
    expect([status, body]).toEqual([404, (await identity(camhs, newId())).body]);
    expect((await identity(camhs, sibling)).status).toBe(404);
  });

  it('is told as long as another referral to them is open', async () => {
    const [child, first] = [await aChild(), newId<ReferralId>()];
    await index.services.hear(sent(first, [child]), sent(newId(), [child]));
    await index.services.hear(closings.declined(first, [child]));
    expect((await identity(camhs, child)).status).toBe(200);
  });

  it('is told in whatever order the messages come', async () => {
    const [child, referral] = [await aChild(), newId<ReferralId>()];
    await index.services.hear(closings.withdrawn(referral, [child]), sent(referral, [child]));
    expect((await identity(camhs, child)).status).toBe(404);
  });

  it('is told to no other agency, area or role, and not to whom the family excludes', async () => {
    const [child, episode] = [await aChild(), newId<EpisodeId>()];
    await index.services.hear(sent(newId(), [child]));
    const unknown = (await identity(camhs, newId())).body;
    for (const person of [cast.counsellingScreener, screenerOfAnotherArea]) {
      const { status, body } = await identity(index.services.as(person), child);
      expect([status, body]).toEqual([404, unknown]);
    }
    expect((await identity(index.teacher, child)).status).toBe(403);

    const concern = { concern: newId(), child, episode, agency: agencies.school };
    const consent = {
      consent: newId(),
      episode,
      giver: index.carer,
      children: [child],
      capacity: 'parental_responsibility',
      purposes: ['assessment'],
      agencies: [],
      panelAgencies: [],
      excluded: [cast.camhsScreener],
    };
    await index.services.hear(
      message(ConcernRecordedV1, concern as never, { episode }),
      message(ConsentGivenV1, consent as never, { episode }),
    );
    const barred = await identity(camhs, child);
    expect([barred.status, barred.body]).toEqual([404, unknown]);
  });
});
