import type { Member } from '../family.js';
import { people } from '../people.js';
import type { Known, Telling } from './family-known.js';

const nameOf = ({ given, family }: Member) => ({ given, family });

/** Before 13 January: the family is registered, GP practice and school are involved, the panel has its dates. */
export const registerFamily = async ({ stage, family }: Telling): Promise<Known> => {
  const { mother, partner, elder, younger, address, postcode, phone } = family;
  const carers = await stage.step(
    {
      name: 'carers',
      at: '2026-01-05T09:30:00Z',
      who: people.indexClerk,
      what: 'registers the mother and her partner',
    },
    async (as) => {
      const home = { address, postcode };
      const first = await as.post('/child-index/carers', {
        name: nameOf(mother),
        dateOfBirth: mother.dateOfBirth,
        nhsNumber: mother.nhsNumber,
        phone,
        ...home,
      });
      const second = await as.post('/child-index/carers', {
        name: nameOf(partner),
        dateOfBirth: partner.dateOfBirth,
        ...home,
      });
      return { mother: first.body.id, partner: second.body.id };
    },
  );
  const register = async (child: Member, gender: string, partnersResponsibility: 'yes' | 'no') =>
    stage.step(
      {
        name: `register-${gender}`,
        at: '2026-01-05T09:40:00Z',
        who: people.indexClerk,
        what: `registers the ${child === elder ? 'elder' : 'younger'} child, and that GP practice and school are involved`,
      },
      async (as) => {
        const { body } = await as.post('/child-index/children', {
          name: nameOf(child),
          dateOfBirth: child.dateOfBirth,
          gender,
          nhsNumber: child.nhsNumber,
          address,
          postcode,
          carers: [
            { carer: carers.mother, parentalResponsibility: 'yes', relationship: 'mother' },
            {
              carer: carers.partner,
              parentalResponsibility: partnersResponsibility,
              relationship: partnersResponsibility === 'yes' ? 'father' : 'partner_of_parent',
            },
          ],
        });
        const involvements = `/child-index/children/${body.id}/involvements`;
        await as.post(involvements, {
          agency: people.generalPractitioner.agencyId,
          kind: 'gp_practice',
          basis: 'duty',
        });
        await as.post(involvements, {
          agency: people.teacher.agencyId,
          kind: 'school',
          practitioner: people.teacher.id,
          basis: 'duty',
        });
        return body.id;
      },
    );
  const elderId = await register(elder, 'male', 'no');
  const youngerId = await register(younger, 'female', 'yes');
  return { ...carers, elder: elderId, younger: youngerId };
};
