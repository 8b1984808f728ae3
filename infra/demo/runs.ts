import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Numbers the tellings of a data folder, so that each is of a new family. */
export const nextRun = (data: string): number => {
  const file = join(data, 'demo-runs.json');
  const told = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { told: number }).told
    : 0;
  mkdirSync(data, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ told: told + 1 })}\n`);
  return told + 1;
};
