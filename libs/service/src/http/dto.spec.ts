import { Type } from 'class-transformer';
import { IsArray, IsIn, IsOptional, IsString, IsUUID, ValidateNested } from 'class-validator';
import { inputCheck, Occurrence } from './dto.js';
import { Problem } from './problems.js';

class Scope {
  @IsArray()
  @IsString({ each: true })
  readonly purposes!: string[];
}

class Decision {
  @IsIn(['package', 'key_worker'])
  readonly kind!: string;
}

class Package extends Decision {
  @ValidateNested({ each: true })
  @Type(() => Scope)
  readonly funding!: Scope[];
}

class Decide extends Occurrence {
  @IsUUID()
  readonly sitting!: string;

  @ValidateNested()
  @Type(() => Scope)
  readonly scope!: Scope;

  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Decision, {
    discriminator: { property: 'kind', subTypes: [{ name: 'package', value: Package }] },
    keepDiscriminatorProperty: true,
  })
  readonly decisions?: Decision[];
}

const sitting = '9d9df2ab-4f47-4c0c-8a1e-0f8d9d9a1f4c';
const scope = { purposes: ['help'] };

describe('a request', () => {
  const check = inputCheck();
  const errorsOf = async (value: unknown) => {
    try {
      await check.transform(value, { type: 'body', metatype: Decide });
      return 'none';
    } catch (error) {
      if (error instanceof Problem) return error.more.errors;
      throw error;
    }
  };

  it('says what is missing, objects too, and lists all of it', async () => {
    const missing = ['#/scope', '#/sitting'].map((pointer) => ({ pointer, detail: 'is missing' }));
    expect(await errorsOf({})).toEqual(missing);
    expect(await errorsOf(undefined)).toEqual(missing);
    expect(await errorsOf({ sitting, scope })).toBe('none');
    expect(await errorsOf({ sitting, scope: {} })).toEqual([
      { pointer: '#/scope/purposes', detail: 'is missing' },
    ]);
  });

  it.each([
    ['occurredOn', '9999-12-31', 'is not a date of the calendar before 2200, like 2026-03-05'],
    ['occurredOn', '0000-02-01', 'is not a date of the calendar before 2200, like 2026-03-05'],
    [
      'occurredAt',
      '9999-12-31T23:59:59Z',
      'is not a date-time before 2200 with an offset, like 2026-03-05T14:00:00Z',
    ],
  ])(
    'is refused with a %s so far off that a count from it has no end: %s',
    async (at, date, detail) =>
      expect(await errorsOf({ sitting, scope, [at]: date })).toEqual([
        { pointer: `#/${at}`, detail },
      ]),
  );

  it.each([
    ['a list for an object', { scope: [] }, '#/scope', 'is not an object'],
    ['lists for an object', { scope: [[scope]] }, '#/scope', 'is not an object'],
    ['words for an object', { scope: 'all' }, '#/scope', 'is not an object'],
    ['an object for a list', { decisions: {} }, '#/decisions', 'is not a list'],
    ['a list in a list', { decisions: [[{}]] }, '#/decisions/0', 'is not an object'],
    ['null in a list', { decisions: [null] }, '#/decisions/0', 'is not an object'],
    [
      'a list in a list of one kind of several',
      { decisions: [{ kind: 'package', funding: [[scope]] }] },
      '#/decisions/0/funding/0',
      'is not an object',
    ],
  ])('is refused with %s', async (_what, said, pointer, detail) => {
    expect(await errorsOf({ sitting, scope, ...said })).toEqual([{ pointer, detail }]);
    expect(await errorsOf({ scope, ...said, sitting: 7 })).toContainEqual({ pointer, detail });
  });
});
