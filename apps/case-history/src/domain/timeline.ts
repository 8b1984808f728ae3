import type { Instant } from '@onestory/kernel';
import type { Message } from './message.js';

/** One line of a child's history: ids, codes and dates. The words are with the owner, who decides again. */
export interface TimelineEntry {
  /** The id of the published event. */
  readonly id: string;
  /** Its type without the version: `referral.referral-sent`. */
  readonly code: string;
  /** Plain English, the same for everybody to whom this happened. */
  readonly line: string;
  readonly service: string;
  readonly children: readonly string[];
  readonly episode?: string;
  /** Items of a panel: an event of a sitting names these, and neither children nor episode. */
  readonly items: readonly string[];
  readonly referral?: string;
  /** A sensitive service: only its sender, its receiver and the lead may see this. */
  readonly sensitive: boolean;
  /** The agency that recorded it. */
  readonly agency: string;
  readonly occurredAt: Instant;
  /** Known to the day only. */
  readonly occurredPrecision?: 'day';
  readonly recordedAt: Instant;
  /** The entry that this one corrects. */
  readonly corrects?: string;
  /** Entries that correct this one; they stand at their own time. */
  readonly correctedBy?: readonly string[];
  readonly stream: string;
  readonly sequence: string;
}

/** What is not listed is not about a child's help: seats of a panel, carers, what was searched. */
const LINES: Readonly<Record<string, string>> = {
  'child-index.child-registered': 'The child was registered in the index.',
  'child-index.unborn-registered': 'The expected child was registered in the index.',
  'child-index.turned-sixteen': 'The young person turned 16, and decides on sharing for themself.',
  'child-index.involvement-started': 'An agency began to work with the child.',
  'child-index.involvement-ended': 'An agency ended its work with the child.',
  'assessment.concern-recorded': 'Somebody recorded a concern.',
  'assessment.episode-joined': 'The child became part of the help for its household.',
  'assessment.episode-ended': 'The help for the household ended for the child.',
  'assessment.pre-assessment-completed': 'The checklist was completed.',
  'assessment.assessment-started': 'A common assessment was started.',
  'assessment.child-commented': 'The child was asked, and answered or chose not to.',
  'assessment.parent-commented': 'A parent was asked, and answered or chose not to.',
  'assessment.assessment-completed': 'A version of the assessment was completed.',
  'assessment.family-copy-issued': 'The family was given its copy of the assessment.',
  'information-sharing.participation-agreed': 'The family agreed to take part.',
  'information-sharing.consent-given': 'Consent to sharing was given.',
  'information-sharing.consent-withdrawn': 'Consent to sharing was withdrawn.',
  'information-sharing.consent-refused': 'Sharing was refused.',
  'information-sharing.sharing-decided': 'The lead decided to share although it was refused.',
  'lead-professional.children-joined': 'Children joined the episode.',
  'lead-professional.interim-lead-assigned': 'An interim lead took over.',
  'lead-professional.team-member-joined': 'A practitioner joined the team around the child.',
  'lead-professional.team-member-left': 'A practitioner left the team around the child.',
  'lead-professional.tac-held': 'The team around the child met.',
  'lead-professional.lead-nominated': 'A lead professional was nominated.',
  'lead-professional.nomination-agreed': 'The nomination was agreed to by one of three.',
  'lead-professional.lead-handed-over': 'The lead was handed over.',
  'lead-professional.lead-left': 'The lead left, and nobody leads until somebody takes over.',
  'lead-professional.plan-agreed': 'A plan was agreed.',
  'lead-professional.actions-agreed': 'Actions were agreed.',
  'lead-professional.service-started': 'A service under the plan started.',
  'lead-professional.review-held': 'The plan was reviewed.',
  'lead-professional.action-done': 'An action was done.',
  'lead-professional.action-not-done': 'An action was not done.',
  'lead-professional.fact-corrected': 'Something recorded earlier was corrected.',
  'lead-professional.episode-closed': 'The episode was closed.',
  'panel-scheduling.agenda-item-submitted': 'The panel was asked for a decision.',
  'panel-scheduling.item-listed': 'The matter was put on the agenda of a sitting.',
  'panel-scheduling.item-carried-over': 'The matter was carried over to another sitting.',
  'panel-scheduling.sitting-inquorate': 'The panel was inquorate and decided nothing.',
  'panel-scheduling.sitting-reconvened': 'The panel was reconvened for another day.',
  'panel-scheduling.sitting-moved': 'The sitting of the panel was moved to another day.',
  'panel-scheduling.sitting-cancelled': 'The sitting of the panel was cancelled.',
  'panel-scheduling.item-deferred': 'The matter was deferred to the next sitting.',
  'panel-scheduling.conflict-declared': 'A member of the panel declared an interest.',
  'panel-scheduling.package-approved': 'The panel approved a package of help.',
  'panel-scheduling.key-worker-allocated': 'The panel allocated a key worker.',
  'referral.referral-sent': 'A referral was sent.',
  'referral.referral-received': 'The referral was received.',
  'referral.screening-started': 'Screening of the referral began.',
  'referral.referral-accepted': 'The referral was accepted.',
  'referral.referral-declined': 'The referral was declined.',
  'referral.service-started': 'The service that the referral asked for started.',
  'referral.feedback-sent': 'Feedback on the referral was sent.',
  'referral.referral-withdrawn': 'The referral was withdrawn.',
};

