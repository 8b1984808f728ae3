import { Inject } from '@nestjs/common';
import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { childrenOf, readConsents } from '@onestory/access';
import { currentContext, Streams } from '@onestory/event-sourcing';
import type { Decided } from '@onestory/event-sourcing';
import { consentPeriods, idFrom } from '@onestory/kernel';
import type {
  AgendaItemId,
  ChildId,
  Database,
  EpisodeId,
  PanelSeriesId,
  PractitionerId,
} from '@onestory/kernel';
import { InDatabase, NotYetKnown, PLATFORM, StreamsOf } from '@onestory/service';
import type { Platform } from '@onestory/service';
import { submitItem } from '../../domain/submitting.js';
import type { AgendaItem, AgendaItemFact } from '../../domain/agenda-item.js';
import { termsOf } from '../../domain/panel-series.js';
import type { PanelSeries, PanelSeriesFact, SeriesTerms } from '../../domain/panel-series.js';
import { NoSuchPresenter } from '../../domain/item-refusals.js';
import { SeriesIsNotSet } from '../../domain/refusals.js';
import { agendaItemHistory } from '../../history/agenda-item.codec.js';
import { panelSeriesHistory } from '../../history/panel-series.codec.js';
import { LatestAssessment } from '../../read-models/latest-assessment/latest-assessment.query.js';
import type { CompletedVersion } from '../../read-models/latest-assessment/latest-assessment.query.js';
import { SubmitItem } from './submit-item.command.js';

@CommandHandler(SubmitItem)
export class SubmitItemHandler implements ICommandHandler<SubmitItem> {
  constructor(
    @StreamsOf(agendaItemHistory) private readonly items: Streams<AgendaItem, AgendaItemFact>,
    @StreamsOf(panelSeriesHistory) private readonly panels: Streams<PanelSeries, PanelSeriesFact>,
    @InDatabase() private readonly database: Database,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(PLATFORM) private readonly platform: Platform,
  ) {}

  async execute({ episode, said, when }: SubmitItem): Promise<Decided<AgendaItem, AgendaItemFact>> {
    const { command, actor, area } = currentContext();
    const { series, ask } = said;
    const { seats } = await this.termsOf(series);
    const children = await childrenOf(area, episode, this.database);
    const known = await this.known(episode, children);
    // Only the lead may submit, so whoever does is the lead.
    const lead = actor as PractitionerId;
    const presenter = this.inRegister(said.presenter ?? lead);
    const recipients = said.recipients && { recipients: said.recipients };
    const item = idFrom<AgendaItemId>('agenda item', command);
    const matter = { item, episode, children, series, presenter, lead, ask, ...known };
    return this.items.decide(item, submitItem({ ...matter, ...recipients, seats }), when);
  }

  private async termsOf(series: PanelSeriesId): Promise<SeriesTerms> {
    const { facts, state } = await this.panels.load(series);
    if (facts[0]?.area !== currentContext().area) throw new SeriesIsNotSet();
    return termsOf(state);
  }

  /** What others have told of the family: without it nothing is put to a panel. */
  private async known(episode: EpisodeId, children: readonly ChildId[]) {
    const { area } = currentContext();
    const latest: CompletedVersion | undefined = await this.queries.execute(
      new LatestAssessment(area, episode),
    );
    if (!latest) throw new NotYetKnown('The completed assessment');
    const { said, responsible } = await readConsents({ area, episode, children }, this.database);
    if (said.length === 0) throw new NotYetKnown('The consent that the assessment rests on');
    return { ...latest, given: { consents: consentPeriods(said), responsible } };
  }

  private inRegister(presenter: PractitionerId): PractitionerId {
    const { register } = this.platform;
    if (register.practitioner(presenter)?.area !== currentContext().area)
      throw new NoSuchPresenter();
    return presenter;
  }
}
