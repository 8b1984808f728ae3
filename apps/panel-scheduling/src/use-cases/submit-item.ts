import { Body, Controller, Param, Post } from '@nestjs/common';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, IsUUID } from 'class-validator';
import { childrenOf, readConsents } from '@onestory/access';
import { consentPeriods } from '@onestory/kernel';
import type {
  AgencyId,
  AgendaItemId,
  ChildId,
  EpisodeId,
  PanelSeriesId,
  PractitionerId,
} from '@onestory/kernel';
import { Act, AnId, Asked, AskedBy, Doorkeeper, IsText } from '@onestory/service';
import { contentOf, NotYetKnown, Occurrence, on } from '@onestory/service';
import type { Question, Sources } from '@onestory/service';
import { NoSuchPresenter } from '../domain/item-refusals.js';
import { termsOf } from '../domain/panel-series.js';
import type { SeriesTerms } from '../domain/panel-series.js';
import { SeriesIsNotSet } from '../domain/refusals.js';
import { submitItem } from '../domain/submitting.js';
import type { Submission } from '../domain/submitting.js';
import { agendaItemHistory } from '../history/agenda-item.codec.js';
import { panelSeriesHistory } from '../history/panel-series.codec.js';
import { latestAssessment } from '../read-models/latest-assessment/latest-assessment.query.js';

class SubmitItemRequest extends Occurrence {
  @IsUUID()
  readonly series!: PanelSeriesId;

  /** What the panel is asked for, in plain words. */
  @IsText(4000)
  readonly ask!: string;

  /**
   * Agencies of the panel's seats that will see the item, the chair's among them. Left out: every seat's whom
   * nobody who has spoken has refused. The consents that each rests on are those in force.
   */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  readonly recipients?: AgencyId[];

  /** Who presents it; the lead where it is left out. */
  @IsOptional()
  @IsUUID()
  readonly presenter?: PractitionerId;
}

const termsIn = async (series: PanelSeriesId, from: Sources): Promise<SeriesTerms> => {
  const { facts, state } = await from.load(panelSeriesHistory, series);
  if (facts[0]?.area !== from.area) throw new SeriesIsNotSet();
  return termsOf(state);
};

/** What others have told of the family: without it nothing is put to a panel. */
const toldOf = async (episode: EpisodeId, children: readonly ChildId[], from: Sources) => {
  const { area, database } = from;
  const latest = await from.ask(latestAssessment(episode));
  if (!latest) throw new NotYetKnown('The completed assessment');
  const { said, responsible } = await readConsents({ area, episode, children }, database);
  if (said.length === 0) throw new NotYetKnown('The consent that the assessment rests on');
  return { ...latest, given: { consents: consentPeriods(said), responsible } };
};

/** The whole of an item, from what its lead says and what is known here of panel and family. */
const whatIsAsked =
  (
    said: Pick<Submission, 'item' | 'episode' | 'series' | 'lead' | 'ask' | 'recipients'> &
      Partial<Pick<Submission, 'presenter'>>,
  ): Question<Submission> =>
  async (from) => {
    const { series, episode, lead } = said;
    const { seats } = await termsIn(series, from);
    const children = await childrenOf(from.area, episode, from.database);
    const told = await toldOf(episode, children, from);
    const presenter = said.presenter ?? lead;
    if (from.register.practitioner(presenter)?.area !== from.area) throw new NoSuchPresenter();
    return { ...said, ...told, children, presenter, seats };
  };

@Controller('episodes/:episode/agenda-items')
export class SubmitItem {
  constructor(private readonly door: Doorkeeper) {}

  /** The lead puts a family's matter to a panel. */
  @Post()
  @Act('panel-scheduling.submit-item')
  submit(
    @Param('episode', AnId) episode: EpisodeId,
    @Body() said: SubmitItemRequest,
    @AskedBy() asked: Asked,
  ) {
    const item = asked.newId<AgendaItemId>('agenda item');
    // Only the lead may submit, so whoever does is the lead.
    const whole = whatIsAsked({ ...contentOf(said), item, episode, lead: asked.by });
    const decision = async () => submitItem(await asked.ask(whole));
    return this.door.fetchAndDecide(asked, agendaItemHistory, item, decision, said, {
      on: on('episode', episode),
      createsAt: () => `/agenda-items/${item}`,
    });
  }
}
