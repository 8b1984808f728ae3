import { people } from '../people.js';
import { words } from './family-known.js';
import type { Known, Telling } from './family-known.js';

/** Consents by who gave them. */
export interface Consents {
  readonly mothers: string;
  readonly elders: string;
}

const panelAgencies = () =>
  [
    people.chair,
    people.vice,
    people.health,
    people.educationWelfare,
    people.housing,
    people.police,
    people.socialCare,
    people.youth,
    people.voluntary,
  ].map(({ agencyId }) => agencyId);

const scope = () => ({
  purposes: ['assessment', 'planning', 'requests_for_services', 'review'],
  agencies: [
    people.teacher,
    people.healthVisitor,
    people.chair,
    people.childrensCentre,
    people.housing,
    people.familySupportWorker,
    people.camhs,
    people.counselling,
  ].map(({ agencyId }) => agencyId),
  panelSeatsOnlyForItem: panelAgencies(),
});

/** 16 January: the mother agrees to take part and says with whom, and with whom not; the elder child speaks too. */
export const giveConsent = async (
  { stage, family }: Telling,
  known: Known,
  episode: string,
): Promise<Consents> => {
  const path = `/information-sharing/episodes/${episode}`;
  const mothers = await stage.step(
    {
      name: 'consent',
      at: '2026-01-16T10:00:00Z',
      who: people.teacher,
      what: 'records what the mother says, with a Dari interpreter: she takes part, names with whom to share, and excludes the brother of her partner',
    },
    async (as) => {
      await as.post(`${path}/participations`, { giver: known.mother, serviceNotConditional: true });
      const { body } = await as.post(`${path}/consents`, {
        giver: known.mother,
        scope: scope(),
        exclusions: [
          { practitioner: people.brother.id },
          { text: words(family, 'Nobody of the family of my partner.') },
        ],
        capacity: 'parental_responsibility',
        understoodBy: { language: 'fa-AF', interpreter: 'interpreter' },
      });
      return body.id;
    },
  );
  const elders = await stage.step(
    {
      name: 'elders-consent',
      at: '2026-01-16T15:30:00Z',
      who: people.teacher,
      what: 'judges that the elder child, at 15, is competent for this decision, and records her own consent',
    },
    async (as) => {
      await as.post(`${path}/competence-judgements`, {
        ...{ child: known.elder, understands: true, retains: true, weighs: true },
        ...{ communicates: true, freeFromPressure: true, competent: true },
        grounds: words(family, 'Says in her own words who would read it, and what follows.'),
      });
      await as.post(`${path}/participations`, { giver: known.elder, serviceNotConditional: true });
      const { body } = await as.post(`${path}/consents`, {
        giver: known.elder,
        scope: scope(),
        capacity: 'competent_child',
        understoodBy: { language: 'en', interpreter: 'none' },
      });
      return body.id;
    },
  );
  return { mothers, elders };
};
