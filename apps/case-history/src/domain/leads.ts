import { daysBetween } from '@onestory/kernel';
import type { LocalDate } from '@onestory/kernel';
import type { Measure } from './measure.js';
import { asRecorded, dayOf, told } from './message.js';
import type { Message } from './message.js';

export interface LeadFrom {
  readonly lead: string;
  readonly agency: string;
  readonly from: LocalDate;
  readonly interim: boolean;
}

const BEGINNINGS = [
  'lead-professional.interim-lead-assigned.v1',
  'lead-professional.lead-handed-over.v1',
] as const;
const CHANGES = [...BEGINNINGS, 'lead-professional.lead-left.v1'] as const;

export const leadsIn = (own: readonly Message[]): readonly LeadFrom[] =>
  asRecorded(told(own, ...BEGINNINGS)).map((it) =>
    it.type === 'lead-professional.interim-lead-assigned.v1'
      ? { lead: it.data.lead, agency: it.data.leadAgency, from: dayOf(it), interim: true }
      : { lead: it.data.to, agency: it.data.toAgency, from: dayOf(it), interim: false },
  );

/**
 * Counted from facts: from the checklist that offers an assessment, as from then on somebody has to lead, and from
 * each lead who leaves; until somebody leads, the episode is closed, or today.
 */
export const daysWithoutLead = (own: readonly Message[], on: LocalDate): Measure => {
  const offered = told(own, 'assessment.pre-assessment-completed.v1').find(
    ({ data }) => data.outcome === 'common_assessment',
  );
  const [closed] = told(own, 'lead-professional.episode-closed.v1');
  const end = closed ? dayOf(closed) : on;
  const days = (from: LocalDate | undefined, to: LocalDate): number =>
    from === undefined ? 0 : Math.max(0, daysBetween(from, to < end ? to : end));

  let value = 0;
  let nobodySince = offered && dayOf(offered);
  for (const it of asRecorded(told(own, ...CHANGES))) {
    value += days(nobodySince, dayOf(it));
    nobodySince = it.type === 'lead-professional.lead-left.v1' ? dayOf(it) : undefined;
  }
  value += days(nobodySince, end);
  return { unit: 'days', value, limit: 0, met: value === 0 };
};
