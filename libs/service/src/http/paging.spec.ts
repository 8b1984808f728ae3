import { randomBytes } from 'node:crypto';
import type { PersonalKey } from '@onestory/personal-data';
import { OpaqueTokens } from '../platform/opaque-tokens.js';
import type { Asked } from './asked.js';
import { pageAsked, pageOf, pageWithin } from './paging.js';
import type { Place } from './paging.js';
import { Problem } from './problems.js';

interface Row {
  readonly on: string;
  readonly id: string;
}

const placeOf = ({ on, id }: Row): Place => [on, id];
const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}`;

describe('a list in pages', () => {
  let tokens: OpaqueTokens;
  beforeAll(async () => {
    const key: PersonalKey = randomBytes(32);
    tokens = await OpaqueTokens.with({
      toEncrypt: async (refs) => new Map(refs.map((it) => [it, key])),
    });
  });

  /** One request for a list: what it is answered with, and the query of the next. */
  const ask = (
    all: readonly Row[],
    query: Record<string, string>,
    { id = 'teacher', path = '/panel-scheduling/series' } = {},
  ) => {
    let next: Record<string, string> | undefined;
    const setHeader = (name: string, value: string) => {
      const url = /^<(.*)>; rel="next"$/.exec(value)?.[1] ?? '';
      expect([name, url.split('?')[0]]).toEqual(['Link', path]);
      next = Object.fromEntries(new URLSearchParams(url.split('?')[1]));
    };
    const asked = {
      actor: { id },
      terms: { path, query, tokens, reply: { setHeader } },
    } as unknown as Asked;
    const items = pageWithin(asked, pageAsked(asked, query), all, placeOf);
    return { items, next };
  };

  const rows = Array.from({ length: 7 }, (_, index) => ({
    on: day(1 + Math.floor(index / 2)),
    id: `row-${index}`,
  }));

  it('is given whole, page after page, each row once, also rows that share a date', () => {
    for (const limit of ['1', '2', '3', '7']) {
      const seen: Row[] = [];
      let query: Record<string, string> | undefined = { limit, asAt: '2026-02-01' };
      while (query) {
        const { items, next } = ask(rows, query);
        expect(items.length).toBeLessThanOrEqual(Number(limit));
        seen.push(...items);
        query = next;
      }
      expect(seen).toEqual(rows);
    }
  });

  it('has 50 rows to a page, and no next page when it is at its end', () => {
    const many = Array.from({ length: 51 }, (_, index) => ({
      on: day(1),
      id: String(100 + index),
    }));
    expect(ask(many, {}).items).toHaveLength(50);
    expect(ask(many.slice(1), {})).toMatchObject({ items: { length: 50 }, next: undefined });
    expect(ask([], {})).toEqual({ items: [], next: undefined });
  });

  it('goes on where it was, whatever came or went meanwhile', () => {
    const { next } = ask(rows, { limit: '2' });
    const changed = [{ on: day(1), id: 'before' }, ...rows.slice(2), { on: day(9), id: 'new' }];
    expect(ask(changed, next!).items).toEqual(rows.slice(2, 4));
  });

  it('takes no cursor of another person, list or question, and none that is made up', () => {
    const { next } = ask(rows, { limit: '2', asAt: '2026-02-01' });
    const cursor = next!['cursor']!;
    const refused = (query: Record<string, string>, of = {}) => {
      try {
        ask(rows, query, of);
      } catch (error) {
        return error instanceof Problem && [error.status, error.more.errors?.[0]?.pointer];
      }
      return 'taken';
    };
    const bad = [400, '#query/cursor'];
    expect(refused({ ...next! }, { id: 'midwife' })).toEqual(bad);
    expect(refused({ ...next! }, { path: '/referral/screening-queue' })).toEqual(bad);
    expect(refused({ cursor })).toEqual(bad);
    expect(refused({ cursor: 'AAAA', asAt: '2026-02-01' })).toEqual(bad);
    expect(refused({ ...next!, limit: '5' })).toBe('taken');
  });

  it('may be read from its place by the database, one row more than is shown', () => {
    const reply = { setHeader: () => expect(true).toBe(true) };
    const terms = { path: '/x', query: {}, tokens, reply };
    const asked = { actor: { id: 'teacher' }, terms } as unknown as Asked;
    expect(pageOf(asked, { limit: 2 }, rows.slice(0, 3), placeOf)).toEqual(rows.slice(0, 2));
    expect(pageOf(asked, { limit: 3 }, rows.slice(0, 3), placeOf)).toEqual(rows.slice(0, 3));
  });
});
