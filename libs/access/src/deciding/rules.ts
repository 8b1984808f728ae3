import type { Role } from './actor.js';
import type { Relation } from './relations.js';

/** What only the owning service can say of a thing at this moment; unknown is neither true nor false. */
export type FactName =
  /** The chair of the sitting is absent, or conflicted in this item. */
  | 'chair-away'
  /** Nobody is recorded as present on the chair's seat: the chair is told so, and decides nothing. */
  | 'chair-absent';

/** One way to be allowed. Whoever has one of the roles and one of the relations may. */
export interface Grant {
  readonly roles: readonly Role[];
  /** `none needed`: the role alone is enough, because the act shows nothing of a family. */
  readonly relations: readonly Relation[] | 'none needed';
  /** Holds for things of a sensitive service too (domain A2.3). */
  readonly evenIfSensitive?: true;
  /** Enough to be involved with one of the children; otherwise with every one. */
  readonly anyChild?: true;
  readonly where?: Readonly<Partial<Record<FactName, boolean>>>;
}

const practitioner = (...relations: Relation[]): Grant => ({ roles: ['practitioner'], relations });
const byRole = (...roles: Role[]): Grant => ({ roles, relations: 'none needed' });
const as = (role: Role, ...relations: Relation[]): Grant => ({ roles: [role], relations });
const sensitive = (grant: Grant): Grant => ({ ...grant, evenIfSensitive: true });

const recorderOrLead = [practitioner('recorder', 'lead')];
const lead = [practitioner('lead')];
const episodeSeen = [practitioner('recorder', 'lead', 'team')];
const coordinator = [as('panel-coordinator', 'coordinating-agency')];
const receivingScreener = [sensitive(as('screener', 'receiver'))];
const entrySeenBy: readonly Relation[] = ['involved', 'found', 'recorder', 'lead', 'team'];
const operator = [byRole('operator')];

