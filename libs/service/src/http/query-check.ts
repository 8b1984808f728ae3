import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor, Type } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import { malformed } from './problems.js';
import { unknownParameters } from './request-checks.js';
import { propertiesOf } from './shapes.js';

/** Nest's number for what @Query() decorates, as it keeps it: `4:1` is the second argument. */
const QUERY = /^4:(\d+)$/;

/** The class that a route reads its query into, if it reads it. */
const queryClassOf = (controller: Type, method: string): Type | undefined => {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as object;
  const index = Object.keys(args).flatMap((key) => QUERY.exec(key)?.[1] ?? [])[0];
  if (index === undefined) return undefined;
  const types = Reflect.getMetadata(
    'design:paramtypes',
    controller.prototype as object,
    method,
  ) as readonly Type[];
  return types[Number(index)];
};

/** A parameter that a route does not know is an error: a misspelt `asAt` would be answered with today. */
@Injectable()
export class QueryCheck implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { query } = context.switchToHttp().getRequest<Request>();
    if (Object.keys(query).length === 0) return next.handle();
    const parameters = queryClassOf(context.getClass(), context.getHandler().name);
    const known = parameters ? propertiesOf(parameters).map(({ name }) => name) : [];
    const unknown = unknownParameters(query, known);
    if (unknown.length > 0) throw malformed(unknown);
    return next.handle();
  }
}
