import { codec } from '@onestory/event-sourcing';
import type { CodecRules, History } from '@onestory/event-sourcing';
import { personal, plain } from '@onestory/personal-data';
import { child } from '../domain/child.js';
import type { Child, ChildFact } from '../domain/child.js';

const rules: CodecRules<ChildFact> = {
  ChildRegistered: {
    child: plain,
    name: personal((it) => ({ person: it.child, class: 'identity' })),
    dateOfBirth: personal((it) => ({ person: it.child, class: 'identity' })),
    gender: personal((it) => ({ person: it.child, class: 'identity' })),
    nhsNumber: personal((it) => ({ person: it.child, class: 'identity' })),
    noNhsNumberReason: plain,
    address: personal((it) => ({ person: it.child, class: 'contact' })),
    postcode: personal((it) => ({ person: it.child, class: 'contact' })),
    multipleBirth: personal((it) => ({ person: it.child, class: 'identity' })),
    carers: plain,
  },
  UnbornRegistered: {
    child: plain,
    expectedDate: personal((it) => ({ person: it.child, class: 'identity' })),
    carers: plain,
  },
  TurnedSixteen: { child: plain },
  InvolvementStarted: {
    involvement: plain,
    agency: plain,
    kind: plain,
    practitioner: plain,
    sensitive: plain,
    basis: plain,
  },
  InvolvementEnded: { involvement: plain, agency: plain, sensitive: plain },
  AssessmentListed: { assessment: plain },
  ContactNamed: { episode: plain, practitioner: plain, agency: plain },
  ContactEnded: { episode: plain },
};

export const childHistory: History<Child, ChildFact> = {
  evolution: child,
  codec: codec<ChildFact>('child', rules),
  about: (it) => (it.stage === 'not registered' ? {} : { children: [it.child] }),
};
