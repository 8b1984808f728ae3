import { Controller, Get, Param, Query } from '@nestjs/common';
import type { AsOf as Until } from '@onestory/event-sourcing';
import type { ConsentId, EpisodeId } from '@onestory/kernel';
import {
  Act,
  AnId,
  Asked,
  AskedBy,
  AsOf,
  asOf,
  Doorkeeper,
  on,
  pageAsked,
  PagedUntil,
  pageWithin,
  streamAsResource,
} from '@onestory/service';
import type { Place, Question } from '@onestory/service';
import { consentHistory } from '../../history/consent.codec.js';
import { familyOf } from '../family/family.query.js';
import { EPISODE_CONSENTS, wordsSaidIn } from '../words-said/words-said.query.js';
import { consentBody } from './consent-body.js';
import type { ConsentView } from './consent-body.js';

/** People who record for its episode, or lead it, hold the same relation to the consent. */
export const consentResource = streamAsResource(consentHistory);

/** Those who took part first come first, and last those who never agreed to. */
const placeOf = ({ agreedToTakePart, consent }: ConsentView): Place => [
  agreedToTakePart?.occurredAt ?? '~',
  consent,
];

const inOrder = (a: ConsentView, b: ConsentView): number =>
  placeOf(a).join() < placeOf(b).join() ? -1 : 1;

const consentsIn =
  (episode: EpisodeId, until: Until): Question<readonly ConsentView[]> =>
  async (from) => {
    const family = await from.ask(familyOf(episode));
    const { consents } = await from.ask(wordsSaidIn(episode, until));
    return consents
      .map(({ consent, state }) => consentBody(consent, state, family, from.register))
      .toSorted(inOrder);
  };

@Controller()
export class Consents {
  constructor(private readonly door: Doorkeeper) {}

  /** What the family has agreed to, person by person. */
  @Get('episodes/:episode/consents')
  @Act('information-sharing.view')
  async ofEpisode(
    @Param('episode', AnId) episode: EpisodeId,
    @Query() query: PagedUntil,
    @AskedBy() asked: Asked,
  ): Promise<readonly ConsentView[]> {
    const page = pageAsked(asked, query);
    const all = await this.door.answer(
      asked,
      on('episode', episode),
      consentsIn(episode, asOf(query)),
      { readModel: EPISODE_CONSENTS },
    );
    return pageWithin(asked, page, all, placeOf);
  }

  /** What one person said of taking part and of sharing. */
  @Get('consents/:consent')
  @Act('information-sharing.view')
  one(
    @Param('consent', AnId) consent: ConsentId,
    @Query() until: AsOf,
    @AskedBy() asked: Asked,
  ): Promise<ConsentView> {
    return this.door.show(
      asked,
      consentHistory,
      consent,
      async ({ state }) =>
        state.stage === 'nothing agreed'
          ? undefined
          : consentBody(consent, state, await asked.ask(familyOf(state.episode)), asked.register),
      { until: asOf(until) },
    );
  }
}
