import { Injectable } from '@nestjs/common';
import type { Projector, StoredFact } from '@onestory/event-sourcing';
import { isForgotten, orElse } from '@onestory/kernel';
import type { AnyFact, Personal, Sql } from '@onestory/kernel';
import type { CarerFact } from '../../domain/carer.js';
import type { ChildFact, FactOf, PersonName } from '../../domain/child.js';
import { nameWords, postcodeKey } from '../../domain/search-words.js';
import { carerHistory } from '../../history/carer.codec.js';
import { childHistory } from '../../history/child.codec.js';
import { INDEX_ENTRIES } from './index-entries.query.js';

type Registered = StoredFact<FactOf<'ChildRegistered'>> | StoredFact<FactOf<'UnbornRegistered'>>;
type Named = { readonly area: string; readonly person: string; readonly words: string };

/** Rows by which children are found. Whoever is forgotten has none after a rebuild. */
@Injectable()
export class IndexEntriesProjector implements Projector {
  readonly name = INDEX_ENTRIES;
  readonly codecs = [childHistory.codec, carerHistory.codec];

  async project(batch: readonly StoredFact<AnyFact>[], sql: Sql): Promise<void> {
    const facts = batch as readonly StoredFact<ChildFact | CarerFact>[];
    const children = facts.filter(isRegistration).filter((it) => !isForgotten(bornOrExpected(it)));
    await insertEntries(children, sql);
    await insertCarers(children, sql);
    await insertNames(facts.flatMap(namedIn), sql);
  }
}

const isRegistration = (it: StoredFact<ChildFact | CarerFact>): it is Registered =>
  it.type === 'ChildRegistered' || it.type === 'UnbornRegistered';

const bornOrExpected = (it: Registered) =>
  it.type === 'ChildRegistered' ? it.data.dateOfBirth : it.data.expectedDate;

const namedIn = (it: StoredFact<ChildFact | CarerFact>): readonly Named[] => {
  if (it.type === 'ChildRegistered') return named(it.area, it.data.child, it.data.name);
  if (it.type === 'CarerRegistered') return named(it.area, it.data.carer, it.data.name);
  return [];
};

const named = (area: string, person: string, name: Personal<PersonName>): readonly Named[] => {
  if (isForgotten(name)) return [];
  const all = [name.given, name.family, ...(name.aka ?? [])].join(' ');
  return [{ area, person, words: nameWords(all).join(' ') }];
};

const insertEntries = async (children: readonly Registered[], sql: Sql): Promise<void> => {
  if (children.length === 0) return;
  const born = children.map((it) => (it.type === 'ChildRegistered' ? it : undefined));
  const unborn = children.map((it) => (it.type === 'UnbornRegistered' ? it : undefined));
  await sql.query(
    `insert into index_entry_v1
       (area, child, born, date_of_birth, expected_date, postcode, nhs_number)
     select * from unnest(
       $1::text[], $2::uuid[], $3::boolean[], $4::date[], $5::date[], $6::text[], $7::text[])
     on conflict do nothing`,
    [
      children.map((it) => it.area),
      children.map((it) => it.data.child),
      born.map((it) => it !== undefined),
      born.map((it) => orElse(it?.data.dateOfBirth ?? null, null)),
      unborn.map((it) => orElse(it?.data.expectedDate ?? null, null)),
      born.map((it) => orNull(it?.data.postcode, postcodeKey)),
      born.map((it) => orElse(it?.data.nhsNumber ?? null, null)),
    ],
  );
};

const orNull = (value: Personal<string> | undefined, key: (text: string) => string) =>
  value === undefined || isForgotten(value) ? null : key(value);

const insertCarers = async (children: readonly Registered[], sql: Sql): Promise<void> => {
  const rows = children.flatMap(({ area, data: { child, carers } }) =>
    carers.map(({ carer, relationship }) => ({ area, child, carer, relationship })),
  );
  if (rows.length === 0) return;
  await sql.query(
    `insert into index_carer_v1 (area, child, carer, mother)
     select * from unnest($1::text[], $2::uuid[], $3::uuid[], $4::boolean[])
     on conflict do nothing`,
    [
      rows.map((it) => it.area),
      rows.map((it) => it.child),
      rows.map((it) => it.carer),
      rows.map((it) => it.relationship === 'mother'),
    ],
  );
};

const insertNames = async (names: readonly Named[], sql: Sql): Promise<void> => {
  if (names.length === 0) return;
  await sql.query(
    `insert into index_name_v1 (area, person, words)
     select area, person, string_to_array(words, ' ')
       from unnest($1::text[], $2::uuid[], $3::text[]) as named (area, person, words)
     on conflict do nothing`,
    [names.map((it) => it.area), names.map((it) => it.person), names.map((it) => it.words)],
  );
};
