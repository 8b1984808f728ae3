import { idFrom, localDate } from '@onestory/kernel';
import type { ChildId } from '@onestory/kernel';
import { given } from '@onestory/testing';
import { indexSearch, searchable, searchIndex } from './index-search.js';
import type { IndexSearchFact, SearchTerms } from './index-search.js';
import {
  NotAnNhsNumber,
  SearchAlreadyMade,
  SearchReasonMissing,
  TooLittleToSearchBy,
} from './refusals.js';

const dateOfBirth = localDate('2016-09-03');
const search = {
  typed: { name: 'Some Child', dateOfBirth },
  reason: 'concern_about_child',
  why: 'Tearful, often late: who else knows this child?',
  found: [idFrom<ChildId>('younger child')],
} as const;
const searched: IndexSearchFact = { type: 'IndexSearched', data: search };

describe('searching the index', () => {
  it('is recorded with what was typed, why, and who was found', () =>
    given(indexSearch).when(searchIndex(search)).then(searched));

  it('is recorded when nobody was found', () =>
    given(indexSearch)
      .when(searchIndex({ ...search, found: [] }))
      .then({ ...searched, data: { ...search, found: [] } }));

  it('needs a reason in words', () =>
    given(indexSearch)
      .when(searchIndex({ ...search, why: ' ' }))
      .refuses(SearchReasonMissing));

  it('is made once', () =>
    given(indexSearch, searched).when(searchIndex(search)).refuses(SearchAlreadyMade));

  it.each<[string, SearchTerms]>([
    ['a name and a date of birth', { name: 'Some Child', dateOfBirth }],
    ['a name and an expected date', { name: 'Some Child', expectedDate: dateOfBirth }],
    ['a name and a postcode', { name: 'Some Child', postcode: 'ZZ1 1ZZ' }],
    ["a name and a carer's name", { name: 'Some Child', carerName: 'Some Mother' }],
    ['an NHS number and a date of birth', { nhsNumber: '9990000018', dateOfBirth }],
  ])('goes by %s', (_by, typed) => expect(searchable(typed)).toEqual(typed));

  it.each<[string, SearchTerms]>([
    ['nothing', {}],
    ['a name alone', { name: 'Some Child' }],
    ['a name and blanks', { name: 'Some Child', postcode: '  ' }],
    ['an NHS number alone', { nhsNumber: '9990000018' }],
    ['an NHS number and a name', { nhsNumber: '9990000018', name: 'Some Child' }],
    ['a date of birth and a postcode', { dateOfBirth, postcode: 'ZZ1 1ZZ' }],
    ['a mark in place of a name', { name: '%', dateOfBirth }],
    ['one letter and a date of birth', { name: 'S', dateOfBirth }],
    ['a name and marks', { name: 'Some Child', postcode: '***', carerName: '%' }],
  ])('does not go by %s', (_by, typed) =>
    expect(() => searchable(typed)).toThrow(TooLittleToSearchBy),
  );

  it('cleans what was typed, and checks the number', () => {
    expect(searchable({ nhsNumber: ' 999 000 0018 ', dateOfBirth, name: ' ' })).toEqual({
      nhsNumber: '9990000018',
      dateOfBirth,
    });
    expect(() => searchable({ nhsNumber: '9990000019', dateOfBirth })).toThrow(NotAnNhsNumber);
  });
});
