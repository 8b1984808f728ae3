import type { EpisodeId, Moment, PersonId } from '@onestory/kernel';
import type { CompetenceJudgement } from '../../domain/consent.js';

export class JudgeCompetence {
  constructor(
    readonly episode: EpisodeId,
    readonly child: PersonId,
    readonly judgement: CompetenceJudgement & { readonly grounds: string },
    readonly when: Moment | undefined,
  ) {}
}
