import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@onestory/kernel';
import { DataFolder, NotThisDataFolder } from './data-folder.js';

describe('a data folder', () => {
  let dataFolder: string;
  const open = (mode: 'development' | 'production') => DataFolder.open({ dataFolder, mode });

  beforeEach(() => {
    dataFolder = mkdtempSync(join(tmpdir(), 'onestory-folder-'));
  });
  afterEach(() => rmSync(dataFolder, { recursive: true }));

  it('is marked at its first start and refuses the other mode', () => {
    expect(open('development').isNew).toBe(true);
    expect(open('development').isNew).toBe(false);
    expect(() => open('production')).toThrow(
      /development mode.*cannot be opened in production mode/,
    );
    expect(statSync(join(dataFolder, 'onestory.json')).mode & 0o077).toBe(0);
  });

  it('shows nobody else what is in it; the user who runs the PostgreSQL of root can only pass through', () => {
    dataFolder = join(dataFolder, 'made');
    open('development');
    const ofOthers = (name: string): number => statSync(join(dataFolder, name)).mode & 0o077;
    expect(ofOthers('.')).toBe(process.getuid?.() === 0 ? 0o011 : 0);
    expect(ofOthers('logs')).toBe(0);
    dataFolder = join(dataFolder, '..');
  });

  it('keeps the story clock over a restart, and forgets it on request', () => {
    const now = instant('2026-03-05T10:00:00Z');
    open('development').writeClock(now);
    expect(open('development').readClock()).toBe(now);
    open('development').writeClock(undefined);
    expect(open('development').readClock()).toBeUndefined();
  });

  it('of a newer version, or damaged, is left alone', () => {
    writeFileSync(join(dataFolder, 'onestory.json'), '{"mode":"development","version":99}');
    expect(() => open('development')).toThrow(/newer OneStory/);
    writeFileSync(join(dataFolder, 'onestory.json'), '{"mode":');
    expect(() => open('development')).toThrow(NotThisDataFolder);
  });
});
