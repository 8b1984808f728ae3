import { idFrom, newId } from '@onestory/kernel';
import type {
  ActorId,
  AgencyId,
  AreaId,
  ChildId,
  CommandId,
  CorrelationId,
  Decision,
  Evolution,
  Fact,
  Instant,
  Personal,
  StoryClock,
} from '@onestory/kernel';
import { personal, plain } from '@onestory/personal-data';
import { codec } from '../codec.js';
import type { Upcasters } from '../codec.js';
import type { CommandContext } from '../context.js';
import type { History } from '../history.js';

/** A small domain for specs: letters about a child are written, answered, and lost to nobody. */
export type LetterFact =
  | Fact<'LetterWritten', { child: ChildId; words: Personal<string> }>
  | Fact<'LetterAnswered', { how: string }>;

export interface Letters {
  readonly child?: ChildId;
  readonly words: readonly Personal<string>[];
  readonly answers: number;
}

const letters: Evolution<Letters, LetterFact> = {
  category: 'letter',
  initial: { words: [], answers: 0 },
  evolve: (state, it) => {
    switch (it.type) {
      case 'LetterWritten':
        return { ...state, child: it.data.child, words: [...state.words, it.data.words] };
      case 'LetterAnswered':
        return { ...state, answers: state.answers + 1 };
    }
  },
};

export const letterHistory = (
  upcasters: Upcasters<LetterFact> = {},
): History<Letters, LetterFact> => ({
  evolution: letters,
  codec: codec<LetterFact>(
    'letter',
    {
      LetterWritten: {
        child: plain,
        words: personal((letter) => ({ person: letter.child, class: 'narrative' })),
      },
      LetterAnswered: { how: plain },
    },
    upcasters,
  ),
  about: (state) => (state.child ? { children: [state.child] } : {}),
});

export const aChild: ChildId = idFrom('a child of the specs');

export const write =
  (words: string): Decision<Letters, LetterFact> =>
  () => [{ type: 'LetterWritten', data: { child: aChild, words } }];

export const answerOnce: Decision<Letters, LetterFact> = (state) =>
  state.answers > 0 ? [] : [{ type: 'LetterAnswered', data: { how: 'by post' } }];

/** A command of its own, by the same person, unless said otherwise. */
export const aCommand = (more: Partial<CommandContext> = {}): CommandContext => {
  const command = newId<CommandId>();
  return {
    command,
    commandBody: 'ab'.repeat(16),
    actor: idFrom<ActorId>('somebody'),
    agency: idFrom<AgencyId>('some agency'),
    area: 'ashcombe' as AreaId,
    correlation: idFrom<CorrelationId>('correlation'),
    causation: command,
    ...more,
  };
};

/** A story clock that a spec sets. */
export class SpecClock implements StoryClock {
  readonly kind = 'story';

  constructor(private at = '2026-02-10T09:00:00.000Z') {}

  now(): Instant {
    return this.at as Instant;
  }

  setTo(at: string): void {
    this.at = at;
  }
}
