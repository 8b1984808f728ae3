import { createParamDecorator, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor, PersonAction } from '@onestory/access';
import { isUuid, newId } from '@onestory/kernel';
import type { CorrelationId } from '@onestory/kernel';
import type { Position } from '@onestory/event-sourcing';
import { malformed, Problem } from './problems.js';

export const ACTION = 'onestory:action';

/** What this route does, in the access rules' words. A route without one does not start. */
export const Act = (action: PersonAction) => SetMetadata(ACTION, action);

/** Which thing a request is about: loaded by the service's loader of that kind. */
export interface On {
  readonly kind: string;
  readonly id: string;
}

/** One request, by whom and on what terms. */
export interface Asked {
  readonly actor: Actor;
  readonly action: PersonAction;
  readonly correlation: CorrelationId;
  readonly method: string;
  /** Full path with its ids, without query. */
  readonly path: string;
  readonly body: unknown;
  readonly idempotencyKey: string | undefined;
  /** From If-Match: a revision. */
  readonly ifMatch: bigint | undefined;
  /** From `Prefer: wait=n`, at most 2 s. */
  readonly waitMs: number;
  /** From OneStory-Position: what the answer must have seen. */
  readonly position: Position | undefined;
  readonly traceparent: string | undefined;
  /** Set by the doorkeeper. An answer that nobody decided on never leaves. */
  admitted: boolean;
  readonly reply: Response;
}

export type AskedRequest = Request & { asked?: Asked; correlation?: CorrelationId };

export const AskedBy = createParamDecorator(
  (_: unknown, context: ExecutionContext): Asked =>
    context.switchToHttp().getRequest<AskedRequest>().asked!,
);

const LONGEST_WAIT_MS = 2000;
const header = (request: Request, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const ifMatchOf = (request: Request): bigint | undefined => {
  const value = header(request, 'if-match');
  if (value === undefined) return undefined;
  const revision = /^"(\d{1,18})"$/.exec(value)?.[1];
  if (revision === undefined)
    throw new Problem(400, 'malformed', 'If-Match takes the ETag of your last read, like "3".');
  return BigInt(revision);
};

const idempotencyKeyOf = (request: Request): string | undefined => {
  const value = header(request, 'idempotency-key');
  if (value !== undefined && !/^[\x21-\x7e]{1,200}$/.test(value))
    throw malformed([
      { pointer: '#header/Idempotency-Key', detail: 'is not 1 to 200 visible ASCII characters' },
    ]);
  return value;
};

const positionOf = (request: Request): Position | undefined => {
  const value = header(request, 'onestory-position');
  if (value !== undefined && !/^[0-9/]{1,64}$/.test(value))
    throw malformed([
      { pointer: '#header/OneStory-Position', detail: 'is not a position that we gave' },
    ]);
  return value as Position | undefined;
};

const waitOf = (request: Request): number => {
  const seconds = /(?:^|[,;\s])wait=(\d{1,6})/.exec(header(request, 'prefer') ?? '')?.[1];
  return seconds === undefined ? 0 : Math.min(LONGEST_WAIT_MS, Number(seconds) * 1000);
};

/** Reads the terms of a request from its headers. */
export const askedOf = (
  request: AskedRequest,
  reply: Response,
  actor: Actor,
  action: PersonAction,
): Asked => {
  const named = header(request, 'onestory-correlation');
  const correlation = (isUuid(named) ? named : newId()) as CorrelationId;
  request.correlation = correlation;
  const traceparent = header(request, 'traceparent');
  return {
    actor,
    action,
    correlation,
    method: request.method,
    path: request.baseUrl + request.path,
    body: request.body as unknown,
    idempotencyKey: idempotencyKeyOf(request),
    ifMatch: ifMatchOf(request),
    waitMs: waitOf(request),
    position: positionOf(request),
    traceparent:
      traceparent && /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(traceparent)
        ? traceparent
        : undefined,
    admitted: false,
    reply,
  };
};
