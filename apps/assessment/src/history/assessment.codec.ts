import { codec } from '@onestory/event-sourcing';
import type { CodecRules, History } from '@onestory/event-sourcing';
import { ofTheEpisode, personal, plain } from '@onestory/personal-data';
import { assessment } from '../domain/assessment.js';
import type { Assessment, AssessmentFact } from '../domain/assessment.js';

/** The person who told of a child is not the child's to be forgotten: under the episode's key. */
const reportedBy = personal(ofTheEpisode);

const rules: CodecRules<AssessmentFact> = {
  AssessmentStarted: {
    episode: plain,
    children: plain,
    unborn: plain,
    by: plain,
    present: personal((it) => ({ episode: it.episode })),
    ledTo: personal((it) => ({ episode: it.episode })),
  },
  DetailsRecorded: {
    child: plain,
    details: personal((it) => ({ person: it.child, class: 'identity' })),
    interpreter: plain,
  },
  NeedAssessed: {
    entry: plain,
    child: plain,
    element: plain,
    need: personal((it) => ({ person: it.child, class: 'need' })),
    basis: plain,
    reportedBy,
    evidenceDate: plain,
    by: plain,
  },
  StrengthFound: {
    entry: plain,
    child: plain,
    element: plain,
    strength: personal((it) => ({ person: it.child, class: 'need' })),
    basis: plain,
    reportedBy,
    evidenceDate: plain,
    by: plain,
  },
  ChildCommented: {
    child: plain,
    comment: personal((it) => ({ person: it.child, class: 'narrative' })),
    how: plain,
    notGiven: plain,
  },
  // A parent speaks of the whole family.
  ParentCommented: {
    carer: plain,
    comment: personal(ofTheEpisode),
    how: plain,
    notGiven: plain,
  },
  AssessmentCompleted: {
    version: plain,
    children: plain,
    needs: plain,
    strengths: plain,
    by: plain,
  },
  FamilyCopyIssued: { version: plain, language: plain, format: plain, to: plain },
};

export const assessmentHistory: History<Assessment, AssessmentFact> = {
  evolution: assessment,
  codec: codec<AssessmentFact>('assessment', rules),
  about: (it) =>
    it.stage === 'not started'
      ? {}
      : { episode: it.episode, children: it.children.map(({ child }) => child) },
};
