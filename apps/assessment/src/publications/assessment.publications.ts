import {
  AssessmentCompletedV1,
  AssessmentStartedV1,
  ChildCommentedV1,
  FamilyCopyIssuedV1,
  ParentCommentedV1,
} from '@onestory/contracts';
import { idOf } from '@onestory/event-sourcing';
import type { AssessmentId, EpisodeId } from '@onestory/kernel';
import { publications, published } from '@onestory/service';
import { assessmentHistory } from '../history/assessment.codec.js';

/** Every event of a started assessment names its episode in the envelope. */
const named = (it: { readonly stream: string; readonly episode?: EpisodeId }) => ({
  assessment: idOf<AssessmentId>(it.stream),
  episode: it.episode as EpisodeId,
});

/** What needs and strengths there are, and who the family is, stays here. */
export const assessmentPublications = publications(assessmentHistory, {
  AssessmentStarted: (it) =>
    published(AssessmentStartedV1, {
      ...named(it),
      children: [...it.data.children],
      by: it.data.by,
    }),
  ChildCommented: (it) =>
    published(ChildCommentedV1, {
      ...named(it),
      child: it.data.child,
      given: 'comment' in it.data,
    }),
  ParentCommented: (it) =>
    published(ParentCommentedV1, {
      ...named(it),
      ...(it.data.carer !== undefined && { carer: it.data.carer }),
      given: 'comment' in it.data,
    }),
  AssessmentCompleted: (it) => {
    const { children, version, needs, strengths, by } = it.data;
    const data = { ...named(it), children: [...children], version, needs, strengths, by };
    return published(AssessmentCompletedV1, data);
  },
  FamilyCopyIssued: (it) => {
    const { version, language } = it.data;
    return published(FamilyCopyIssuedV1, { ...named(it), version, language });
  },
});
