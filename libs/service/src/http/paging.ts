import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { Asked } from './asked.js';
import { IsDayOrInstant } from './dto.js';
import { malformed } from './problems.js';

const USUAL_LIMIT = 50;

/** Which part of a list is wanted. */
export class Paged {
  /** How many at most: 1 to 200, and 50 if it is not said. */
  @IsOptional()
  @Matches(/^([1-9]\d?|1\d\d|200)$/, { message: 'is not a number from 1 to 200' })
  readonly limit?: string;

  /** From the Link of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  readonly cursor?: string;
}

/** Part of a list, as it was or as it was known at a time. */
export class PagedUntil extends Paged {
  @IsOptional()
  @IsDayOrInstant()
  readonly asAt?: string;

  @IsOptional()
  @IsDayOrInstant()
  readonly asKnown?: string;
}

/** A place in the order of a list: what the list is sorted by, ending in something unique. */
export type Place = readonly string[];

export interface PageAsked {
  readonly limit: number;
  /** The list goes on after this; from its beginning if there is none. */
  readonly after?: Place;
}

/** A cursor is good for who got it, for the same list and the same question. */
const boundTo = ({ actor, terms }: Asked): readonly string[] => {
  const { limit: _limit, cursor: _cursor, ...rest } = terms.query;
  return [actor.id, terms.path, new URLSearchParams(rest as Record<string, string>).toString()];
};

/** @throws Problem for a cursor that we did not give for this. */
export const pageAsked = (asked: Asked, { limit, cursor }: Paged): PageAsked => {
  const page = { limit: limit === undefined ? USUAL_LIMIT : Number(limit) };
  if (cursor === undefined) return page;
  const place = asked.terms.tokens.open('cursor', cursor, boundTo(asked));
  if (place === undefined)
    throw malformed([{ pointer: '#query/cursor', detail: 'is not a cursor of this list' }]);
  return { ...page, after: JSON.parse(place) as Place };
};

/**
 * The page, of a list that was read from where it begins; read one more than the limit, and it is known whether
 * there is a next one. Then the answer has a Link to that.
 */
export const pageOf = <Item>(
  asked: Asked,
  { limit }: PageAsked,
  read: readonly Item[],
  placeOf: (item: Item) => Place,
): readonly Item[] => {
  const items = read.slice(0, limit);
  if (read.length > limit) linkToNext(asked, limit, placeOf(items.at(-1)!));
  return items;
};

/** For lists that are made in memory: sorted as their places are. */
export const pageWithin = <Item>(
  asked: Asked,
  page: PageAsked,
  all: readonly Item[],
  placeOf: (item: Item) => Place,
): readonly Item[] => {
  const { after } = page;
  const rest = after ? all.filter((item) => isBeyond(placeOf(item), after)) : all;
  return pageOf(asked, page, rest, placeOf);
};

const isBeyond = (place: Place, after: Place): boolean => {
  const different = place.findIndex((part, index) => part !== after[index]);
  return different >= 0 && place[different]! > (after[different] ?? '');
};

const linkToNext = (asked: Asked, limit: number, place: Place): void => {
  const { path, query, reply, tokens } = asked.terms;
  const cursor = tokens.seal('cursor', JSON.stringify(place), boundTo(asked));
  const next = new URLSearchParams({
    ...(query as Record<string, string>),
    limit: String(limit),
    cursor,
  });
  reply.setHeader('Link', `<${path}?${next.toString()}>; rel="next"`);
};
