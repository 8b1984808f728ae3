import { createParamDecorator, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { decide } from '@onestory/access';
import type { Actor, Allowed, PersonAct, Relationships, Resource } from '@onestory/access';
import { idFrom, isUuid, newId } from '@onestory/kernel';
import type { CommandId, CorrelationId, Id, Instant, PractitionerId } from '@onestory/kernel';
import type { Position, SeenRevision } from '@onestory/event-sourcing';
import { RequestSources } from '../deciding/sources.js';
import type { SourceParts } from '../deciding/sources.js';
import type { OpaqueTokens } from '../platform/opaque-tokens.js';
import { seenIn } from './etag.js';
import { malformed } from './problems.js';

export const ACTION = 'onestory:action';
export const NEEDS_REVISION = 'onestory:needs-revision';

/** What this route does, in the access rules' words. A route without one does not start. */
export const Act = (action: PersonAct) => SetMetadata(ACTION, action);

/** 428 without If-Match: for completing, deciding, handing over. */
export const NeedsRevision = () => SetMetadata(NEEDS_REVISION, true);

/** Headers that requests and answers carry beside those of HTTP itself. */
export const HEADERS = {
  correlation: 'OneStory-Correlation',
  position: 'OneStory-Position',
  idempotencyKey: 'Idempotency-Key',
  ifMatch: 'If-Match',
  prefer: 'Prefer',
} as const;

/** What a request says of itself, in its headers and its path. */
export interface Terms {
  readonly actor: Actor;
  readonly action: PersonAct;
  readonly correlation: CorrelationId;
  readonly method: string;
  /** Full path with its ids, without query. */
  readonly path: string;
  readonly body: unknown;
  readonly idempotencyKey: string | undefined;
  /** From If-Match: what the asker has read. */
  readonly ifMatch: SeenRevision | undefined;
  /** From `Prefer: wait=n`, at most 2 s. */
  readonly waitMs: number;
  /** From OneStory-Position: what the answer must have seen. */
  readonly position: Position | undefined;
  readonly query: Readonly<Record<string, unknown>>;
  /** What callers carry for us. */
  readonly tokens: OpaqueTokens;
  readonly traceparent: string | undefined;
  readonly needsRevision: boolean;
  readonly reply: Response;
}

/** What the doorkeeper decided on, and what it decided. */
export interface Admission {
  readonly resource: Resource;
  readonly verdict: Allowed;
  readonly relationships: Relationships;
  readonly at: Instant;
}

/** One request: by whom, on what terms, as far as it is allowed, and what it has looked into so far. */
export class Asked extends RequestSources {
  /** Set by the doorkeeper. An answer that nobody decided on never leaves. */
  admission: Admission | undefined;
  /** A no of an earlier look is not the answer: it will be looked again. */
  isLastLook = true;

  constructor(
    readonly terms: Terms,
    parts: SourceParts,
  ) {
    super(parts, terms.actor.area);
  }

  /** As if the request had come just now. */
  lookAnew(isLast: boolean): void {
    this.isLastLook = isLast;
    this.admission = undefined;
    this.forget();
  }

  get actor(): Actor {
    return this.terms.actor;
  }

  /** Who asks, as facts name them. */
  get by(): PractitionerId {
    return this.actor.id as string as PractitionerId;
  }

  /** The same for the same request repeated. @throws Problem without an Idempotency-Key */
  get command(): CommandId {
    const { actor, method, path, idempotencyKey } = this.terms;
    if (idempotencyKey === undefined)
      throw malformed([
        {
          pointer: '#header/Idempotency-Key',
          detail: 'is required: a new uuid for each thing you do',
        },
      ]);
    return idFrom(actor.id, actor.agency, method, path, idempotencyKey);
  }

  /** The id of what this command brings forth: `referral`, `involvement`. */
  newId<Made extends Id<string>>(kind: string): Made {
    return idFrom<Made>(kind, this.command);
  }

  /** By which rule, role and relation this is allowed. */
  get verdict(): Allowed {
    return this.admitted.verdict;
  }

  get resource(): Resource {
    return this.admitted.resource;
  }

  /** Whether the asker may also do this to the same thing, or to a part of it that differs in what is given. */
  permitted(
    action: PersonAct,
    part: Partial<Pick<Resource, 'holders' | 'sensitive' | 'facts' | 'barred'>> = {},
  ): boolean {
    const { resource, relationships, at } = this.admitted;
    return decide(this.actor, action, { ...resource, ...part }, { at, relationships }).allow;
  }

  private get admitted(): Admission {
    if (!this.admission) throw new Error(`Nobody has decided on ${this.terms.action} yet.`);
    return this.admission;
  }
}

/** Which thing a request is about: loaded by the service's loader of that kind. */
export interface ResourceRef {
  readonly kind: string;
  readonly id: string;
  /** What the loader needs to know beside the id, as the act has read it from the request. */
  readonly said?: unknown;
}

export const on = (kind: string, id: Id<string> | string, said?: unknown): ResourceRef => ({
  kind,
  id,
  said,
});

export type AskedRequest = Request & { asked?: Asked; correlation?: CorrelationId };

export const AskedBy = createParamDecorator(
  (_: unknown, context: ExecutionContext): Asked =>
    context.switchToHttp().getRequest<AskedRequest>().asked!,
);

const LONGEST_WAIT_MS = 2000;
const header = (request: Request, name: string): string | undefined => {
  const value = request.headers[name.toLowerCase()];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const ifMatchOf = (request: Request, tokens: OpaqueTokens): SeenRevision | undefined => {
  const value = header(request, HEADERS.ifMatch);
  if (value === undefined) return undefined;
  const seen = seenIn(tokens, value);
  if (seen === undefined)
    throw malformed([
      { pointer: '#header/If-Match', detail: 'is not the ETag of something that you have read' },
    ]);
  return seen;
};

const idempotencyKeyOf = (request: Request): string | undefined => {
  const value = header(request, HEADERS.idempotencyKey);
  if (value !== undefined && !/^[\x21-\x7e]{1,200}$/.test(value))
    throw malformed([
      { pointer: '#header/Idempotency-Key', detail: 'is not 1 to 200 visible ASCII characters' },
    ]);
  return value;
};

const positionOf = (request: Request, tokens: OpaqueTokens): Position | undefined => {
  const value = header(request, HEADERS.position);
  if (value === undefined) return undefined;
  const position = tokens.open('position', value);
  if (position === undefined)
    throw malformed([
      { pointer: '#header/OneStory-Position', detail: 'is not a position that we gave' },
    ]);
  return position as Position;
};

const waitOf = (request: Request): number => {
  const seconds = /(?:^|[,;\s])wait=(\d{1,6})/.exec(header(request, HEADERS.prefer) ?? '')?.[1];
  return seconds === undefined ? 0 : Math.min(LONGEST_WAIT_MS, Number(seconds) * 1000);
};

/** Reads the terms of a request from its headers. */
export const termsOf = (
  request: AskedRequest,
  reply: Response,
  {
    actor,
    action,
    needsRevision,
    tokens,
  }: Pick<Terms, 'actor' | 'action' | 'needsRevision' | 'tokens'>,
): Terms => {
  const named = header(request, HEADERS.correlation);
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
    ifMatch: ifMatchOf(request, tokens),
    waitMs: waitOf(request),
    position: positionOf(request, tokens),
    query: request.query,
    tokens,
    traceparent:
      traceparent && /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(traceparent)
        ? traceparent
        : undefined,
    needsRevision,
    reply,
  };
};
