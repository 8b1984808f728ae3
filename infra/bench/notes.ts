import { randomBytes } from 'node:crypto';
import { codec } from '@onestory/event-sourcing';
import type { CommandContext, History } from '@onestory/event-sourcing';
import { idFrom, newId } from '@onestory/kernel';
import type {
  ActorId,
  AgencyId,
  AreaId,
  ChildId,
  CommandId,
  CorrelationId,
  Decision,
  Fact,
  Personal,
} from '@onestory/kernel';
import { personal, plain } from '@onestory/personal-data';

/** What is measured with: notes about a child, 430 bytes each when their text is encrypted. */
export type NoteFact = Fact<
  'NoteWritten',
  { child: ChildId; reason: string; text: Personal<string> }
>;
/** The same with nothing personal, to see what encryption costs. */
export type OpenNoteFact = Fact<'NoteWritten', { child: ChildId; reason: string; text: string }>;

export interface Notes {
  readonly child?: ChildId;
  readonly written: number;
}

const initial: Notes = { written: 0 };
const about = ({ child }: Notes) => (child ? { children: [child] } : {});

export const noteHistory: History<Notes, NoteFact> = {
  evolution: {
    category: 'note',
    initial,
    evolve: ({ written }, it) => ({ child: it.data.child, written: written + 1 }),
  },
  codec: codec<NoteFact>('note', {
    NoteWritten: {
      child: plain,
      reason: plain,
      text: personal(({ child }) => ({ person: child, class: 'narrative' })),
    },
  }),
  about,
};

export const openNoteHistory: History<Notes, OpenNoteFact> = {
  evolution: {
    category: 'openNote',
    initial,
    evolve: ({ written }, it) => ({ child: it.data.child, written: written + 1 }),
  },
  codec: codec<OpenNoteFact>('openNote', {
    NoteWritten: { child: plain, reason: plain, text: plain },
  }),
  about,
};

/** Sentences of 200 letters that do not compress. */
export const text = (): string => randomBytes(150).toString('base64');

/** The facts that a command writes: of either history. */
export const writing = <F extends NoteFact | OpenNoteFact>(
  child: ChildId,
  notes = 1,
): Decision<Notes, F> => {
  const facts = Array.from(
    { length: notes },
    () => ({ type: 'NoteWritten', data: { child, reason: 'code-17', text: text() } }) as F,
  );
  return () => facts;
};

const actor = idFrom<ActorId>('somebody');
const agency = idFrom<AgencyId>('some agency');

/** A command of its own, as the doorkeeper gives it. */
export const aCommand = (): CommandContext => {
  const command = newId<CommandId>();
  return {
    command,
    commandBody: 'ab'.repeat(16),
    actor,
    agency,
    area: 'ashcombe' as AreaId,
    correlation: newId<CorrelationId>(),
    causation: command,
  };
};
