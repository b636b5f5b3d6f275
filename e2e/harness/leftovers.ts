import { readdirSync, readFileSync } from 'node:fs';

/** Marks a test's programs, which inherit it with the environment. */
export const testIdVariable = 'SLIPWAY_TEST_ID';

export interface Footprint {
  temporary: string;
  files: readonly string[];
  processListeners: ReadonlyMap<string | symbol, number>;
  servers: number;
}

/** Playwright listens to these while a worker's browser runs. */
const ofTestRunner = new Set<string | symbol>(['SIGINT', 'SIGTERM', 'SIGHUP', 'exit']);

export function takeFootprint(temporary: string): Footprint {
  return {
    temporary,
    files: readdirSync(temporary).filter((name) => !name.startsWith('playwright-')),
    processListeners: new Map(
      process
        .eventNames()
        .filter((name) => !ofTestRunner.has(name))
        .map((name) => [name, process.listenerCount(name)]),
    ),
    servers: process.getActiveResourcesInfo().filter((name) => /^(TCP|Pipe)ServerWrap$/.test(name)).length,
  };
}

/** Includes running programs with this test's id; null: unknown. */
export function findLeftovers(before: Footprint, testId: string | null): string[] {
  const now = takeFootprint(before.temporary);
  return [
    ...now.files
      .filter((name) => !before.files.includes(name))
      .map((name) => `the file or folder ${name} in ${before.temporary}`),
    ...[...now.processListeners].flatMap(([name, count]) => {
      const added = count - (before.processListeners.get(name) ?? 0);
      return added > 0 ? [`${added} listeners on process for ${String(name)}`] : [];
    }),
    ...(now.servers > before.servers ? [`${now.servers - before.servers} listening sockets`] : []),
    ...(testId === null ? [] : programsOf(testId)).map((command) => `a running program: ${command}`),
  ];
}

/** Command lines of running programs; [] except on Linux. */
function programsOf(testId: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
        if (!environment.includes(`${testIdVariable}=${testId}`)) return [];
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 200)];
      } catch {
        return [];
      }
    });
}
