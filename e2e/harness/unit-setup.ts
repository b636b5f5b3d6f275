import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, vi } from 'vitest';
import { findLeftovers, takeFootprint } from './leftovers.ts';
import { setTemporaryFolder } from './temporary-folder.ts';

// Runs before each test file, which gets its own temporary folder and fails if it leaves something behind.
// Modules of the page keep state, such as its store.
if (/[\\/]renderer[\\/]/.test(expect.getState().testPath ?? '')) vi.resetModules();
const folder = mkdtempSync(join(tmpdir(), 'slipway-unit-'));
const restore = setTemporaryFolder(folder);
const before = takeFootprint(folder);

afterAll(async () => {
  try {
    await vi.waitFor(() => expect(findLeftovers(before, null)).toEqual([]), { timeout: 20_000 });
  } finally {
    restore();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
