import { happenedBefore, londonDate } from '@onestory/kernel';
import type { Instant, LocalDate, Moment, PlacedMoment } from '@onestory/kernel';

/** What a measure reads of a published event; ids and codes only. */
export interface Message {
  readonly id: string;
  readonly type: string;
  /** The stream. */
  readonly subject: string;
  /** When it happened. */
  readonly time: string;
  readonly occurredprecision?: 'day' | undefined;
  /** When it was recorded. */
  readonly recordedtime: string;
  /** Revision in its stream, zero-padded. */
  readonly sequence: string;
  readonly agency: string;
  readonly episode?: string | undefined;
  readonly children: readonly string[];
  readonly data: unknown;
}

interface OfEpisode {
  readonly episode: string;
}
interface OfReferral {
  readonly referral: string;
}
interface DecidedOnItem extends OfEpisode {
  readonly item: string;
  readonly sitting: string;
  readonly present: number;
  readonly needed: number;
  readonly conflicted: number;
  readonly voting: number;
  readonly missingSeats: readonly string[];
}
interface Registered {
  readonly child: string;
  readonly carers: readonly { readonly carer: string; readonly parentalResponsibility: string }[];
}

/** The published events that measures are taken from, and what they need of each. */
export interface Heard {
  'child-index.child-registered.v1': Registered;
  'child-index.unborn-registered.v1': Registered;
  'assessment.concern-recorded.v1': OfEpisode & { child: string };
  'assessment.episode-joined.v1': OfEpisode & { child: string };
  'assessment.pre-assessment-completed.v1': OfEpisode & { outcome: string };
  'assessment.assessment-started.v1': OfEpisode & { children: readonly string[] };
  'assessment.assessment-completed.v1': OfEpisode & { version: number };
  'information-sharing.consent-given.v1': OfEpisode & {
    consent: string;
    giver: string;
    capacity: string;
    children: readonly string[];
    agencies: readonly string[];
    panelAgencies: readonly string[];
  };
  'information-sharing.consent-withdrawn.v1': OfEpisode & { consent: string };
  'information-sharing.consent-refused.v1': OfEpisode & {
    consent: string;
    giver: string;
    capacity: string;
    children: readonly string[];
    agencies: readonly string[];
  };
  'information-sharing.sharing-decided.v1': OfEpisode & {
    children: readonly string[];
    agencies: readonly string[];
  };
  'lead-professional.children-joined.v1': OfEpisode & { children: readonly string[] };
  'lead-professional.interim-lead-assigned.v1': OfEpisode & { lead: string; leadAgency: string };
  'lead-professional.lead-handed-over.v1': OfEpisode & { to: string; toAgency: string };
  'lead-professional.lead-left.v1': OfEpisode & { lead: string };
  'lead-professional.plan-agreed.v1': OfEpisode;
  'lead-professional.actions-agreed.v1': OfEpisode & {
    actions: readonly {
      action: string;
      agency: string;
      recipients?: readonly string[] | undefined;
    }[];
  };
  'lead-professional.service-started.v1': OfEpisode;
  'lead-professional.review-held.v1': OfEpisode;
  'lead-professional.action-not-done.v1': OfEpisode & { agency: string; cause: string };
  'lead-professional.fact-corrected.v1': { event: string };
  'lead-professional.episode-closed.v1': OfEpisode & { reason: string };
  'panel-scheduling.agenda-item-submitted.v1': OfEpisode & {
    item: string;
    children: readonly string[];
    recipients: readonly string[];
  };
  'panel-scheduling.item-carried-over.v1': { item: string };
  'panel-scheduling.sitting-inquorate.v1': {
    sitting: string;
    date: string;
    present: number;
    needed: number;
    missingSeats: readonly string[];
    items: readonly string[];
  };
  'panel-scheduling.package-approved.v1': DecidedOnItem;
  'panel-scheduling.key-worker-allocated.v1': DecidedOnItem;
  'referral.referral-sent.v1': OfReferral & {
    episode?: string | undefined;
    children: readonly string[];
    service: string;
    to: string;
    sensitive: boolean;
    follows?: string | undefined;
  };
  'referral.referral-accepted.v1': OfReferral;
  'referral.referral-declined.v1': OfReferral & { reason: string };
  'referral.service-started.v1': OfReferral;
  'referral.referral-withdrawn.v1': OfReferral & { cause: string; readonly lostBy?: string };
}

/** A message whose type says what its data holds. */
export type Told<T extends keyof Heard> = T extends keyof Heard
  ? Omit<Message, 'type' | 'data'> & { readonly type: T; readonly data: Readonly<Heard[T]> }
  : never;

export const momentOf = ({ time, occurredprecision }: Omit<Message, 'type' | 'data'>): Moment => ({
  occurredAt: time as Instant,
  ...(occurredprecision && { occurredPrecision: occurredprecision }),
});

/** With when it was recorded, which settles what a day leaves open. */
export const placedMomentOf = (it: Omit<Message, 'type' | 'data'>): PlacedMoment => ({
  ...momentOf(it),
  recordedAt: it.recordedtime as Instant,
});

export const dayOf = ({ time }: { readonly time: string }): LocalDate =>
  londonDate(time as Instant);

export const notBefore = (
  it: Omit<Message, 'type' | 'data'>,
  earlier: Omit<Message, 'type' | 'data'>,
): boolean => !happenedBefore(momentOf(it), momentOf(earlier));

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Each message once, by when it happened, then by place in its stream: the same for every order of arrival.
 */
export const inOrder = (messages: readonly Message[]): readonly Message[] =>
  [...new Map(messages.map((it) => [it.id, it])).values()].sort(
    (a, b) =>
      byText(a.time, b.time) ||
      byText(a.sequence, b.sequence) ||
      byText(a.subject, b.subject) ||
      byText(a.id, b.id),
  );

/** Those of some types, with the data that these types promise. */
export const told = <T extends keyof Heard>(
  messages: readonly Message[],
  ...types: readonly T[]
): readonly Told<T>[] =>
  messages.filter(({ type }) =>
    (types as readonly string[]).includes(type),
  ) as unknown as Told<T>[];

/** In the order of their stream: what was said last there holds, whenever it happened. */
export const asRecorded = <M extends Pick<Message, 'sequence'>>(
  messages: readonly M[],
): readonly M[] => [...messages].sort((a, b) => byText(a.sequence, b.sequence));
