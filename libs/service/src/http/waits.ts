import { Inject, Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { Refusal } from '@onestory/kernel';
import { RUNTIME } from '../followers/runtime.js';
import type { ServiceRuntime } from '../followers/runtime.js';
import type { Asked, AskedRequest } from './asked.js';
import { isNotThere, NotYetKnown } from './problems.js';

const isOnItsWay = (error: unknown): boolean =>
  isNotThere(error) || error instanceof NotYetKnown || (error instanceof Refusal && error.mayPass);

/**
 * `Prefer: wait`: a request for what is not there yet is handled again when something moved, as a whole, whatever
 * would bring it. What is not there leaves on the grid of time, whether anybody waited for it or not.
 */
@Injectable()
export class Waits implements NestInterceptor {
  constructor(@Inject(RUNTIME) private readonly runtime: ServiceRuntime) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { asked } = context.switchToHttp().getRequest<AskedRequest>();
    return asked ? from(this.answer(asked, next)) : next.handle();
  }

  private async answer(asked: Asked, next: CallHandler): Promise<unknown> {
    const { waiting, platform } = this.runtime;
    const start = platform.time.monotonic();
    const wish = { person: asked.actor.id, milliseconds: asked.terms.waitMs };
    const look = (isLast: boolean): Promise<unknown> => {
      asked.lookAnew(isLast);
      return lastValueFrom(next.handle(), { defaultValue: undefined });
    };
    try {
      return await waiting.until(wish, look, isOnItsWay);
    } catch (error) {
      if (isNotThere(error)) await waiting.onGrid(start);
      throw error;
    }
  }
}
