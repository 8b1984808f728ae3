import { Module } from '@nestjs/common';
import { KeepsConsents, own } from '@onestory/service';
import type { ServiceDefinition } from '@onestory/service';
import { Agenda1767225600000 } from './database/migrations/1767225600000-agenda.js';
import { Heard1767225600001 } from './database/migrations/1767225600001-heard.js';
import { DeferredItems1767225600002 } from './database/migrations/1767225600002-deferred-items.js';
import { agendaItemHistory } from './history/agenda-item.codec.js';
import { panelSeriesHistory } from './history/panel-series.codec.js';
import { sittingHistory } from './history/sitting.codec.js';
import { agendaItemPublications } from './publications/agenda-item.publications.js';
import { seriesPublications } from './publications/series.publications.js';
import { sittingPublications } from './publications/sitting.publications.js';
import {
  listItemWhenDeferred,
  listItemWhenSubmitted,
  listWaitingItemsWhenSittingIsScheduled,
} from './reactions/list-items-when-they-wait.js';
import {
  carryOverItemsWhenMoved,
  carryOverItemsWhenReconvened,
  deferItemsWhenSittingIsCancelled,
  scheduleSittingWhenMoved,
  scheduleSittingWhenReconvened,
} from './reactions/meet-again-when-sitting-is-reconvened.js';
import { AgendaItemResource } from './read-models/agenda-item-view/agenda-item.resource.js';
import { AgendaItemViewController } from './read-models/agenda-item-view/agenda-item-view.controller.js';
import { AgendaItemViewHandler } from './read-models/agenda-item-view/agenda-item-view.handler.js';
import { SittingsOfItem } from './read-models/agenda-item-view/sittings-of-item.js';
import { AgendaProjector } from './read-models/agenda/agenda.projector.js';
import { ItemsToListHandler } from './read-models/agenda/items-to-list.handler.js';
import { PanelsController } from './read-models/agenda/panels.controller.js';
import {
  ItemsOfEpisodeHandler,
  PanelsHandler,
  SittingsOfSeriesHandler,
} from './read-models/agenda/panels.handler.js';
import { Assessed } from './read-models/latest-assessment/assessed.listener.js';
import { LatestAssessmentHandler } from './read-models/latest-assessment/latest-assessment.handler.js';
import { SeriesViewController } from './read-models/series-view/series-view.controller.js';
import { SeriesViewHandler } from './read-models/series-view/series-view.handler.js';
import { SeriesResource } from './read-models/series-view/series.resource.js';
import { SittingViewController } from './read-models/sitting-view/sitting-view.controller.js';
import { SittingViewHandler } from './read-models/sitting-view/sitting-view.handler.js';
import { SittingResource } from './read-models/sitting-view/sitting.resource.js';
import {
  CancelSittingController,
  CancelSittingHandler,
} from './use-cases/cancel-sitting/cancel-sitting.js';
import { CarryOverItemHandler } from './use-cases/carry-over-item/carry-over-item.handler.js';
import { DecideItemController } from './use-cases/decide-item/decide-item.controller.js';
import { DecideItemHandler } from './use-cases/decide-item/decide-item.handler.js';
import { DeclareConflictController } from './use-cases/declare-conflict/declare-conflict.controller.js';
import { DeclareConflictHandler } from './use-cases/declare-conflict/declare-conflict.handler.js';
import { DeclareInquorateController } from './use-cases/declare-inquorate/declare-inquorate.controller.js';
import { DeclareInquorateHandler } from './use-cases/declare-inquorate/declare-inquorate.handler.js';
import { DeferCancelledItemHandler } from './use-cases/defer-cancelled-item/defer-cancelled-item.handler.js';
import { DeferItemController, DeferItemHandler } from './use-cases/defer-item/defer-item.js';
import { ListItemsHandler } from './use-cases/list-items/list-items.handler.js';
import {
  MoveSittingController,
  MoveSittingHandler,
} from './use-cases/move-sitting/move-sitting.js';
import { ReconveneSittingController } from './use-cases/reconvene-sitting/reconvene-sitting.controller.js';
import { ReconveneSittingHandler } from './use-cases/reconvene-sitting/reconvene-sitting.handler.js';
import { RecordAttendanceController } from './use-cases/record-attendance/record-attendance.controller.js';
import { RecordAttendanceHandler } from './use-cases/record-attendance/record-attendance.handler.js';
import { RecordDepartureController } from './use-cases/record-departure/record-departure.controller.js';
import { RecordDepartureHandler } from './use-cases/record-departure/record-departure.handler.js';
import { ScheduleAgainHandler } from './use-cases/schedule-again/schedule-again.handler.js';
import { ScheduleSittingController } from './use-cases/schedule-sitting/schedule-sitting.controller.js';
import { ScheduleSittingHandler } from './use-cases/schedule-sitting/schedule-sitting.handler.js';
import { SetSeriesController } from './use-cases/set-series/set-series.controller.js';
import { SetSeriesHandler } from './use-cases/set-series/set-series.handler.js';
import { SubmitItemController } from './use-cases/submit-item/submit-item.controller.js';
import { SubmitItemHandler } from './use-cases/submit-item/submit-item.handler.js';

const resources = [SeriesResource, SittingResource, AgendaItemResource];
const listeners = [Assessed, KeepsConsents];

@Module({
  controllers: [
    SetSeriesController,
    ScheduleSittingController,
    SubmitItemController,
    RecordAttendanceController,
    RecordDepartureController,
    DeclareInquorateController,
    ReconveneSittingController,
    MoveSittingController,
    CancelSittingController,
    DeferItemController,
    DeclareConflictController,
    DecideItemController,
    PanelsController,
    SeriesViewController,
    SittingViewController,
    AgendaItemViewController,
  ],
  providers: [
    SetSeriesHandler,
    ScheduleSittingHandler,
    SubmitItemHandler,
    RecordAttendanceHandler,
    RecordDepartureHandler,
    DeclareInquorateHandler,
    ReconveneSittingHandler,
    DeclareConflictHandler,
    DecideItemHandler,
    ListItemsHandler,
    ScheduleAgainHandler,
    MoveSittingHandler,
    CancelSittingHandler,
    DeferItemHandler,
    DeferCancelledItemHandler,
    CarryOverItemHandler,
    ItemsToListHandler,
    PanelsHandler,
    SittingsOfSeriesHandler,
    ItemsOfEpisodeHandler,
    SeriesViewHandler,
    SittingViewHandler,
    AgendaItemViewHandler,
    LatestAssessmentHandler,
    SittingsOfItem,
    AgendaProjector,
    ...listeners,
    ...resources,
  ],
})
export class PanelSchedulingModule {}

export const panelSchedulingService: ServiceDefinition = {
  name: 'panel-scheduling',
  api: new URL('../api.json', import.meta.url),
  module: PanelSchedulingModule,
  histories: [own(panelSeriesHistory), own(sittingHistory), own(agendaItemHistory)],
  resources,
  projectors: [AgendaProjector],
  publications: [seriesPublications, sittingPublications, agendaItemPublications],
  consumes: ['child-index', 'assessment', 'information-sharing', 'lead-professional'],
  listeners,
  reactions: [
    listItemWhenSubmitted,
    listWaitingItemsWhenSittingIsScheduled,
    scheduleSittingWhenReconvened,
    carryOverItemsWhenReconvened,
    listItemWhenDeferred,
    scheduleSittingWhenMoved,
    carryOverItemsWhenMoved,
    deferItemsWhenSittingIsCancelled,
  ],
  migrations: [Agenda1767225600000, Heard1767225600001, DeferredItems1767225600002],
};
