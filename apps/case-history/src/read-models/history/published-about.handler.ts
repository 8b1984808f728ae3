import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import type { Database } from '@onestory/kernel';
import { InDatabase } from '@onestory/service';
import { PublishedAbout } from './published-about.query.js';
import type { Published } from './published-about.query.js';

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

@QueryHandler(PublishedAbout)
export class PublishedAboutHandler implements IQueryHandler<PublishedAbout, Published> {
  constructor(@InDatabase() private readonly database: Database) {}

  async execute({ area, subjects }: PublishedAbout): Promise<Published> {
    const rows = await this.database.query<{ message: string }>(NAMING, [area, subjects]);
    return rows.map(({ message }) => JSON.parse(message) as Published[number]);
  }
}
