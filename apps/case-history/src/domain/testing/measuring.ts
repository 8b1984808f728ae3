import type { LocalDate } from '@onestory/kernel';
import { measuresOf } from '../measures.js';
import type { Message } from '../message.js';
import { story } from './story.js';
import { episode } from './telling.js';

const limits = { assessmentWorkingDays: 35, planWorkingDays: 15, reviewDays: 56 };

/** The measures of the story's episode on a day. */
export const measured = (messages: readonly Message[] = story(), on = '2026-04-16', by = limits) =>
  measuresOf(episode, messages, by, on as LocalDate);
export const without = (type: string) => story().filter((it) => it.type !== type);
export const moved = (type: string, time: string) =>
  story().map((it) => (it.type === type ? { ...it, time: `${time}T12:00:00.000Z` } : it));
export const changed = (type: string, data: object) =>
  story().map((it) =>
    it.type === type ? { ...it, data: { ...(it.data as object), ...data } } : it,
  );
