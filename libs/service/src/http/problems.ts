import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { KeysUnavailable } from '@onestory/access';
import { Refusal } from '@onestory/kernel';
import {
  AnotherCommandWithThisId,
  AppendTooLarge,
  HistoryNewerThanThisVersion,
  SeenElsewhere,
  StaleRevision,
  TooBusy,
} from '@onestory/event-sourcing';
import {
  KeyDestroyed,
  KeyMissing,
  MasterKeyDoesNotOpen,
  MasterKeyMissing,
} from '@onestory/personal-data';
import { isOutage } from '@onestory/postgres';
import type { Logger } from '../platform/logging.js';

/** One place of the request and what is wrong there (RFC 9457's own example). */
export interface Pointed {
  readonly pointer: string;
  readonly detail: string;
}

/** RFC 9457. `code` is stable and for machines, `detail` is for people and tells the way out. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly more: {
      readonly errors?: readonly Pointed[];
      readonly retryAfterSeconds?: number;
      readonly links?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(detail);
    this.name = 'Problem';
  }
}

export const malformed = (errors: readonly Pointed[]): Problem =>
  new Problem(400, 'malformed', 'The request is malformed. See errors.', { errors });

/** Missing, denied, shielded, barred, forgotten: the same answer, byte for byte. */
export const notThere = (): Problem =>
  new Problem(404, 'not-there', 'There is nothing here that you may see.');

export const notForYourRole = (): Problem =>
  new Problem(403, 'not-for-your-role', 'Your role may not do this.');

export const isNotThere = (error: unknown): boolean =>
  error instanceof Problem && error.code === 'not-there';

/** A fact of another service has not arrived here yet. */
export class NotYetKnown extends Problem {
  constructor(what: string) {
    super(
      409,
      'not-yet-known',
      `${what} is not known here yet. Ask again, or send Prefer: wait=2.`,
      {
        retryAfterSeconds: 1,
      },
    );
  }
}

/** The state forbids it, and the way on is elsewhere. */
export const unavailable = (code: string, detail: string): Problem =>
  new Problem(503, code, detail, { retryAfterSeconds: 1 });

const TITLES: Readonly<Record<number, string>> = {
  400: 'Malformed request',
  401: 'Sign in first',
  403: 'Not for your role',
  404: 'Not there',
  405: 'Method not allowed',
  409: 'The state forbids it',
  412: 'It has changed since you read it',
  413: 'Too large',
  415: 'Not JSON',
  422: 'A rule of the field forbids it',
  428: 'If-Match is required',
  429: 'Too many requests',
  500: 'Something went wrong here',
  503: 'Not now',
};

/** A decision knows when something happened, and not which field said it: its words speak of the one that was sent. */
const spokenOf = (problem: Problem, body: unknown): Problem => {
  const { occurredOn } = (body ?? {}) as { readonly occurredOn?: unknown };
  if (occurredOn === undefined) return problem;
  const detail = problem.detail.replaceAll('occurredAt', 'occurredOn');
  return new Problem(problem.status, problem.code, detail, problem.more);
};

const ofRefusal = (refusal: Refusal): Problem =>
  new Problem(
    refusal.kind === 'state' ? 409 : 422,
    refusal.code,
    refusal.message,
    refusal.mayPass ? { retryAfterSeconds: 1 } : {},
  );

/** What body-parser and Nest throw, in our words; theirs may quote what was sent. */
const ofStatus = (status: number): Problem => {
  if (status === 413) return new Problem(413, 'too-large', 'A request may hold 256 KiB at most.');
  if (status === 415) return new Problem(415, 'not-json', 'Send application/json in UTF-8.');
  if (status === 404) return notThere();
  if (status >= 400 && status < 500)
    return new Problem(status, 'malformed', 'The request cannot be read. Send well-formed JSON.');
  return new Problem(
    500,
    'unexpected',
    'This has been logged. Repeat with the same Idempotency-Key.',
  );
};

export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return ofRefusal(error);
  if (error instanceof SeenElsewhere)
    return malformed([{ pointer: '#header/If-Match', detail: 'is the ETag of something else' }]);
  if (error instanceof StaleRevision) return new Problem(412, 'stale-revision', error.message);
  if (error instanceof AnotherCommandWithThisId)
    return new Problem(409, 'idempotency-key-reused', error.message);
  if (error instanceof HistoryNewerThanThisVersion)
    return unavailable(
      'history-newer-than-this-version',
      'This history needs a newer version of the service.',
    );
  if (error instanceof TooBusy)
    return unavailable('too-busy', 'Others are writing here. Ask again.');
  if (error instanceof AppendTooLarge) return ofStatus(413);
  if (error instanceof KeyDestroyed)
    return new Problem(409, 'forgotten', 'This person is forgotten: nothing new can be recorded.');
  if (isMissingKey(error))
    return unavailable(
      'key-missing',
      'A key that protects this record is missing here. Nothing is forgotten; an operator has to put the key back.',
    );
  if (error instanceof KeysUnavailable)
    return unavailable(
      'sign-in-unavailable',
      'Who is asking cannot be checked now. Your token may be good: try again.',
    );
  if (isOutage(error))
    return unavailable(
      'engine-down',
      'A database cannot do its work now. Repeat with the same Idempotency-Key.',
    );
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { status?: unknown }).status;
  return ofStatus(typeof status === 'number' ? status : 500);
};

/** A person's key is missing, or the master key that wraps it. */
const isMissingKey = (error: unknown): boolean =>
  error instanceof KeyMissing ||
  error instanceof MasterKeyMissing ||
  error instanceof MasterKeyDoesNotOpen;

export const sendProblem = (response: Response, problem: Problem): void => {
  if (response.headersSent) return;
  const { errors, retryAfterSeconds, links } = problem.more;
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds));
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  response.status(problem.status);
  response.setHeader('Content-Type', 'application/problem+json');
  response.end(
    JSON.stringify({
      type: 'about:blank',
      title: TITLES[problem.status] ?? 'Problem',
      status: problem.status,
      code: problem.code,
      detail: problem.detail,
      ...(errors && { errors }),
      ...(links && { links }),
    }),
  );
};

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request & { correlation?: string }>();
    const problem = spokenOf(problemOf(error), request.body);
    if (problem.status >= 500) {
      this.log.error(
        {
          status: problem.status,
          code: problem.code,
          error: error instanceof Error ? error.name : 'unknown',
          cause: (error as { code?: string }).code,
          reason: problem.status === 500 && error instanceof Error ? placeOf(error) : undefined,
          method: request.method,
        },
        'request failed',
      );
    }
    sendProblem(http.getResponse<Response>(), problem);
  }
}

/** Where in our code it was thrown: a message could quote what a person typed, a place cannot. */
const placeOf = (error: Error): string | undefined =>
  error.stack
    ?.split('\n')
    .slice(1, 4)
    .map((line) => line.trim())
    .join(' < ');
