import { KeepsConsents } from '@onestory/service';
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
} from './reactions/meet-again-when-sitting-is-called-off.js';
import { AgendaItemView } from './read-models/agenda-item-view/agenda-item-view.js';
import { agendaItemResource } from './read-models/agenda-item-view/agenda-item.resource.js';
import { AgendaProjector } from './read-models/agenda/agenda.projector.js';
import { ItemsOfEpisode } from './read-models/agenda/items-of-episode.js';
import { Panels } from './read-models/agenda/panels.js';
import { SittingsOfSeries } from './read-models/agenda/sittings-of-series.js';
import { Assessed } from './read-models/latest-assessment/assessed.listener.js';
import { SeriesView } from './read-models/series-view/series-view.js';
import { seriesResource } from './read-models/series-view/series.resource.js';
import { SittingView } from './read-models/sitting-view/sitting-view.js';
import { sittingResource } from './read-models/sitting-view/sitting.resource.js';
import { CancelSitting } from './use-cases/cancel-sitting.js';
import { DecideItem } from './use-cases/decide-item.js';
import { DeclareConflict } from './use-cases/declare-conflict.js';
import { DeclareInquorate } from './use-cases/declare-inquorate.js';
import { DeferItem } from './use-cases/defer-item.js';
import { MoveSitting } from './use-cases/move-sitting.js';
import { ReconveneSitting } from './use-cases/reconvene-sitting.js';
import { RecordAttendance } from './use-cases/record-attendance.js';
import { RecordDeparture } from './use-cases/record-departure.js';
import { ScheduleSitting } from './use-cases/schedule-sitting.js';
import { SetSeries } from './use-cases/set-series.js';
import { SubmitItem } from './use-cases/submit-item.js';

export const panelSchedulingService: ServiceDefinition = {
  name: 'panel-scheduling',
  api: new URL('../api.json', import.meta.url),
  routes: [
    SetSeries,
    ScheduleSitting,
    SubmitItem,
    RecordAttendance,
    RecordDeparture,
    DeclareInquorate,
    ReconveneSitting,
    MoveSitting,
    CancelSitting,
    DeferItem,
    DeclareConflict,
    DecideItem,
    Panels,
    SittingsOfSeries,
    ItemsOfEpisode,
    SeriesView,
    SittingView,
    AgendaItemView,
  ],
  histories: [panelSeriesHistory, sittingHistory, agendaItemHistory],
  resources: [seriesResource, sittingResource, agendaItemResource],
  projectors: [AgendaProjector],
  publications: [seriesPublications, sittingPublications, agendaItemPublications],
  consumes: ['child-index', 'assessment', 'information-sharing', 'lead-professional'],
  listeners: [Assessed, KeepsConsents],
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
