import { InterimLeadAssignedV1 } from '@onestory/contracts';
import { newId } from '@onestory/kernel';
import { agencies, cast, message } from '@onestory/testing';
import { scope, SHARING, SharingUnderTest } from '../testing/a-family.js';

describe('a family in which not everybody agrees', () => {
  let sharing: SharingUnderTest;
  beforeAll(async () => {
    sharing = await SharingUnderTest.start();
  });
  afterAll(() => sharing.services.close());
  beforeEach(async () => {
    await sharing.meetAFamily();
    await sharing.agree(sharing.family.mother);
    await sharing.give(sharing.family.mother);
  });

  const toSchool = () => sharing.coverage(agencies.school);
  const lead = () => sharing.services.as(cast.healthVisitor);
  const decide = (more: object = {}, by = lead()) =>
    by.post<{ code: string }>(`${SHARING}/episodes/${sharing.family.episode}/sharing-decisions`, {
      ...{ agencies: [agencies.school], basis: 'consent_of_another' },
      ...{ reason: 'she asks for it (zzReasonToken)', ...more },
    });
  const nameLead = () => {
    const { episode, younger } = sharing.family;
    return sharing.services.hear(
      message(
        InterimLeadAssignedV1,
        { episode, lead: cast.healthVisitor, leadAgency: agencies.healthTrust },
        { episode, children: [younger] },
      ),
    );
  };

  it('bars the agency that the father names, though the mother consents, and shows who refused', async () => {
    const { partner, mother } = sharing.family;
    const before = await toSchool();
    const refused = await sharing.refuse(partner, { agencies: [agencies.school] });
    expect(refused.status).toBe(201);
    const after = await toSchool();
    expect([before.covered, after.covered]).toEqual([true, false]);
    expect(after.children[0]).toMatchObject({ consents: [], refusedBy: [refused.body.id] });
    expect((await sharing.coverage(agencies.camhs)).covered).toBe(true);
    const { body } = await sharing.consents(sharing.teacher);
    expect(body.map(({ giver, stage, refused: no }) => [giver, stage, no.length])).toEqual([
      [mother, 'in force', 0],
      [partner, 'not taking part', 1],
    ]);
    const [said] = await sharing.told('consent-refused');
    expect(said?.data).toMatchObject({ giver: partner, agencies: [agencies.school] });
  });

  it('records a plain refusal, which is shown before anything is shared and bars nobody', async () => {
    const { body } = await sharing.refuse(sharing.family.partner);
    const shown = await toSchool();
    expect(shown).toMatchObject({ covered: true });
    expect(shown.children[0]).toMatchObject({ refusedBy: [], plainlyRefusedBy: [body.id] });
  });

  it('asks of who refuses what it asks of who consents', async () => {
    expect((await sharing.refuse(newId())).body.code).toBe('not-of-this-family');
    const agency = { agencies: [newId()] };
    expect((await sharing.refuse(sharing.family.mother, agency)).body.code).toBe(
      'not-in-the-register',
    );
    const six = { capacity: 'young_person' };
    expect((await sharing.refuse(sharing.family.younger, six)).body.code).toBe('not-yet-sixteen');
  });

  it('shares all the same once the lead has decided it, with the reason', async () => {
    await sharing.refuse(sharing.family.partner, { agencies: [agencies.school] });
    expect((await decide({}, sharing.teacher)).status).toBe(404);
    await nameLead();
    expect((await decide({ agencies: [agencies.camhs] })).body.code).toBe('nobody-refused');
    expect((await decide({ children: [newId()] })).body.code).toBe('not-of-this-family');
    expect((await decide()).status).toBe(201);
    expect((await toSchool()).covered).toBe(true);
    const path = `${SHARING}/episodes/${sharing.family.episode}/sharing-decisions`;
    const { body } = await sharing.teacher.get<readonly object[]>(path);
    expect(body).toMatchObject([
      {
        ...{ agencies: [agencies.school], reason: 'she asks for it (zzReasonToken)' },
        by: { practitioner: cast.healthVisitor },
      },
    ]);
    const [said] = await sharing.told('sharing-decided');
    expect(said?.data).toMatchObject({ agencies: [agencies.school], basis: 'consent_of_another' });
    expect(JSON.stringify(said)).not.toContain('zzReasonToken');
  });

  describe('in which a child decides for itself', () => {
    const own = { capacity: 'competent_child' };

    it('on a judgement of this decision, which whoever reads the consent sees', async () => {
      const { elder } = sharing.family;
      const notYet = { understands: false, competent: false };
      expect((await sharing.judge(sharing.family.mother)).body.code).toBe(
        'not-a-child-of-this-family',
      );
      expect((await sharing.judge(elder, { weighs: false })).body.code).toBe(
        'competence-does-not-follow',
      );
      await sharing.judge(elder, notYet);
      expect((await sharing.refuse(elder, own)).body.code).toBe('competence-not-judged');
      const { body } = await sharing.judge(elder);
      expect((await sharing.refuse(elder, own)).status).toBe(201);
      const view = await sharing.teacher.get<object>(`${SHARING}/consents/${body.id}`);
      expect(view.body).toMatchObject({ judged: { competent: true, by: cast.teacher } });
    });

    it('and whose withdrawal voids nothing that its mother gave for other things', async () => {
      const { elder, younger } = sharing.family;
      await sharing.family.join();
      await sharing.judge(elder);
      await sharing.agree(elder);
      const { body } = await sharing.give(elder, {
        ...own,
        scope: { ...scope, agencies: [agencies.school], panelSeatsOnlyForItem: [] },
      });
      await sharing.teacher.post(`${SHARING}/consents/${body.id}/withdrawal`, { by: elder });
      const coveredAt = async (agency: string, child: string) =>
        (await sharing.coverage(agency)).children.some(
          (one) => one.child === child && one.consents.length > 0,
        );
      expect(await coveredAt(agencies.school, elder)).toBe(false);
      expect(await coveredAt(agencies.school, younger)).toBe(true);
      expect(await coveredAt(agencies.camhs, elder)).toBe(true);
    });

    it('from 16, as the index has noted, in place of its parents', async () => {
      const { elder } = sharing.family;
      const young = { capacity: 'young_person' };
      await sharing.family.join();
      await sharing.agree(elder);
      expect((await sharing.give(elder, young)).body.code).toBe('not-yet-sixteen');
      await sharing.turnsSixteen(elder);
      const narrow = { ...scope, agencies: [agencies.camhs] };
      expect((await sharing.give(elder, { ...young, scope: narrow })).status).toBe(201);
      const { children } = await toSchool();
      expect(children.find(({ child }) => child === elder)?.consents).toEqual([]);
    });
  });
});
