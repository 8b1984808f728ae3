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

const check = (value: unknown, pointer: string, depth: number, errors: Pointed[]): void => {
  if (errors.length >= MOST_ERRORS) return;
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
    const safe = wrongWith(name)
      ? '?'
      : name.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 80);
    if (wrongWith(name) || FORBIDDEN_NAMES.has(name))
      errors.push({ pointer: `${pointer}/${safe}`, detail: 'is not a name that is allowed' });
    else check((value as Record<string, unknown>)[name], `${pointer}/${safe}`, depth + 1, errors);
  }
};

const decoded = (path: string): string | undefined => {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
};

/** Every string of every request is checked before anything else looks at it. */
const checkStrings: RequestHandler = (request: Request, response: Response, next: NextFunction) => {
  const errors: Pointed[] = [];
  const path = decoded(request.path);
  if (path === undefined || wrongWith(path))
    errors.push({ pointer: '#path', detail: 'cannot be read' });
  check(request.query, '#query', 0, errors);
  check(request.body, '#', 0, errors);
  if (errors.length > 0) sendProblem(response, malformed(errors));
  else next();
};

const parse = express.json({ limit: LARGEST_BODY, strict: true, inflate: false });

const refuseOtherBodies: RequestHandler = (request, response, next) => {
  // Refused before it is read: whoever announces too much need not send it.
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) {
    response.setHeader('Connection', 'close');
    return sendProblem(response, problemOf({ status: 413 }));
  }
  const hasBody =
    request.headers['transfer-encoding'] !== undefined ||
    Number(request.headers['content-length'] ?? 0) > 0;
  if (hasBody && !request.is('application/json')) sendProblem(response, problemOf({ status: 415 }));
  else next();
};

/** Parses JSON up to 256 KiB and refuses what could not be kept as it was sent. */
export const requestChecks: readonly (RequestHandler | express.ErrorRequestHandler)[] = [
  refuseOtherBodies,
  parse,
  (error: unknown, _request: Request, response: Response, _next: NextFunction) =>
    sendProblem(response, problemOf(error)),
  checkStrings,
];
