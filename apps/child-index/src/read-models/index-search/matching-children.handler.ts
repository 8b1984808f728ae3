import { QueryHandler } from '@nestjs/cqrs';
import type { IQueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { SelectQueryBuilder } from 'typeorm';
import type { ChildId, Database } from '@onestory/kernel';
import { InDatabase } from '@onestory/service';
import type { SearchTerms } from '../../domain/index-search.js';
import { nameWords, postcodeKey } from '../../domain/search-words.js';
import { barredFrom } from './barred-from.js';
import { IndexEntry } from './index-entry.entity.js';
import { LARGEST_ANSWER, MatchingChildren } from './matching-children.query.js';

/** The child's own name; an unborn child goes by its mother's. */
const NAMED = `exists (
  select from index_name as named
   where named.area = entry.area and named.words @> cast(:name as text[])
     and (named.person = entry.child
       or not entry.born and named.person in (
            select carer from index_carer as mother
             where mother.area = entry.area and mother.child = entry.child and mother.mother)))`;

const CARED_FOR_BY = `exists (
  select from index_carer as cared
    join index_name as named on named.area = cared.area and named.person = cared.carer
   where cared.area = entry.area and cared.child = entry.child
     and named.words @> cast(:carerName as text[]))`;

@QueryHandler(MatchingChildren)
export class MatchingChildrenHandler implements IQueryHandler<MatchingChildren> {
  constructor(
    private readonly source: DataSource,
    @InDatabase() private readonly database: Database,
  ) {}

  async execute({ area, searcher, typed }: MatchingChildren): Promise<readonly ChildId[]> {
    const barred = await barredFrom(area, searcher, this.database);
    const query = this.source
      .getRepository(IndexEntry)
      .createQueryBuilder('entry')
      .select('entry.child', 'child')
      .where('entry.area = :area', { area })
      .andWhere('entry.child <> all (cast(:barred as uuid[]))', { barred });
    const found = await matching(typed, query)
      .orderBy('entry.child')
      .limit(LARGEST_ANSWER)
      .getRawMany<{ child: ChildId }>();
    return found.map(({ child }) => child);
  }
}

/** Everything typed has to agree: who knows less, types less. */
const matching = (
  { name, carerName, postcode, ...exact }: SearchTerms,
  query: SelectQueryBuilder<IndexEntry>,
): SelectQueryBuilder<IndexEntry> => {
  if (name !== undefined) query.andWhere(NAMED, { name: nameWords(name) });
  if (carerName !== undefined) query.andWhere(CARED_FOR_BY, { carerName: nameWords(carerName) });
  if (postcode !== undefined)
    query.andWhere('entry.postcode = :postcode', { postcode: postcodeKey(postcode) });
  if (exact.dateOfBirth !== undefined)
    query.andWhere('entry.dateOfBirth = :dateOfBirth', { dateOfBirth: exact.dateOfBirth });
  if (exact.expectedDate !== undefined)
    query.andWhere('entry.expectedDate = :expectedDate', { expectedDate: exact.expectedDate });
  if (exact.nhsNumber !== undefined)
    query.andWhere('entry.nhsNumber = :nhsNumber', { nhsNumber: exact.nhsNumber });
  return query;
};
