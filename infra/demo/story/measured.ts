import { people } from '../people.js';
import type { Row } from '../table.js';
import type { Known, Telling } from './family-known.js';

interface Measure {
  readonly value?: number;
  readonly limit?: number;
  readonly met?: boolean;
}

/** As case-history answers it: computed there, from the messages of the exchange. */
interface Measures {
  readonly identificationToAssessment: Measure;
  readonly assessmentToPlan: Measure;
  readonly planToFirstService: Measure;
  readonly planToFirstServiceByReferral: Measure;
  readonly planToFirstReview: Measure;
  readonly leads: readonly { lead: string; from: string; interim: boolean }[];
  readonly daysWithoutLead: Measure;
  readonly panel: {
    readonly sittings: number;
    readonly inquorate: readonly {
      date: string;
      present: number;
      needed: number;
      missingSeats: readonly string[];
    }[];
    readonly items: readonly {
      submittedToDecided: Measure;
      decidedWith?: { present: number; conflicted: number; voting: number; quorate: boolean };
    }[];
  };
  readonly referrals: {
    readonly sent: number;
    readonly declined: Readonly<Record<string, number>>;
    readonly redirects: number;
    readonly reReferrals: number;
    readonly each: readonly {
      sensitive: boolean;
      sentToAccepted: Measure;
      sentToDeclined: Measure;
      sentToStarted: Measure;
    }[];
  };
  readonly actionsNotDoneByAgency: Readonly<Record<string, number>>;
  readonly sharedWithoutConsent: { readonly count: number };
}

interface Entry {
  readonly assessmentExists: boolean;
  readonly contact: { readonly name: string } | null;
}

const judged = ({ value, limit, met }: Measure): string =>
  `${value ?? 'not yet'} (limit ${limit}: ${met ? 'met' : 'missed'})`;
const plain = ({ value }: Measure | undefined = {}): string => String(value ?? 'not yet');

const row = (measure: string, expected: string, measured: string): Row => ({
  measure,
  expected,
  measured,
});

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.values(people).flatMap(({ id, name, agencyId, agency }) => [
    [id, name],
    [agencyId, agency],
  ]),
);
const named = (id: string): string => NAMES.get(id) ?? id;

const timeRows = (it: Measures): readonly Row[] => [
  row(
    'identification -> assessment, working days',
    '20 (limit 35: met)',
    judged(it.identificationToAssessment),
  ),
  row('assessment -> plan, working days', '10 (limit 15: met)', judged(it.assessmentToPlan)),
  row('plan -> first service, working days', '7', plain(it.planToFirstService)),
  row('  if only referrals counted', '35', plain(it.planToFirstServiceByReferral)),
  row(
    'panel item submitted -> decided, working days',
    '9',
    plain(it.panel.items[0]?.submittedToDecided),
  ),
  row('plan -> first review, days', '49 (limit 56: met)', judged(it.planToFirstReview)),
];

const referralRows = ({ referrals }: Measures): readonly Row[] => {
  const camhs = referrals.each.find(({ sensitive }) => sensitive);
  const counselling = referrals.each.find(({ sensitive }) => !sensitive);
  const declined = Object.entries(referrals.declined).map(
    ([reason, count]) => `${count} (${reason})`,
  );
  return [
    row('CAMHS: sent -> declined, working days', '9', plain(camhs?.sentToDeclined)),
    row('school counselling: sent -> accepted', '11', plain(counselling?.sentToAccepted)),
    row('school counselling: sent -> started', '13', plain(counselling?.sentToStarted)),
    row(
      'referrals; declined',
      '2; 1 (threshold_not_met_lower)',
      `${referrals.sent}; ${declined.join(', ')}`,
    ),
    row('redirects; re-referrals', '1; 0', `${referrals.redirects}; ${referrals.reReferrals}`),
  ];
};

const panelRows = ({ panel }: Measures): readonly Row[] => {
  const decided = panel.items[0]?.decidedWith;
  const inquorate = panel.inquorate.map(
    ({ date, present, needed, missingSeats }) =>
      `${date}: ${present} of the ${needed} needed, no ${missingSeats.join(', ')} seat`,
  );
  return [
    row('sittings; inquorate', '2; 1', `${panel.sittings}; ${panel.inquorate.length}`),
    row('  inquorate', '2026-03-03: 5 of the 6 needed, no health seat', inquorate.join('; ')),
    row(
      'the item on 10 March',
      '7 present, 1 conflicted, 6 voting, quorate',
      decided
        ? `${decided.present} present, ${decided.conflicted} conflicted, ${decided.voting} voting, ${decided.quorate ? 'quorate' : 'inquorate'}`
        : 'not decided',
    ),
  ];
};

const otherRows = (it: Measures): readonly Row[] => {
  const leads = it.leads.map(
    ({ lead, from, interim }) => `${named(lead)}${interim ? ' (interim)' : ''} from ${from}`,
  );
  const notDone = Object.entries(it.actionsNotDoneByAgency).map(
    ([agency, count]) => `${count} (${named(agency)})`,
  );
  return [
    row(
      'leads',
      `${people.teacher.name} (interim) from 2026-01-14, ${people.healthVisitor.name} from 2026-02-24`,
      leads.join(', '),
    ),
    row('days without a lead', '0', plain(it.daysWithoutLead)),
    row('actions not done by an agency', `1 (${people.housing.agency})`, notDone.join(', ')),
    row('shared without consent', '0', String(it.sharedWithoutConsent.count)),
  ];
};

/** What the lead reads on 16 April, through the API; nothing is computed here. */
export const readTable = async (
  { stage }: Telling,
  known: Known,
  episode: string,
): Promise<readonly Row[]> => {
  const lead = stage.as(people.healthVisitor);
  const { body: measures } = await lead.get<Measures>(`/case-history/episodes/${episode}/measures`);
  const { body: entry } = await lead.get<Entry>(`/child-index/children/${known.younger}`);
  const codes = async (query: string): Promise<readonly string[]> => {
    const path = `/case-history/children/${known.younger}/timeline?limit=200&${query}`;
    const { body } = await lead.get<{
      entries: readonly { id: string; code: string; occurredAt: string }[];
    }>(path);
    return body.entries.map(({ code, occurredAt }) => `${code} of ${occurredAt.slice(0, 10)}`);
  };
  const known10 = await codes('asKnown=2026-03-10');
  const happened10 = await codes('asAt=2026-03-10');
  const late = happened10.filter((it) => !known10.includes(it));
  const camhs = JSON.stringify(entry).includes(people.camhs.agencyId);
  return [
    ...timeRows(measures),
    ...referralRows(measures),
    ...panelRows(measures),
    ...otherRows(measures),
    row(
      'the index on 16 April',
      `an assessment exists; contact: ${people.healthVisitor.name}; nothing of CAMHS`,
      `${entry.assessmentExists ? 'an assessment exists' : 'no assessment'}; contact: ${entry.contact?.name ?? 'none'}; ${camhs ? 'CAMHS shown' : 'nothing of CAMHS'}`,
    ),
    row(
      'timeline: had happened by 10 March, not known then',
      'lead-professional.service-started of 2026-03-05',
      late.join(', '),
    ),
  ];
};
