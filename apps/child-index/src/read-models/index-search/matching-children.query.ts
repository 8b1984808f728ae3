import type { ActorId, ChildId, SqlValue } from '@onestory/kernel';
import type { Question } from '@onestory/service';
import type { SearchTerms } from '../../domain/index-search.js';
import { nameWords, postcodeKey } from '../../domain/search-words.js';
import { barredFrom } from './barred-from.js';

const LARGEST_ANSWER = 5;

/** The child's own name; an unborn child goes by its mother's. */
const named = (words: string) => `exists (
  select from index_name as named
   where named.area = entry.area and named.words @> ${words}::text[]
     and (named.person = entry.child
       or not entry.born and named.person in (
            select carer from index_carer as mother
             where mother.area = entry.area and mother.child = entry.child and mother.mother)))`;

const caredForBy = (words: string) => `exists (
  select from index_carer as cared
    join index_name as named on named.area = cared.area and named.person = cared.carer
   where cared.area = entry.area and cared.child = entry.child and named.words @> ${words}::text[])`;

type Condition = readonly [value: SqlValue | undefined, says: (parameter: string) => string];

const said = <T>(text: string | undefined, read: (text: string) => T): T | undefined =>
  text === undefined ? undefined : read(text);

/** Everything typed has to agree: who knows less, types less. */
const conditionsOf = (typed: SearchTerms): readonly Condition[] => [
  [said(typed.name, nameWords), named],
  [said(typed.carerName, nameWords), caredForBy],
  [said(typed.postcode, postcodeKey), (it) => `entry.postcode = ${it}`],
  [typed.dateOfBirth, (it) => `entry.date_of_birth = ${it}::date`],
  [typed.expectedDate, (it) => `entry.expected_date = ${it}::date`],
  [typed.nhsNumber, (it) => `entry.nhs_number = ${it}`],
];

/** At most five children whom all that was typed is true of. */
export const matchingChildren =
  (searcher: ActorId, typed: SearchTerms): Question<readonly ChildId[]> =>
  async (from) => {
    const { area, database } = from;
    const barred = await from.ask(barredFrom(searcher));
    const values: SqlValue[] = [area, [...barred]];
    const conditions = conditionsOf(typed).flatMap(([value, says]) =>
      value === undefined ? [] : [says(`$${values.push(value)}`)],
    );
    const rows = await database.query<{ readonly child: ChildId }>(
      `select entry.child::text as child from index_entry as entry
        where ${['entry.area = $1', 'entry.child <> all ($2::uuid[])', ...conditions].join(' and ')}
        order by entry.child limit ${LARGEST_ANSWER}`,
      values,
    );
    return rows.map(({ child }) => child);
  };
