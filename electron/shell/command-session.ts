import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';

const prefix = 'slipway-command-';

/**
 * The app may be running too: only the profile's lock decides who owns it. Call before anything reads the
 * profile's folder.
 */
export function prepareCommandLine(): void {
  app.disableHardwareAcceleration();
  removeLeftovers();
  const session = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  app.setPath('sessionData', session);
  // Chromium may still be writing; the next command removes what it leaves.
  process.on('exit', () => rmSync(session, { recursive: true, force: true, maxRetries: 3 }));
}

function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (Number.isNaN(owner) || isRunning(owner)) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // It belongs to another user.
    }
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
