import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';

/**
 * One command, without a window. The app may run beside it: only the profile's lock decides who owns it, and Chromium's
 * own files lie where nobody else looks. Call before anything reads the profile's folder.
 */
export function prepareCommandLine(): void {
  app.disableHardwareAcceleration();
  const session = mkdtempSync(join(tmpdir(), 'slipway-command-'));
  app.setPath('sessionData', session);
  // Chromium may be writing there for a moment longer, on a busy computer for seconds.
  process.on('exit', () => rmSync(session, { recursive: true, force: true, maxRetries: 12 }));
}
