import { Inject, Injectable, SetMetadata } from '@nestjs/common';
import type { CallHandler, CanActivate, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { NotSignedIn } from '@onestory/access';
import type { PersonAct } from '@onestory/access';
import { tap } from 'rxjs';
import type { Observable } from 'rxjs';
import { PLATFORM } from '../platform/platform.js';
import type { Platform } from '../platform/platform.js';
import { RUNTIME } from '../followers/runtime.js';
import type { ServiceRuntime } from '../followers/runtime.js';
import { ACTION, Asked, HEADERS, NEEDS_REVISION, termsOf } from './asked.js';
import type { AskedRequest } from './asked.js';
import { Problem } from './problems.js';

const ANYBODY = 'onestory:anybody';

/** No sign-in: only for health. */
export const Anybody = () => SetMetadata(ANYBODY, true);

/** The answer is the same for everything that may be wrong with a token. */
const signInFirst = (): Problem =>
  new Problem(
    401,
    'not-signed-in',
    'Send a valid bearer token of somebody who is on the register.',
  );

/** Only the holder of a token that was good can be told this: its signature is checked before its times. */
const expired = (): Problem =>
  new Problem(
    401,
    'token-expired',
    'Your token has expired. Sign in again and repeat the request.',
  );

const ofToken = (error: unknown): unknown => {
  if (!(error instanceof NotSignedIn)) return error;
  return error.reason === 'expired' ? expired() : signInFirst();
};

/** Who is asking: a token says who it is, the register says what they are on this day of the story. */
@Injectable()
export class SignIn implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(RUNTIME) private readonly runtime: ServiceRuntime,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const action = this.reflector.get<PersonAct | undefined>(ACTION, context.getHandler());
    if (action === undefined)
      throw new Error(`${context.getHandler().name} has no declared action.`);
    if (this.reflector.get<boolean | undefined>(ANYBODY, context.getHandler())) return true;
    const request = context.switchToHttp().getRequest<AskedRequest>();
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw signInFirst();
    const subject = await this.platform.verifyToken(token).catch((error: unknown) => {
      throw ofToken(error);
    });
    const actor = this.platform.register.actor(subject, this.platform.clock.now());
    if (!actor) throw signInFirst();
    const reply = context.switchToHttp().getResponse<Response>();
    const needsRevision =
      this.reflector.get<boolean>(NEEDS_REVISION, context.getHandler()) ?? false;
    const { tokens } = this.platform;
    const terms = termsOf(request, reply, { actor, action, needsRevision, tokens });
    request.asked = new Asked(terms, this.runtime.sources);
    reply.setHeader(HEADERS.correlation, terms.correlation);
    reply.setHeader('Cache-Control', 'no-store');
    return true;
  }
}

/** An answer that nobody decided on does not leave: forgetting the doorkeeper is an error, not a leak. */
@Injectable()
export class NothingUndecided implements NestInterceptor {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<AskedRequest>();
    if (this.reflector.get<boolean | undefined>(ANYBODY, context.getHandler()))
      return next.handle();
    return next.handle().pipe(
      tap(() => {
        if (!request.asked?.admission)
          throw new Error(`${context.getClass().name} answered without asking the doorkeeper.`);
      }),
    );
  }
}
