import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.ts';
import type { Outcome } from './suites.ts';

const path = join(root, 'node_modules/.cache/test-timings.json');

export function readTimings(): Map<string, number> {
  if (!existsSync(path)) return new Map();
  return new Map(Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, number>));
}

export function keepTimings(outcomes: readonly Outcome[]): void {
  const timings = readTimings();
  const ran = new Map<string, number>();
  for (const { file, durationMs } of outcomes.flatMap((outcome) => outcome.timings))
    ran.set(file, (ran.get(file) ?? 0) + durationMs);
  for (const [file, durationMs] of ran) timings.set(file, Math.round(durationMs));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(Object.fromEntries(timings)));
}
