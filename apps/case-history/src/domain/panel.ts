import type { LocalDate } from '@onestory/kernel';
import { elapsed } from './measure.js';
import type { Measure } from './measure.js';
import { dayOf, told } from './message.js';
import type { Message } from './message.js';

interface InquorateSitting {
  readonly sitting: string;
  readonly date: string;
  readonly present: number;
  readonly needed: number;
  readonly missingSeats: readonly string[];
}

/** Who was there for the item, and who could vote. */
interface DecidedWith {
  readonly sitting: string;
  readonly present: number;
  readonly needed: number;
  readonly conflicted: number;
  readonly voting: number;
  readonly quorate: boolean;
}

interface ItemMeasures {
  readonly item: string;
  readonly submittedToDecided: Measure;
  readonly carriedOver: number;
  readonly decidedWith?: DecidedWith;
}

export interface PanelMeasured {
  /** Sittings that came to the episode's items: they decided, or could not. */
  readonly sittings: number;
  readonly inquorate: readonly InquorateSitting[];
  readonly items: readonly ItemMeasures[];
}

const decisionsIn = (messages: readonly Message[]) =>
  told(
    messages,
    'panel-scheduling.package-approved.v1',
    'panel-scheduling.key-worker-allocated.v1',
  );

const measureItem = (
  messages: readonly Message[],
  item: string,
  from: LocalDate,
  on: LocalDate,
) => {
  const decided = decisionsIn(messages).find(({ data }) => data.item === item);
  const carriedOver = told(messages, 'panel-scheduling.item-carried-over.v1');
  const to = decided && dayOf(decided);
  return {
    item,
    submittedToDecided: elapsed({ unit: 'working_days', from, to, on }),
    carriedOver: carriedOver.filter(({ data }) => data.item === item).length,
    ...(decided && { decidedWith: decidedWith(decided.data) }),
  };
};

const decidedWith = ({
  sitting,
  present,
  needed,
  conflicted,
  voting,
  missingSeats,
}: Omit<DecidedWith, 'quorate'> & { readonly missingSeats: readonly string[] }): DecidedWith => {
  const quorate = voting >= needed && missingSeats.length === 0;
  return { sitting, present, needed, conflicted, voting, quorate };
};

/** `messages`: those of the episode and of the sittings that name its items. */
export const measurePanel = (
  messages: readonly Message[],
  episode: string,
  on: LocalDate,
): PanelMeasured => {
  const submitted = told(messages, 'panel-scheduling.agenda-item-submitted.v1').filter(
    ({ data }) => data.episode === episode,
  );
  const ours = new Set(submitted.map(({ data }) => data.item));
  const inquorate = told(messages, 'panel-scheduling.sitting-inquorate.v1')
    .filter(({ data }) => data.items.some((item) => ours.has(item)))
    .map(({ data: { sitting, date, present, needed, missingSeats } }) => ({
      sitting,
      date,
      present,
      needed,
      missingSeats,
    }));
  const decidedIn = decisionsIn(messages)
    .filter(({ data }) => ours.has(data.item))
    .map(({ data }) => data.sitting);
  return {
    sittings: new Set([...inquorate.map(({ sitting }) => sitting), ...decidedIn]).size,
    inquorate,
    items: submitted.map((it) => measureItem(messages, it.data.item, dayOf(it), on)),
  };
};