/** Who may, after decisions of the field: everything that is not here is refused. */
export const rules = {
  'child-index.register-child': [byRole('index-clerk')],
  'child-index.register-carer': [byRole('index-clerk')],
  'child-index.register-unborn': [
    byRole('index-clerk'),
    { ...practitioner('involved'), anyChild: true },
  ],
  'child-index.note-sixteen': [byRole('index-clerk'), practitioner('recorder', 'lead')],
  'child-index.start-involvement': [sensitive(byRole('index-clerk'))],
  'child-index.end-involvement': [sensitive(byRole('index-clerk'))],
  'child-index.search': [byRole('practitioner', 'index-clerk')],
  'child-index.view-entry': [practitioner(...entrySeenBy), as('index-clerk', 'found')],
  'child-index.view-identity': [sensitive(as('screener', 'referred-to'))],

  'assessment.record-concern': [practitioner('involved', 'found')],
  'assessment.complete-checklist': recorderOrLead,
  'assessment.start-assessment': recorderOrLead,
  'assessment.record-entry': recorderOrLead,
  'assessment.complete': recorderOrLead,
  'assessment.issue-copy': recorderOrLead,
  'assessment.correct': recorderOrLead,
  'assessment.view': episodeSeen,

  'information-sharing.record-consent': recorderOrLead,
  'information-sharing.withdraw-consent': recorderOrLead,
  // A word that narrows is taken from whoever is at work with the family.
  'information-sharing.record-refusal': episodeSeen,
  'information-sharing.judge-competence': episodeSeen,
  'information-sharing.decide-sharing': lead,
  'information-sharing.view': episodeSeen,

  // The nominee sees what they are asked to lead: accepting names the revision that they have read.
  'lead-professional.view': [practitioner('recorder', 'lead', 'team', 'nominee')],
  'lead-professional.view-nomination': [
    practitioner('recorder', 'lead', 'nominee'),
    as('manager', 'nominee-agency'),
  ],
  'lead-professional.comment': episodeSeen,
  'lead-professional.join-team': recorderOrLead,
  'lead-professional.remove-team-member': lead,
  'lead-professional.record-departure': lead,
  // Nobody leads then: those who recorded, or the manager where the lead was.
  'lead-professional.assign-interim-lead': [
    practitioner('recorder'),
    as('manager', 'nominee-agency'),
  ],
  'lead-professional.close': recorderOrLead,
  'lead-professional.hold-meeting': lead,
  'lead-professional.nominate': recorderOrLead,
  'lead-professional.agree-nomination-for-agency': [as('manager', 'nominee-agency')],
  'lead-professional.agree-nomination-for-family': recorderOrLead,
  'lead-professional.accept-nomination': [practitioner('nominee')],
  'lead-professional.agree-plan': lead,
  'lead-professional.agree-actions': lead,
  'lead-professional.record-service': lead,
  'lead-professional.record-action-outcome': lead,
  'lead-professional.review': lead,
  'lead-professional.correct': lead,

  'panel-scheduling.set-series': [byRole('panel-coordinator')],
  'panel-scheduling.view-series': [byRole('panel-coordinator', 'panel-chair', 'practitioner')],
  'panel-scheduling.schedule-sitting': coordinator,
  'panel-scheduling.record-attendance': coordinator,
  'panel-scheduling.declare-inquorate': coordinator,
  'panel-scheduling.reconvene': coordinator,
  'panel-scheduling.move-sitting': coordinator,
  'panel-scheduling.cancel-sitting': coordinator,
  'panel-scheduling.defer-item': [
    ...coordinator,
    practitioner('member'),
    as('panel-chair', 'chair', 'vice'),
  ],
  'panel-scheduling.declare-conflict': [
    ...coordinator,
    practitioner('member'),
    as('panel-chair', 'chair', 'vice'),
  ],
  'panel-scheduling.submit-item': lead,
  'panel-scheduling.decide': [
    { ...as('panel-chair', 'chair'), where: { 'chair-away': false } },
    { ...as('panel-chair', 'vice'), where: { 'chair-away': true } },
    { ...as('panel-chair', 'chair'), where: { 'chair-absent': true } },
  ],
  'panel-scheduling.view-item': [
    ...coordinator,
    practitioner('lead', 'team', 'presenter', 'member'),
    as('panel-chair', 'chair', 'vice'),
  ],
  'panel-scheduling.view-sitting': [
    ...coordinator,
    practitioner('member'),
    as('panel-chair', 'chair', 'vice'),
  ],

  'referral.send': [sensitive(practitioner('lead'))],
  'referral.receive': receivingScreener,
  'referral.screen': receivingScreener,
  'referral.accept': receivingScreener,
  'referral.decline': receivingScreener,
  'referral.start': receivingScreener,
  'referral.feedback': receivingScreener,
  'referral.list-screening-queue': receivingScreener,
  'referral.withdraw': [sensitive(practitioner('sender', 'lead'))],
  'referral.view': [
    sensitive(practitioner('sender', 'lead')),
    sensitive(as('screener', 'receiver')),
    practitioner('team'),
  ],

  // Asked for the timeline as a whole (not sensitive) and again for each sensitive entry.
  'case-history.view-timeline': [
    sensitive(practitioner('lead', 'sender')),
    practitioner('recorder', 'team'),
  ],
  'case-history.view-measures': lead,
  'case-history.count-area': [byRole('analyst')],

  'operations.health': operator,
  'operations.lag': operator,
  'operations.traces': operator,
  'operations.parked': operator,
  'operations.replay': operator,
  'operations.verify': operator,
  'operations.clock': operator,
} as const satisfies Record<string, readonly Grant[]>;

/**
 * What a service may do by itself, in answer to a published event (its own or another's) or to a due date.
 * `reaction.<service>.<name of the reaction>`; a service acts in its own streams only.
 */
export const serviceRules = {
  'child-index': [
    'reaction.child-index.list-assessment',
    'reaction.child-index.name-contact',
    'reaction.child-index.end-contact',
  ],
  assessment: ['reaction.assessment.join-episode', 'reaction.assessment.end-episode'],
  'information-sharing': [],
  'lead-professional': [
    'reaction.lead-professional.join-children',
    'reaction.lead-professional.assign-interim-lead',
    'reaction.lead-professional.join-key-worker',
  ],
  'panel-scheduling': [
    'reaction.panel-scheduling.list-item',
    'reaction.panel-scheduling.list-waiting-items',
    'reaction.panel-scheduling.carry-over-item',
    'reaction.panel-scheduling.carry-over-moved-item',
    'reaction.panel-scheduling.list-deferred-item',
    'reaction.panel-scheduling.defer-item',
    'reaction.panel-scheduling.schedule-moved-sitting',
    'reaction.panel-scheduling.schedule-reconvened-sitting',
  ],
  referral: ['reaction.referral.receive', 'reaction.referral.withdraw'],
  'case-history': [],
} as const satisfies Record<string, readonly string[]>;

export type PersonAct = keyof typeof rules;
type ReactionAct = (typeof serviceRules)[keyof typeof serviceRules][number];
export type ActName = PersonAct | ReactionAct;
