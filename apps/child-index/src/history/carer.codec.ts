import { codec } from '@onestory/event-sourcing';
import type { History } from '@onestory/event-sourcing';
import { personal, plain } from '@onestory/personal-data';
import { carer } from '../domain/carer.js';
import type { Carer, CarerFact } from '../domain/carer.js';

export const carerHistory: History<Carer, CarerFact> = {
  evolution: carer,
  codec: codec<CarerFact>('carer', {
    CarerRegistered: {
      carer: plain,
      name: personal((it) => ({ person: it.carer, class: 'identity' })),
      phone: personal((it) => ({ person: it.carer, class: 'contact' })),
      address: personal((it) => ({ person: it.carer, class: 'contact' })),
      postcode: personal((it) => ({ person: it.carer, class: 'contact' })),
      dateOfBirth: personal((it) => ({ person: it.carer, class: 'identity' })),
      nhsNumber: personal((it) => ({ person: it.carer, class: 'identity' })),
    },
  }),
  about: () => ({}),
};
