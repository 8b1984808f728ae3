import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openLog } from './logging.js';

const inFolder = async (work: (file: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'onestory-log-'));
  try {
    await work(join(folder, 'logs', 'onestory.log'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const linesOf = (file: string): readonly Record<string, unknown>[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** Resolves when the file holds so many lines: how long that takes is the machine's affair. */
const untilWritten = async (file: string, count: number): Promise<void> => {
  for (;;) {
    const written = (() => {
      try {
        return linesOf(file).length;
      } catch {
        return 0;
      }
    })();
    if (written >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe('the log', () => {
  it('holds everything that was said once it is closed', () =>
    inFolder(async (file) => {
      const { log, close } = openLog({ logLevel: 'info' }, file);
      for (let count = 0; count < 500; count += 1) log.info({ count }, 'said');
      await close();
      expect(linesOf(file).map(({ count }) => count)).toEqual(
        Array.from({ length: 500 }, (_, n) => n),
      );
    }));

  it('takes what is said after its end without complaint, and does not keep it', () =>
    inFolder(async (file) => {
      const { log, close } = openLog({ logLevel: 'info' }, file);
      log.info('kept');
      await close();
      log.error('too late');
      expect(linesOf(file)).toHaveLength(1);
    }));

  it('writes what was gathered before an error at once, with it', () =>
    inFolder(async (file) => {
      const { log, close } = openLog({ logLevel: 'info' }, file);
      log.info('before');
      log.error({ error: new RangeError('never quoted') }, 'failed');
      await untilWritten(file, 2);
      expect(linesOf(file)[1]).toMatchObject({ level: 'error', error: 'RangeError' });
      expect(readFileSync(file, 'utf8')).not.toContain('never quoted');
      await close();
    }));

  it('writes what was gathered when the process ends by itself', () =>
    inFolder(async (file) => {
      const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
      const program = `
        const { openLog } = await import(${JSON.stringify(path('./logging.ts'))});
        const { log } = openLog({ logLevel: 'info' }, ${JSON.stringify(file)});
        await new Promise((resolve) => setTimeout(resolve, 50));
        log.info('the last word');
        process.exit(0);`;
      const loader = path('../../../../infra/checks/typescript.mjs');
      const { stderr } = spawnSync(
        process.execPath,
        ['--import', loader, '--input-type=module', '-e', program],
        { encoding: 'utf8' },
      );
      expect(stderr).not.toContain('Error');
      expect(linesOf(file)).toMatchObject([{ msg: 'the last word' }]);
    }));

  it('writes a line that nothing follows within moments', () =>
    inFolder(async (file) => {
      const { log, close } = openLog({ logLevel: 'info' }, file);
      log.info('alone');
      await untilWritten(file, 1);
      await close();
    }));

  it('leaves out what is not on the list of what may be logged', () =>
    inFolder(async (file) => {
      const { log, close } = openLog({ logLevel: 'info' }, file);
      log.info({ child: 'c1', surname: 'Zaki' }, 'seen');
      await close();
      expect(linesOf(file)[0]).toMatchObject({ child: 'c1' });
      expect(linesOf(file)[0]).not.toHaveProperty('surname');
    }));
});