const CORRECTION = 'lead-professional.fact-corrected';

interface Data {
  readonly event?: string;
  readonly child?: string;
  readonly children?: readonly string[];
  readonly episode?: string;
  readonly item?: string;
  readonly items?: readonly string[];
  readonly referral?: string;
  readonly sensitive?: boolean;
}

const unique = (all: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(all.filter((one) => one !== undefined)),
];

/** Undefined for what a timeline does not show. */
export const timelineEntry = (it: Message): TimelineEntry | undefined => {
  const code = it.type.replace(/\.v\d+$/, '');
  const line = LINES[code];
  if (line === undefined) return undefined;
  const data = it.data as Data;
  const episode = it.episode ?? data.episode;
  return {
    id: it.id,
    code,
    line,
    service: code.slice(0, code.indexOf('.')),
    children: unique([...it.children, data.child, ...(data.children ?? [])]),
    ...(episode !== undefined && { episode }),
    items: unique([data.item, ...(data.items ?? [])]),
    ...(data.referral !== undefined && { referral: data.referral }),
    sensitive: data.sensitive === true,
    agency: it.agency,
    occurredAt: it.time as Instant,
    ...(it.occurredprecision && { occurredPrecision: it.occurredprecision }),
    recordedAt: it.recordedtime as Instant,
    ...(code === CORRECTION && data.event !== undefined && { corrects: data.event }),
    stream: it.subject,
    sequence: it.sequence,
  };
};

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Where an entry stands in a timeline. */
export const placeInTime = (it: TimelineEntry): readonly string[] => [
  it.occurredAt,
  it.recordedAt,
  it.stream,
  it.sequence,
];

/** Oldest first; events of one stream and moment in the order of that stream. */
export const inOrderOfTime = (entries: readonly TimelineEntry[]): readonly TimelineEntry[] =>
  [...entries].sort(
    (a, b) =>
      byText(a.occurredAt, b.occurredAt) ||
      byText(a.recordedAt, b.recordedAt) ||
      byText(a.stream, b.stream) ||
      byText(a.sequence, b.sequence),
  );

/** The entries of what is shown, each with those that correct it as far as these are known. */
export const entriesOf = (
  shown: readonly Message[],
  known: readonly Message[],
): readonly TimelineEntry[] => {
  const corrections = known
    .flatMap((it) => timelineEntry(it) ?? [])
    .filter(({ corrects }) => corrects);
  return shown.flatMap((it) => {
    const entry = timelineEntry(it);
    if (!entry) return [];
    const correctedBy = corrections
      .filter(({ corrects }) => corrects === it.id)
      .map(({ id }) => id);
    return [correctedBy.length === 0 ? entry : { ...entry, correctedBy }];
  });
};
