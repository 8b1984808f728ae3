import { newId } from '@onestory/kernel';
import type { ChildId } from '@onestory/kernel';
import { agencies, cast, referableServices, ServicesUnderTest } from '@onestory/testing';
import { referralService } from '../../referral.module.js';
import {
  aFamily,
  aFamilyWithConsent,
  consentGiven,
  consentIdOf,
  consentWithdrawn,
  helped,
  inTheIndex,
  namesOf,
  send,
  toCamhs,
  toCounselling,
  toldOf,
} from '../../testing/family.js';

let services: ServicesUnderTest;
beforeAll(async () => {
  services = await ServicesUnderTest.start([referralService], '2026-03-11T10:00:00Z');
});
afterAll(() => services.close());

describe('sending a referral', () => {
  it('asks the service, which has it at once; others hear that, and not why', async () => {
    const family = await aFamilyWithConsent(services);
    const sent = await send(services, family, toCamhs(family));
    expect(sent.status).toBe(201);
    expect(sent.headers.get('location')).toBe(`/referral/referrals/${sent.body.id}`);

    const told = await toldOf(services, sent.body.id);
    expect(namesOf(told)).toEqual(['referral-sent', 'referral-received']);
    expect(told[0]).toMatchObject({
      episode: family.episode,
      children: [family.younger],
      actor: cast.healthVisitor,
      partitionkey: family.episode,
      data: {
        service: referableServices.camhs,
        to: agencies.camhs,
        sensitive: true,
        basis: 'consent',
        consents: [family.consent],
      },
    });
    expect(told[1]).toMatchObject({ onbehalfof: cast.healthVisitor, time: told[0]!.time });
    expect(JSON.stringify(told)).not.toMatch(/zz\w+Token/);
  });

  it('takes agency and sensitivity from the register, never from the client', async () => {
    const family = await aFamilyWithConsent(services);
    const claimed = { ...toCamhs(family), sensitive: false, to: agencies.school };
    expect((await send(services, family, claimed)).status).toBe(400);
    const unknown = { ...toCamhs(family), service: newId() };
    expect(await send(services, family, unknown)).toMatchObject({
      status: 422,
      body: { code: 'no-such-service' },
    });
  });

  it('is the answer of the first time under the same key, and refuses another body', async () => {
    const family = await aFamilyWithConsent(services);
    const key = { 'idempotency-key': newId() };
    const first = await send(services, family, toCounselling(family), key);
    await services.settle();
    const again = await send(services, family, toCounselling(family), key);
    const other = await send(services, family, toCamhs(family), key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect([other.status, other.body]).toMatchObject([409, { code: 'idempotency-key-reused' }]);
  });

  it('is for the lead: for others there is no such episode, or their role never may', async () => {
    const family = await aFamilyWithConsent(services);
    const path = `/referral/episodes/${family.episode}/referrals`;
    const asks = async (who: string) =>
      (await services.as(who).post(path, toCounselling(family))).status;
    expect(await asks(cast.midwife)).toBe(404);
    expect(await asks(cast.teacher)).toBe(404);
    expect(await asks(cast.camhsScreener)).toBe(403);
  });

  it('says what a request lacks', async () => {
    const family = await aFamilyWithConsent(services);
    const referral = toCounselling(family);
    const both = { consents: [family.consent], without: 'significant_harm', reason: 'Harm' };
    const answers = [
      await send(services, family, { ...referral, basis: both }),
      await send(services, family, { ...referral, basis: {} }),
      await send(services, family, { ...referral, basis: undefined }),
      await send(services, family, { ...referral, children: [] }),
      await send(services, family, { ...referral, reason: ' ' }),
      await send(services, family, { ...referral, occurredOn: '2026-03-12' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 422, 400, 422]);
  });

  it('may be recorded later, at the time it was sent', async () => {
    const family = await aFamilyWithConsent(services);
    const late = { ...toCounselling(family), occurredOn: '2026-03-09' };
    const { body } = await send(services, family, late);
    const times = (await toldOf(services, body.id)).map((it) => [it.time, it.occurredprecision]);
    expect(times).toEqual(Array(2).fill(['2026-03-09T12:00:00.000Z', 'day']));
  });
});

describe('the consent that a referral rests on', () => {
  const refused = { status: 409, body: { code: 'not-covered-by-consent' } };
  const notYet = { status: 409, body: { code: 'not-yet-known' } };

  it('covers the unborn, where its giver has parental responsibility', async () => {
    const family = await aFamilyWithConsent(services);
    const { younger, baby } = family;
    const all = { ...toCounselling(family), children: [younger, baby] };
    expect((await send(services, family, all)).status).toBe(201);
  });

  it('does not cover a service that it does not name, nor a time before it was given', async () => {
    const family = await aFamilyWithConsent(services);
    const mothersGroup = {
      ...toCounselling(family),
      service: 'fcae6a9e-6074-439f-aac3-5d9a746242aa',
    };
    expect(await send(services, family, mothersGroup)).toMatchObject(refused);
    const tooEarly = { ...toCounselling(family), occurredOn: '2026-01-15' };
    expect(await send(services, family, tooEarly)).toMatchObject(refused);
  });

  it('is withdrawn: the refusal says the way out, and the way out works', async () => {
    const family = await aFamilyWithConsent(services);
    await services.hear(consentWithdrawn(family, { time: '2026-03-01T10:00:00.000Z' }));
    const answer = await send(services, family, toCounselling(family));
    expect(answer).toMatchObject(refused);
    expect(JSON.stringify(answer.body)).toMatch(/Ask the family; or send it without consent/);

    const basis = { without: 'significant_harm', reason: 'Seen by the children (zzHarmToken).' };
    const without = await send(services, family, { ...toCounselling(family), basis });
    expect(without.status).toBe(201);
    const [sent, ...more] = await toldOf(services, without.body.id);
    expect(sent!.data).toMatchObject({ basis: 'without_consent', consents: [] });
    expect(namesOf(more)).toEqual(['referral-received']);
  });

  it('is not overruled where the child has withdrawn its own', async () => {
    const family = await aFamilyWithConsent(services);
    const { elder } = family;
    const own = { giver: elder, nth: 0 };
    await services.hear(
      consentGiven(family, { children: [elder], capacity: 'competent_child' }, own),
      consentWithdrawn(family, { giver: elder, time: '2026-03-01T10:00:00.000Z' }),
    );
    const forElder = { ...toCounselling(family), children: [elder] };
    expect(await send(services, family, forElder)).toMatchObject(refused);
    expect((await send(services, family, toCounselling(family))).status).toBe(201);
  });

  it("has the child's own beside it, named or not", async () => {
    const family = await aFamilyWithConsent(services);
    const { elder, episode, consent } = family;
    const own = { children: [elder] as ChildId[], capacity: 'competent_child' as const };
    await services.hear(consentGiven(family, own, { giver: elder }));
    const forElder = { ...toCounselling(family), children: [elder] };
    const { body } = await send(services, family, forElder);
    const [sent] = await toldOf(services, body.id);
    expect((sent!.data as unknown as { consents: string[] }).consents.toSorted()).toEqual(
      [consent, consentIdOf(episode, elder)].toSorted(),
    );
  });

  it('is not yet known here: ask again, or wait for it', async () => {
    const family = aFamily();
    await services.hear(...inTheIndex(family), ...helped(family));
    const answer = await send(services, family, toCounselling(family));
    expect(answer).toMatchObject(notYet);
    expect(answer.headers.get('retry-after')).toBe('1');

    const waiting = send(services, family, toCounselling(family), { prefer: 'wait=2' });
    await services.hear(consentGiven(family));
    expect((await waiting).status).toBe(201);
  });

  it('is not yet known to cover a child of whom the index has told nothing', async () => {
    const family = aFamily();
    const { younger, baby } = family;
    await services.hear(...helped(family), consentGiven(family));
    const both = { ...toCounselling(family), children: [younger, baby] };
    expect(await send(services, family, both)).toMatchObject(notYet);
    await services.hear(...inTheIndex(family));
    expect((await send(services, family, both)).status).toBe(201);
  });

  it('says nothing about children of another episode', async () => {
    const family = await aFamilyWithConsent(services);
    const another = await aFamilyWithConsent(services);
    const theirs = { ...toCounselling(family), children: [another.younger] };
    expect(await send(services, family, theirs)).toMatchObject(notYet);
    const by = { ...toCounselling(family), basis: { consents: [another.consent] } };
    expect(await send(services, family, by)).toMatchObject(notYet);
  });

  it('keeps out whom its giver excludes, also as a screener', async () => {
    const family = aFamily();
    await services.hear(
      ...inTheIndex(family),
      ...helped(family),
      consentGiven(family, { excluded: [cast.counsellingScreener] }),
    );
    const { body } = await send(services, family, toCounselling(family));
    await services.settle();
    const screener = services.as(cast.counsellingScreener);
    expect((await screener.get(`/referral/referrals/${body.id}`)).status).toBe(404);
    const queue = await screener.get<{ waiting: { referral: string }[] }>(
      '/referral/screening-queue',
    );
    expect(queue.body.waiting.map(({ referral }) => referral)).not.toContain(body.id);
  });
});

describe('one referral beside another', () => {
  it('points to the open one, unless there is a reason for both', async () => {
    const family = await aFamilyWithConsent(services);
    const first = await send(services, family, toCounselling(family));
    const position = { 'onestory-position': first.headers.get('onestory-position')! };
    const second = await send(services, family, toCounselling(family), position);
    const links = { referral: `/referral/referrals/${first.body.id}` };
    expect(second).toMatchObject({ status: 409, body: { code: 'already-referred', links } });
    const anyway = { ...toCounselling(family), sentAnyway: 'Another matter (zzAnywayToken).' };
    expect((await send(services, family, anyway)).status).toBe(201);
  });

  it('never tells that a sensitive service is asked already', async () => {
    const family = await aFamilyWithConsent(services);
    await send(services, family, toCamhs(family));
    await services.settle();
    expect((await send(services, family, toCamhs(family))).status).toBe(201);
  });

  it('follows only a declined one of the same family', async () => {
    const family = await aFamilyWithConsent(services);
    const { body: open } = await send(services, family, toCamhs(family));
    const follow = (follows: string) =>
      send(services, family, { ...toCounselling(family), follows });
    const refusal = { status: 409, body: { code: 'follows-no-declined-referral' } };
    expect(await follow(open.id)).toMatchObject(refusal);
    expect(await follow(newId())).toMatchObject(refusal);
  });
});
