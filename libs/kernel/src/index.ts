export { realTime, storyAsItHappens } from './clocks.js';
export type { RealTime, StoryClock } from './clocks.js';
export {
  barringRefusals,
  consentPeriods,
  coveringConsents,
  covers,
  inForce,
  speaksFor,
} from './consents.js';
export type {
  ConsentPeriod,
  ConsentSaid,
  ConsentTerms,
  Disclosure,
  PlacedMoment,
  Responsible,
} from './consents.js';
export type {
  AnyFact,
  Decision,
  Evolution,
  Fact,
  Occasion,
  Recorded,
  RecordedAs,
} from './facts.js';
export { gathering, gatheringBy } from './gathering.js';
export { idFrom, isUuid, newId } from './ids.js';
export type {
  ActionId,
  ActorId,
  AgencyId,
  AgendaItemId,
  AreaId,
  AssessmentId,
  CarerId,
  ChildId,
  CommandId,
  ConsentId,
  CorrelationId,
  EpisodeId,
  EventId,
  Id,
  PanelSeriesId,
  PersonId,
  PractitionerId,
  ReferableServiceId,
  ReferralId,
  SittingId,
} from './ids.js';
export { forgotten, isForgotten, orElse } from './personal.js';
export type { Forgotten, Personal } from './personal.js';
export {
  BeforeWhatItAnswers,
  EARLIEST_DAY,
  InTheFuture,
  Refusal,
  RuleBroken,
  TooLongAgo,
  refuseBefore,
} from './refusals.js';
export type { Database, Sql, SqlValue } from './sql.js';
export {
  addDays,
  addMilliseconds,
  ageOn,
  atLondon,
  daysBetween,
  endOfLondonDay,
  happenedBefore,
  inWords,
  instant,
  instantOf,
  localDate,
  londonDate,
  milliseconds,
  momentOf,
  onDay,
  weekday,
} from './time.js';
export type { Instant, LocalDate, Moment } from './time.js';
export { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.js';
