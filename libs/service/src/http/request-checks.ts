import { isUtf8 } from 'node:buffer';
import express from 'express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { malformed, problemOf, sendProblem } from './problems.js';
import type { Pointed } from './problems.js';

const LARGEST_BODY = 256 * 1024;
const DEEPEST = 20;
const LONGEST_STRING = 20_000;
const MOST_ERRORS = 20;

/** Names that would reach an object's prototype; class-transformer drops them silently. */
const FORBIDDEN_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/** U+0000 cannot be stored; a lone surrogate would silently become U+FFFD. */
const wrongWith = (text: string): string | undefined => {
  if (text.includes('\0')) return 'holds U+0000';
  if (!text.isWellFormed()) return 'holds a lone surrogate';
  if (text.length > LONGEST_STRING) return `is longer than ${LONGEST_STRING} characters`;
  return undefined;
};

/** A name as one token of a JSON pointer. */
const safeName = (name: string): string =>
  wrongWith(name) ? '?' : name.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 80);

/** Where a request may say null, as a value of its own: `#/now`. Nothing else is ever null, it is absent. */
export type NullsDeclared = readonly string[];

const check = (
  value: unknown,
  pointer: string,
  depth: number,
  errors: Pointed[],
  nulls: NullsDeclared,
): void => {
  if (errors.length >= MOST_ERRORS) return;
  if (value === null && !nulls.includes(pointer)) {
    errors.push({ pointer, detail: 'is null. Leave it out if there is nothing to say' });
    return;
  }
  if (typeof value === 'string') {
    const detail = wrongWith(value);
    if (detail) errors.push({ pointer, detail });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth > DEEPEST) {
    errors.push({ pointer, detail: `is nested more than ${DEEPEST} deep` });
    return;
  }
  for (const name of Object.keys(value)) {
    const safe = safeName(name);
    if (wrongWith(name) || FORBIDDEN_NAMES.has(name))
      errors.push({ pointer: `${pointer}/${safe}`, detail: 'is not a name that is allowed' });
    else
      check(
        (value as Record<string, unknown>)[name],
        `${pointer}/${safe}`,
        depth + 1,
        errors,
        nulls,
      );
  }
};

/** Bytes that are no UTF-8 would silently become U+FFFD: in a query, too, whose plus means a space. */
const isDecodable = (text: string): boolean => {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
};

const queryOf = ({ url }: Request): string => {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start + 1);
};

/** Every value of every request is checked before anything else looks at it. */
const checkValues =
  (nulls: NullsDeclared): RequestHandler =>
  (request: Request, response: Response, next: NextFunction) => {
    const errors: Pointed[] = [];
    if (!isDecodable(request.path) || wrongWith(decodeURIComponent(request.path)))
      errors.push({ pointer: '#path', detail: 'cannot be read' });
    if (isDecodable(queryOf(request))) check(request.query, '#query', 0, errors, []);
    else errors.push({ pointer: '#query', detail: 'cannot be read' });
    if (request.body !== undefined) check(request.body, '#', 0, errors, nulls);
    if (errors.length > 0) sendProblem(response, malformed(errors));
    else next();
  };

const parse = express.json({
  limit: LARGEST_BODY,
  strict: true,
  inflate: false,
  verify: (_request, _response, bytes) => {
    if (!isUtf8(bytes)) throw malformed([{ pointer: '#', detail: 'is not UTF-8' }]);
  },
});

const isJsonInUtf8 = (request: Request): boolean => {
  if (!request.is('application/json')) return false;
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(
    request.headers['content-type'] ?? '',
  )?.[1];
  return charset === undefined || charset.toLowerCase() === 'utf-8';
};

const refuseOtherBodies: RequestHandler = (request, response, next) => {
  // It is refused before it is read: who announces too much need not send it.
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) {
    response.setHeader('Connection', 'close');
    return sendProblem(response, problemOf({ status: 413 }));
  }
  const hasBody =
    request.headers['transfer-encoding'] !== undefined ||
    Number(request.headers['content-length'] ?? 0) > 0;
  if (hasBody && !isJsonInUtf8(request)) sendProblem(response, problemOf({ status: 415 }));
  else next();
};

/** Parses JSON up to 256 KiB and refuses what could not be kept as it was sent. */
export const requestChecks = (
  nulls: NullsDeclared = [],
): readonly (RequestHandler | express.ErrorRequestHandler)[] => [
  refuseOtherBodies,
  parse,
  (error: unknown, _request: Request, response: Response, _next: NextFunction) =>
    sendProblem(response, problemOf(error)),
  checkValues(nulls),
];

/** For routes beside the services' own, none of which knows a query parameter. */
export const refuseQuery: RequestHandler = (request, response, next) => {
  const unknown = unknownParameters(request.query, []);
  if (unknown.length > 0) sendProblem(response, malformed(unknown));
  else next();
};

export const unknownParameters = (query: object, known: readonly string[]): readonly Pointed[] =>
  Object.keys(query)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      pointer: `#query/${safeName(name)}`,
      detail: 'is not a parameter of this request',
    }));
