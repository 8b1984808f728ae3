import { ChildRegisteredV1, ConcernRecordedV1 } from '@onestory/contracts';
import { newId } from '@onestory/kernel';
import { cast, message } from '@onestory/testing';
import { inDari, on, scope, SHARING, SharingUnderTest } from '../testing/a-family.js';

describe('taking part and consenting', () => {
  let sharing: SharingUnderTest;
  beforeAll(async () => {
    sharing = await SharingUnderTest.start();
  });
  afterAll(() => sharing.services.close());
  beforeEach(() => sharing.meetAFamily());

  it('asks first whether the family takes part, and no service may depend on it', async () => {
    const early = await sharing.give(sharing.family.mother);
    expect([early.status, early.body.code]).toEqual([409, 'participation-first']);
    const pressed = await sharing.agree(sharing.family.mother, { serviceNotConditional: false });
    expect(pressed.body.code).toBe('service-must-not-be-conditional');

    const agreed = await sharing.agree(sharing.family.mother, on('2026-01-16'));
    expect([agreed.status, agreed.headers.get('location')]).toEqual([
      201,
      `${SHARING}/consents/${agreed.body.id}`,
    ]);
    const [said] = await sharing.told('participation-agreed');
    expect(said?.data).toEqual({
      consent: agreed.body.id,
      episode: sharing.family.episode,
      giver: sharing.family.mother,
    });
  });

  describe('who may consent', () => {
    const refusal = async (giver: string, more: object = {}) => {
      const { status, body } = await sharing.give(giver, more);
      return [status, body.code];
    };

    it('is whoever has parental responsibility, for the children of whom that is certain', async () => {
      await sharing.family.join();
      await sharing.agree(sharing.family.partner);
      expect((await sharing.give(sharing.family.partner)).status).toBe(201);
      const [said] = await sharing.told('consent-given');
      expect(said?.data).toMatchObject({ children: [sharing.family.younger] });
    });

    it('is not who has none, or of whom it is not known', async () => {
      const [child, episode, father, stepfather] = [newId(), newId(), newId(), newId()];
      await sharing.services.hear(
        message(
          ChildRegisteredV1,
          {
            child,
            carers: [
              { carer: father, parentalResponsibility: 'unknown' },
              { carer: stepfather, parentalResponsibility: 'no' },
            ],
          },
          { children: [child] },
        ),
        message(
          ConcernRecordedV1,
          { child, episode },
          { episode, children: [child], actor: cast.teacher },
        ),
      );
      sharing.family = { ...sharing.family, episode };
      await sharing.agree(father);
      await sharing.agree(stepfather);
      expect(await refusal(father)).toEqual([409, 'parental-responsibility-unknown']);
      expect(await refusal(stepfather)).toEqual([422, 'no-parental-responsibility']);
      expect((await sharing.agree(newId())).body.code).toBe('not-of-this-family');
      expect(await refusal(newId())).toEqual([422, 'not-of-this-family']);
    });

    it('is a competent child for itself, also before it joins', async () => {
      expect((await sharing.agree(sharing.family.elder)).status).toBe(201);
      const own = { capacity: 'competent_child', understoodBy: { ...inDari, interpreter: 'none' } };
      const tooEarly = await sharing.give(sharing.family.elder, own);
      expect([tooEarly.status, tooEarly.body.code]).toEqual([409, 'competence-not-judged']);
      await sharing.judge(sharing.family.elder);
      const given = await sharing.give(sharing.family.elder, own);
      expect(given.status).toBe(201);
      const [said] = await sharing.told('consent-given');
      expect(said?.data).toMatchObject({
        giver: sharing.family.elder,
        children: [sharing.family.elder],
      });
      const withdrawn = await sharing.teacher.post<{ code: string }>(
        `${SHARING}/consents/${given.body.id}/withdrawal`,
        { by: sharing.family.mother },
      );
      expect(withdrawn.body.code).toBe('not-theirs-to-withdraw');
    });

    it('is not answered before the index has told of the child', async () => {
      const episode = newId();
      const child = newId();
      await sharing.services.hear(
        message(
          ConcernRecordedV1,
          { child, episode },
          { episode, children: [child], actor: cast.teacher },
        ),
      );
      const answer = await sharing.teacher.post<{ code: string }>(
        `${SHARING}/episodes/${episode}/participations`,
        { giver: sharing.family.mother, serviceNotConditional: true },
      );
      expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([
        409,
        'not-yet-known',
        '1',
      ]);
    });
  });

  it('refuses a scope that says nothing, and names that nobody knows', async () => {
    await sharing.agree(sharing.family.mother);
    const code = async (more: object) =>
      (await sharing.give(sharing.family.mother, more)).body.code;
    expect(await code({ scope: { ...scope, purposes: [] } })).toBe('no-scope');
    expect(await code({ scope: { ...scope, agencies: [newId()] } })).toBe('not-in-the-register');
    expect(await code({ exclusions: [{ practitioner: newId() }] })).toBe('not-in-the-register');
    expect(await code({ exclusions: [{}] })).toBe('one-exclusion-at-a-time');
    expect(await code({ understoodBy: { ...inDari, language: 'Dari!' } })).toBe('malformed');
    expect(await code({ scope: { ...scope, purposes: ['gossip'] } })).toBe('malformed');
  });
});
