import type { PublishedEvent } from '@onestory/contracts';
import type { Question } from '@onestory/service';

/** The rows from which every answer of this service is taken. */
export const HISTORY = 'case-history.history_v1';

/**
 * Everything published that names one of the subjects, or an item of theirs: an event of a sitting as a whole
 * names its items, and neither children nor episode.
 */
const NAMING = `
  with about as (
    select id from history_subject where area = $1 and subject = any($2::uuid[])
  ), items as (
    select distinct item.subject from history_subject item
    join history on history.area = item.area and history.id = item.id
      and history.type = 'panel-scheduling.agenda-item-submitted.v1'
    join about on about.id = item.id
    where item.area = $1 and item.subject = (history.message::json -> 'data' ->> 'item')::uuid
  )
  select history.message from history where history.area = $1 and history.id in (
    select id from about
    union
    select id from history_subject where area = $1 and subject in (select subject from items))`;

/** Everything published that names one of these ids, or a panel's item of theirs. */
export const publishedAbout =
  (subjects: readonly string[]): Question<readonly PublishedEvent[]> =>
  async ({ area, database }) => {
    const rows = await database.query<{ message: string }>(NAMING, [area, subjects]);
    return rows.map(({ message }) => JSON.parse(message) as PublishedEvent);
  };
