import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isStale } from '../run/build-app.ts';
import { runCommand } from '../run/run-command.ts';
import type { Ended } from '../run/run-command.ts';
import { root } from '../run/root.ts';
import { serveMadeUpElectron } from './made-up-electron.ts';
import type { MadeUpElectron } from './made-up-electron.ts';

/**
 * Why nothing can be packaged, or null if out/ is current. Tests that run in parallel must not build; "npm
 * test" builds first.
 */
export function whyNotBuilt(): string | null {
  if (!isStale()) return null;
  const reason = 'out/ is older than its sources: run "npm run build" first';
  if (process.env.CI !== undefined) throw new Error(reason);
  process.stdout.write(`skipped: the packages (${reason})\n`);
  return reason;
}

export interface Workshop {
  folder: string;
  electron: MadeUpElectron;
  run(switches: readonly string[], env?: Record<string, string>): Promise<Ended>;
  close(): Promise<void>;
}

export async function createWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-packages-'));
  const temporary = join(folder, 'temporary');
  await mkdir(temporary);
  const electron = await serveMadeUpElectron();
  return {
    folder,
    electron,
    run: (switches, env = {}) =>
      runCommand(
        process.execPath,
        [
          join(root, 'e2e/run/package.ts'),
          '--as-built',
          ...switches,
          `-c.electronDownload.mirror=${electron.mirror}`,
          `-c.electronDownload.cache=${join(folder, 'cache')}`,
          `-c.directories.output=${join(folder, 'dist')}`,
        ],
        // A proxy can't reach this computer's ports; no signing certificate may be used; and electron-builder
        // prints nothing if it detects a test run.
        {
          output: 'keep',
          env: {
            VITEST: undefined,
            NO_PROXY: '127.0.0.1',
            CSC_IDENTITY_AUTO_DISCOVERY: 'false',
            TMPDIR: temporary,
            ...env,
          },
        },
      ),
    async close() {
      await electron.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Replaces the program that packs deb and rpm; it records its arguments. */
export async function writeMadeUpPacker(folder: string): Promise<{ path: string; asked: string }> {
  const path = join(folder, 'fpm');
  const asked = join(folder, 'asked.json');
  const program = `#!${process.execPath}
const { writeFileSync, readFileSync, existsSync } = require('node:fs');
const args = process.argv.slice(2);
const file = ${JSON.stringify(asked)};
const all = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
const entry = args.find((arg) => arg.endsWith('.desktop')).split('=')[0];
const desktop = readFileSync(entry, 'utf8');
all.push({ args, desktop });
writeFileSync(file, JSON.stringify(all));
writeFileSync(args[args.indexOf('--package') + 1], 'made up');
`;
  await writeFile(path, program);
  await chmod(path, 0o755);
  return { path, asked };
}

/** Why a test can't run, printed because skipped checks must be visible; null if the program is there. */
export function whyNot(program: string, flag: string): string | null {
  try {
    execFileSync(program, [flag], { stdio: 'ignore' });
    return null;
  } catch {
    process.stdout.write(`skipped: tests that need ${program}, which is not installed\n`);
    return `${program} is not installed`;
  }
}

/**
 * Names of packages that a source imports, without type imports: "@fluentui/react-icons/svg/add" -> its
 * package.
 */
export function findImports(source: string): string[] {
  const from = /^(?:import|export)\s(?!type\b)[^;]*?from '([^'.][^']*)'|import\('([^'.][^']*)'\)/gms;
  return [...source.matchAll(from)].flatMap(([, a, b]) => {
    const name = a ?? b ?? '';
    if (name.startsWith('node:') || name === 'electron') return [];
    return [
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    ];
  });
}
