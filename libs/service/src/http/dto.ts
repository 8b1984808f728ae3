import { ParseUUIDPipe, ValidationPipe } from '@nestjs/common';
import type { ArgumentMetadata, Type } from '@nestjs/common';
import { instanceToPlain } from 'class-transformer';
import { IsOptional, registerDecorator } from 'class-validator';
import type { ValidationError } from 'class-validator';
import { endOfLondonDay, instant, localDate, onDay } from '@onestory/kernel';
import type { Instant, Moment } from '@onestory/kernel';
import { malformed, Problem } from './problems.js';
import type { Pointed } from './problems.js';
import { misshapen } from './shapes.js';

const readable = (read: (text: string) => unknown) => (value: unknown) => {
  try {
    return typeof value === 'string' && read(value) !== undefined;
  } catch {
    return false;
  }
};

const rule =
  (name: string, message: string, isValid: (value: unknown) => boolean) =>
  () =>
  (target: object, property: string | symbol): void =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: property as string,
      options: { message },
      validator: { validate: isValid },
    });

/** Nothing is planned for the year 2200: such a date is a slip, and what is counted from it lies far out. */
const inReach = (read: (text: string) => string) =>
  readable((text) => {
    const date = read(text);
    return date >= '0001' && date < '2200' ? date : undefined;
  });

/** A date-time with offset that exists: class-validator's own takes 30 February. */
const IsInstant = rule(
  'isInstant',
  'is not a date-time before 2200 with an offset, like 2026-03-05T14:00:00Z',
  inReach(instant),
);

/** A date that exists, `YYYY-MM-DD`. */
export const IsDay = rule(
  'isDay',
  'is not a date of the calendar before 2200, like 2026-03-05',
  inReach(localDate),
);

export const IsDayOrInstant = rule(
  'isDayOrInstant',
  'is neither a date before 2200, like 2026-03-10, nor a date-time with an offset',
  (value) => inReach(localDate)(value) || inReach(instant)(value),
);

/** When it happened: to the moment or to the day; the clock where neither is given. */
export class Occurrence {
  @IsOptional()
  @IsInstant()
  readonly occurredAt?: string;

  @IsOptional()
  @IsDay()
  readonly occurredOn?: string;
}

/** When it happened, as far as the request says. @throws Problem if it says so twice */
export const momentSaid = (it: Occurrence): Moment | undefined => {
  if (it.occurredAt !== undefined && it.occurredOn !== undefined)
    throw malformed([
      { pointer: '#/occurredOn', detail: 'is given beside occurredAt: give one of them' },
    ]);
  if (it.occurredAt !== undefined) return { occurredAt: instant(it.occurredAt) };
  if (it.occurredOn !== undefined) return onDay(localDate(it.occurredOn));
  return undefined;
};

/** What a request says, without when: as plain data, for facts hold no instances of our classes. */
export const contentOf = <Body extends Occurrence>(body: Body): Omit<Body, keyof Occurrence> => {
  const { occurredAt: _at, occurredOn: _on, ...said } = instanceToPlain(body);
  return said as Omit<Body, keyof Occurrence>;
};

const pointed = (errors: readonly ValidationError[], parent: string): Pointed[] =>
  errors.flatMap((error) => {
    const pointer = `${parent}/${error.property}`;
    const broken = Object.entries(error.constraints ?? {});
    if (error.value === undefined && broken.length > 0) return [{ pointer, detail: 'is missing' }];
    const own = broken.map(([name, message]) => ({
      pointer,
      detail: name === 'whitelistValidation' ? 'is not a known property' : message,
    }));
    return [...own, ...pointed(error.children ?? [], pointer)];
  });

const firstName = ({ pointer }: Pointed): string => pointer.split('/')[1]!;

/**
 * Unknown properties and wrong types are errors, all of them listed, none of their values repeated: that a value
 * is missing is all that is read of it.
 */
class InputCheck extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      validationError: { target: false, value: true },
      exceptionFactory: (errors) => malformed(pointed(errors, '#')),
    });
  }

  /** Most questions are asked without a query: what that is read as is found out once. */
  private readonly unasked = new WeakMap<Type, unknown>();

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { metatype, type } = metadata;
    if (type !== 'query' || !metatype || Object.keys(value ?? {}).length > 0)
      return this.read(value, metadata);
    const known = this.unasked.get(metatype);
    if (known !== undefined) return known;
    const empty: unknown = Object.freeze(await this.read(value, metadata));
    this.unasked.set(metatype, empty);
    return empty;
  }

  private async read(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { metatype, type } = metadata;
    const isRead = metatype !== undefined && (type === 'body' || type === 'query');
    const wrong = isRead ? misshapen(value ?? {}, metatype) : [];
    if (wrong.length === 0) return super.transform(value, metadata) as Promise<unknown>;
    const names = wrong.map(firstName);
    const rest = Object.entries(value ?? {}).filter(([name]) => !names.includes(name));
    const others = await this.wrongWith(Object.fromEntries(rest), metadata);
    throw malformed([...wrong, ...others.filter((it) => !names.includes(firstName(it)))]);
  }

  private async wrongWith(value: object, metadata: ArgumentMetadata): Promise<readonly Pointed[]> {
    try {
      await super.transform(value, metadata);
      return [];
    } catch (error) {
      if (error instanceof Problem) return error.more.errors ?? [];
      throw error;
    }
  }
}

export const inputCheck = (): ValidationPipe => new InputCheck();

/** A path's id. Anything but a uuid is an id that is not there. */
export const AnId = new ParseUUIDPipe({
  exceptionFactory: () =>
    malformed([{ pointer: '#path', detail: 'holds an id that is not a uuid' }]),
});

/** As it was at a time, as it was known at a time, or both; a date means the end of that London day. */
export class AsOf {
  @IsOptional()
  @IsDayOrInstant()
  readonly asAt?: string;

  @IsOptional()
  @IsDayOrInstant()
  readonly asKnown?: string;
}

const end = (text: string): Instant =>
  text.length === 10 ? endOfLondonDay(localDate(text)) : instant(text);

export const asOf = (it: AsOf): { asAt?: Instant; asKnown?: Instant } => ({
  ...(it.asAt !== undefined && { asAt: end(it.asAt) }),
  ...(it.asKnown !== undefined && { asKnown: end(it.asKnown) }),
});
