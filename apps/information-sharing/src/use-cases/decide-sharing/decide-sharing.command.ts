import type { ChildId, EpisodeId, Moment } from '@onestory/kernel';
import type { SharingToDecide } from '../../domain/sharing.js';

export class DecideSharing {
  constructor(
    readonly episode: EpisodeId,
    readonly said: Pick<SharingToDecide, 'agencies' | 'basis'> & {
      readonly children?: readonly ChildId[];
      readonly reason: string;
    },
    readonly when: Moment | undefined,
  ) {}
}
