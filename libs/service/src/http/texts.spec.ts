import { IsOptional } from 'class-validator';
import { inputCheck } from './dto.js';
import { Problem } from './problems.js';
import { IsText } from './texts.js';

class Naming {
  @IsText(20)
  readonly name!: string;

  @IsOptional()
  @IsText(20, { each: true })
  readonly aka?: string[];
}

const wrongWith = async (value: unknown): Promise<readonly string[]> => {
  try {
    await inputCheck().transform(value, { type: 'body', metatype: Naming });
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return (error.more.errors ?? []).map(({ pointer, detail }) => `${pointer} ${detail}`);
  }
};

describe('free text', () => {
  it.each(['Ada', 'Ng', 'Łucja', 'ذري', '李', '3rd time this week'])(
    'holds words, in any script: %s',
    async (name) => expect(await wrongWith({ name, aka: [name] })).toEqual([]),
  );

  it.each(['', '   ', '\t\n', '...', '2026', '🧒🏽', '\u00a0\u2003'])(
    'needs a letter: %j says nothing',
    async (name) => {
      expect(await wrongWith({ name })).toEqual(['#/name holds no letter: say it in words']);
      expect(await wrongWith({ name: 'Ada', aka: ['Ada', name] })).toEqual([
        '#/aka holds no letter: say it in words',
      ]);
    },
  );

  it('is missing, too long or no text at all, and said to be that', async () => {
    expect(await wrongWith({})).toEqual(['#/name is missing']);
    expect(await wrongWith({ name: 'a'.repeat(21) })).toEqual([
      expect.stringContaining('shorter than or equal to 20'),
    ]);
    expect(await wrongWith({ name: 5 })).not.toContain('#/name holds no letter: say it in words');
  });
});
