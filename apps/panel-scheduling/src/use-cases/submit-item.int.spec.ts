import { ConsentRefusedV1, ConsentWithdrawnV1, SharingDecidedV1 } from '@onestory/contracts';
import { newId } from '@onestory/kernel';
import { agencies, cast, message, ServicesUnderTest } from '@onestory/testing';
import { panelSchedulingService } from '../panel-scheduling.module.js';
import {
  aFamily,
  assessed,
  consented,
  known,
  led,
  memberOf,
  setPanel,
} from '../testing/ashcombe.js';
import type { Family } from '../testing/ashcombe.js';

interface Shown {
  readonly recipients: readonly { readonly agency: string }[];
}
const NO_MATTER = { status: 404, body: { code: 'not-there' } };

describe('putting a matter to a panel', () => {
  let services: ServicesUnderTest;
  let series: string;
  const family = aFamily();

  beforeAll(async () => {
    services = await ServicesUnderTest.start([panelSchedulingService], '2026-02-25T09:00:00Z');
    await services.hear(...known(family));
    series = await setPanel(services);
  });
  afterAll(() => services.close());

  const submit = (
    of: Family = family,
    more: object = {},
    who: string = cast.healthVisitor,
    headers: Record<string, string> = {},
  ) =>
    services
      .as(who)
      .post(
        `/panel-scheduling/episodes/${of.episode}/agenda-items`,
        { series, ask: 'Somebody at home (zzAskToken).', ...more },
        headers,
      );

  it('is for the lead: others of the team and strangers find nothing there', async () => {
    expect(await submit(family, {}, cast.teacher)).toMatchObject(NO_MATTER);
    expect(await submit(family, {}, cast.midwife)).toMatchObject(NO_MATTER);
    expect(await submit(aFamily())).toMatchObject(NO_MATTER);
    expect((await submit(family, {}, cast.panelCoordinator)).status).toBe(403);
  });

  it('needs a completed assessment and a consent: until then they are not yet known', async () => {
    const other = aFamily();
    const notYet = { status: 409, body: { code: 'not-yet-known' } };
    await services.hear(...led(other));
    expect(await submit(other)).toMatchObject(notYet);
    await services.hear(assessed(other), assessed(other, 2));
    const answer = await submit(other);
    expect(answer).toMatchObject(notYet);
    expect(answer.headers.get('retry-after')).toBe('1');
    const patient = submit(other, {}, cast.healthVisitor, { prefer: 'wait=2' });
    await services.hear(consented(other));
    expect((await patient).status).toBe(201);
    const path = `/panel-scheduling/agenda-items/${(await patient).body.id}`;
    expect((await services.as(cast.healthVisitor).get(path)).body).toMatchObject({ version: 2 });
  });

  it('goes to agencies that a consent in force covers, and to no others', async () => {
    const other = aFamily();
    const seen = [agencies.earlyHelp, agencies.healthTrust];
    await services.hear(...led(other), assessed(other), consented(other, seen));
    const refused = await submit(other);
    expect(refused).toMatchObject({ status: 409, body: { code: 'no-consent-covers' } });
    expect((await submit(other, { recipients: [agencies.healthTrust] })).body).toMatchObject({
      code: 'needs-the-chair',
    });
    expect((await submit(other, { recipients: [...seen, agencies.camhs] })).body).toMatchObject({
      code: 'has-no-seat',
    });
    const { body } = await submit(other, { recipients: seen });
    await services.settle();
    const status = async (who: string) =>
      (await services.as(who).get(`/panel-scheduling/agenda-items/${body.id}`)).status;
    expect(await status(cast.healthVisitor)).toBe(200);
    expect(await status(memberOf(services, 'housing'))).toBe(404);
  });

  it('goes by default to the seats that nobody who has spoken has refused, and to no refused one', async () => {
    const other = aFamily();
    const { episode, child } = other;
    const refusal = {
      ...{ consent: newId(), episode, giver: newId(), children: [child] },
      capacity: 'parental_responsibility' as const,
      agencies: [agencies.police],
    };
    await services.hear(
      ...known(other),
      message(ConsentRefusedV1, refusal, { episode, children: [child] }),
    );
    const everySeat = [agencies.earlyHelp, agencies.police];
    expect((await submit(other, { recipients: everySeat })).body).toMatchObject({
      code: 'refused-by-the-family',
    });
    const { body } = await submit(other);
    const path = `/panel-scheduling/agenda-items/${body.id}`;
    const shown = await services.as(cast.healthVisitor).get<Shown>(path);
    const named = shown.body.recipients.map(({ agency }) => agency);
    expect(named).toHaveLength(8);
    expect(named).not.toContain(agencies.police);
    const decided = {
      ...{ episode, children: [child], agencies: [agencies.police] },
      basis: 'consent_of_another' as const,
      despite: [refusal.consent],
    };
    await services.hear(message(SharingDecidedV1, decided, { episode, children: [child] }));
    expect((await submit(other, { recipients: everySeat })).status).toBe(201);
  });

  it('only members whose agency is a recipient see it once it is listed', async () => {
    const other = aFamily();
    const seen = [agencies.earlyHelp, agencies.healthTrust];
    await services.hear(...led(other), assessed(other), consented(other, seen));
    const { body } = await submit(other, { recipients: seen });
    const path = `/panel-scheduling/series/${series}/sittings`;
    await services.as(cast.panelCoordinator).post(path, { date: '2026-03-03' });
    await services.settle();
    const status = async (who: string) =>
      (await services.as(who).get(`/panel-scheduling/agenda-items/${body.id}`)).status;
    expect(await status(memberOf(services, 'health'))).toBe(200);
    expect(await status(cast.panelChair)).toBe(200);
    expect(await status(memberOf(services, 'housing'))).toBe(404);
    expect(await status(cast.panelVice)).toBe(404);
  });

  it('is refused once the consent is withdrawn, and to whom the family excluded', async () => {
    const other = aFamily();
    await services.hear(
      ...led(other),
      assessed(other),
      consented(other, undefined, [cast.healthVisitor]),
    );
    expect(await submit(other)).toMatchObject(NO_MATTER);
    const third = aFamily();
    await services.hear(
      ...known(third),
      message(
        ConsentWithdrawnV1,
        {
          consent: third.consent,
          episode: third.episode,
          giver: third.mother,
          children: [third.child],
        },
        {
          episode: third.episode,
          time: '2026-02-20T12:00:00.000Z',
          sequence: '1'.padStart(20, '0'),
        },
      ),
    );
    expect((await submit(third)).body).toMatchObject({ code: 'no-consent-covers' });
  });

  it('is about a panel of the area, presented by somebody of its register, once per key', async () => {
    expect((await submit(family, { series: newId() })).body).toMatchObject({
      code: 'series-is-not-set',
    });
    expect((await submit(family, { presenter: newId() })).body).toMatchObject({
      code: 'no-such-presenter',
    });
    expect((await submit(family, { ask: '' })).status).toBe(400);
    const key = { 'idempotency-key': newId() };
    const first = await submit(family, { presenter: cast.teacher }, cast.healthVisitor, key);
    const again = await submit(family, { presenter: cast.teacher }, cast.healthVisitor, key);
    const other = await submit(family, {}, cast.healthVisitor, key);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });
  });
});
