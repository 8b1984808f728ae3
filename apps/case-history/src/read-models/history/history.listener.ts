import { Injectable } from '@nestjs/common';
import { catalogue } from '@onestory/contracts';
import type { PublishedEvent } from '@onestory/contracts';
import { isUuid } from '@onestory/kernel';
import type { Sql } from '@onestory/kernel';
import type { MessageProjector } from '@onestory/service';

/** Everything that one of these ids names is part of its history. */
const SUBJECTS = ['child', 'episode', 'item', 'referral'] as const;
const LISTS_OF_SUBJECTS = ['children', 'items'] as const;

const subjectsOf = ({ children, episode, data }: PublishedEvent): readonly string[] => {
  const said = data as Readonly<Record<string, unknown>>;
  const lists = LISTS_OF_SUBJECTS.flatMap(
    (name) => (Array.isArray(said[name]) ? said[name] : []) as unknown[],
  );
  const all = [...children, episode, ...SUBJECTS.map((name) => said[name]), ...lists];
  return [...new Set(all.filter(isUuid))];
};

/**
 * Every published event, by whom and what it names: ids, codes and dates. Timeline and measures are taken from
 * it when they are asked for, so neither depends on the order in which topics arrived.
 */
@Injectable()
export class HistoryListener implements MessageProjector {
  readonly name = 'history_v1';
  readonly contracts = catalogue;

  async apply(messages: readonly PublishedEvent[], sql: Sql): Promise<void> {
    await sql.query(
      `insert into history_v1 (area, id, type, message)
       select * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) on conflict do nothing`,
      [
        messages.map(({ area }) => area),
        messages.map(({ id }) => id),
        messages.map(({ type }) => type),
        messages.map((message) => JSON.stringify(message)),
      ],
    );
    const named = messages.flatMap((message) =>
      subjectsOf(message).map((subject) => ({ area: message.area, subject, id: message.id })),
    );
    await sql.query(
      `insert into history_subject_v1 (area, subject, id)
       select * from unnest($1::text[], $2::uuid[], $3::uuid[]) on conflict do nothing`,
      [
        named.map(({ area }) => area),
        named.map(({ subject }) => subject),
        named.map(({ id }) => id),
      ],
    );
  }
}
