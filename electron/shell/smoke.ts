import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { Core } from '../core/core.ts';
import { describeHost } from './host.ts';

const patienceMs = 60_000;

/** Prints one line, and exits with 0 or 1. */
export interface Smoke {
  prepare(core: Core): Promise<void>;
  painted(itemCount: number): void;
}

/** Call before anything reads the profile's folder. */
export function startSmoke(): Smoke {
  const profile = mkdtempSync(join(tmpdir(), 'slipway-smoke-'));
  app.setPath('userData', profile);
  process.on('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 3 }));

  const end = (sentence: string, code: number): void => {
    clearTimeout(timer);
    (code === 0 ? process.stdout : process.stderr).write(`${sentence}\n`);
    if (code === 0) app.quit();
    else app.exit(code);
  };
  const timer = setTimeout(
    () => end(`No folder was on screen after ${patienceMs / 1000} seconds.`, 1),
    patienceMs,
  );

  return {
    async prepare(core) {
      const session = core.connect(() => {});
      const reply = await session.call('accounts.addSample', {});
      session.close();
      if (!reply.ok) end(`The sample drive could not be added: ${reply.error.code}.`, 1);
    },
    painted(itemCount) {
      const { host, hostVersion } = describeHost(app.getVersion());
      const readyMs = Math.round(performance.now());
      end(`ready in ${readyMs} ms, sample drive, ${itemCount} items, ${host} ${hostVersion}`, 0);
    },
  };
}
