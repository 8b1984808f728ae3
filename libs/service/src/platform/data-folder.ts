import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '@onestory/kernel';
import type { Instant } from '@onestory/kernel';
import type { Config } from './config.js';

/** Folders of this layout. Raised when a newer version lays them out differently. */
const VERSION = 1;
const MARKER = 'onestory.json';
const CLOCK = 'story-clock.json';

export class NotThisDataFolder extends Error {}

/** Where everything of an installation on one machine lives. Marked at first start with its mode. */
export class DataFolder {
  private constructor(
    readonly path: string,
    readonly isNew: boolean,
  ) {}

  /** @throws NotThisDataFolder when it was marked for the other mode or by a newer version. */
  static open(config: Pick<Config, 'dataFolder' | 'mode'>): DataFolder {
    const path = config.dataFolder;
    // Root's PostgreSQL runs as another user, who must get through to it; every file is its owner's only.
    mkdirSync(path, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    mkdirSync(join(path, 'logs'), { recursive: true, mode: 0o700 });
    const marked = readJson<{ mode: string; version: number }>(join(path, MARKER));
    if (marked && marked.mode !== config.mode)
      throw new NotThisDataFolder(
        `${path} was made in ${marked.mode} mode and cannot be opened in ${config.mode} mode. ` +
          'Set ONESTORY_MODE, or choose another folder with --data.',
      );
    if (marked && marked.version > VERSION)
      throw new NotThisDataFolder(`${path} was written by a newer OneStory. Upgrade this one.`);
    if (!marked) writeWhole(join(path, MARKER), { mode: config.mode, version: VERSION });
    return new DataFolder(path, !marked);
  }

  file(name: string): string {
    return join(this.path, name);
  }

  /** The story clock's setting, kept over restarts; undefined: real time. */
  readClock(): Instant | undefined {
    const set = readJson<{ now: string }>(this.file(CLOCK));
    return set ? instant(set.now) : undefined;
  }

  writeClock(now: Instant | undefined): void {
    writeWhole(this.file(CLOCK), now === undefined ? null : { now });
  }
}

const readJson = <T>(path: string): T | undefined => {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as T | null) ?? undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new NotThisDataFolder(
      `${path} cannot be read. Restore it, or choose another folder with --data.`,
    );
  }
};

/** A reader sees the old content or the new one, never half of it. */
const writeWhole = (path: string, content: unknown): void => {
  writeFileSync(`${path}.new`, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
};
