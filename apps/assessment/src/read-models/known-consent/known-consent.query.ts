import { readConsents } from '@onestory/access';
import type { AgencyId, ChildId, EpisodeId, Moment } from '@onestory/kernel';
import type { Question } from '@onestory/service';
import { consentToAssess } from '../../domain/consent-to-assess.js';

interface About {
  readonly agency: AgencyId;
  readonly episode: EpisodeId;
  readonly children: readonly ChildId[];
  readonly at: Moment | undefined;
}

/** What the family has said of an assessment of all these children by this agency, as it held at that moment. */
export const knownConsent =
  ({ agency, at, ...about }: About): Question<ReturnType<typeof consentToAssess>> =>
  async (from) => {
    const { said, responsible } = await readConsents({ area: from.area, ...about }, from.database);
    const now = from.now();
    const moment = { ...(at ?? { occurredAt: now }), recordedAt: now };
    return consentToAssess(said, { ...about, at: moment, recipient: agency, responsible });
  };
