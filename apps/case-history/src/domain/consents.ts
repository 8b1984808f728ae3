import { asRecorded, notBefore, told } from './message.js';
import type { Message, Told } from './message.js';

type Given = Told<'information-sharing.consent-given.v1'>;
type Sharing = Told<
  | 'referral.referral-sent.v1'
  | 'panel-scheduling.agenda-item-submitted.v1'
  | 'lead-professional.actions-agreed.v1'
>;

/** The consents in force when something was shared; what the same giver said last, until then, holds. */
const inForceAt = (messages: readonly Message[], sharing: Sharing): readonly Given[] => {
  const known = told(
    messages,
    'information-sharing.consent-given.v1',
    'information-sharing.consent-withdrawn.v1',
  ).filter((it) => notBefore(sharing, it));
  const last = new Map(asRecorded(known).map((it) => [it.data.consent, it]));
  return [...last.values()].filter((it) => it.type === 'information-sharing.consent-given.v1');
};

/** A parent's consent covers later joiners and the unborn too: whoever they have responsibility for. */
const childrenOf = (messages: readonly Message[], { data }: Given): ReadonlySet<string> => {
  const registered = told(
    messages,
    'child-index.child-registered.v1',
    'child-index.unborn-registered.v1',
  );
  const responsible = registered.filter(
    ({ data: { carers } }) =>
      data.capacity === 'parental_responsibility' &&
      carers.some(
        ({ carer, parentalResponsibility }) =>
          carer === data.giver && parentalResponsibility === 'yes',
      ),
  );
  return new Set([...data.children, ...responsible.map((it) => it.data.child)]);
};

/** Which agencies learn of which children. An agency shares nothing with itself. */
const disclosed = (it: Sharing): { agencies: readonly string[]; children: readonly string[] } => {
  switch (it.type) {
    case 'referral.referral-sent.v1':
      return { agencies: [it.data.to], children: it.data.children };
    case 'panel-scheduling.agenda-item-submitted.v1':
      return { agencies: it.data.recipients, children: it.data.children };
    case 'lead-professional.actions-agreed.v1':
      return {
        agencies: it.data.actions.flatMap(({ agency, recipients }) => [
          agency,
          ...(recipients ?? []),
        ]),
        children: it.children,
      };
  }
};

const agenciesFor = (it: Sharing, { data }: Given): readonly string[] =>
  it.type === 'panel-scheduling.agenda-item-submitted.v1'
    ? [...data.agencies, ...data.panelAgencies]
    : data.agencies;

const isCovered = (messages: readonly Message[], it: Sharing): boolean => {
  const consents = inForceAt(messages, it);
  const { agencies, children } = disclosed(it);
  return agencies
    .filter((agency) => agency !== it.agency)
    .every((agency) => {
      const covering = consents.filter((consent) => agenciesFor(it, consent).includes(agency));
      const covered = new Set(covering.flatMap((consent) => [...childrenOf(messages, consent)]));
      return covering.length > 0 && children.every((child) => covered.has(child));
    });
};

/**
 * The ids of referrals, panel items and agreed actions that told an agency of a child whom no consent in force
 * covered. Where that was right for another reason it is counted all the same, and has its reason at its owner.
 */
export const sharedWithoutConsent = (messages: readonly Message[]): readonly string[] =>
  told(
    messages,
    'referral.referral-sent.v1',
    'panel-scheduling.agenda-item-submitted.v1',
    'lead-professional.actions-agreed.v1',
  )
    .filter((it) => !isCovered(messages, it))
    .map(({ id }) => id);
