// oxlint and one tsconfig per folder enforce the import rules. Each test seeds a violation into a copy of the
// sources and expects it to be reported; a clean file of the same folder must pass, since a rule that refuses
// everything is broken.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folders = [
  'electron/contract',
  'electron/core',
  'electron/cli',
  'electron/sample',
  'electron/shell',
  'electron/shell/preload',
  'renderer',
];
let house = '';

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'slipway-house-'));
  await symlink(join(root, 'node_modules'), join(house, 'node_modules'));
  for (const file of ['.oxlintrc.json', 'tsconfig.json', 'package.json'])
    await copyFile(join(root, file), join(house, file));
  for (const folder of folders) {
    await mkdir(join(house, folder), { recursive: true });
    await copyFile(join(root, folder, 'tsconfig.json'), join(house, folder, 'tsconfig.json'));
  }
});
afterAll(() => rm(house, { recursive: true, force: true }));

function run(command: string, args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(join(root, 'node_modules', '.bin', command), args, { cwd: house }, (error, stdout, stderr) =>
      resolve({ code: error ? 1 : 0, output: stdout + stderr }),
    );
  });
}

async function seed<T>(file: string, text: string, check: () => Promise<T>): Promise<T> {
  await mkdir(dirname(join(house, file)), { recursive: true });
  await writeFile(join(house, file), text);
  try {
    return await check();
  } finally {
    await rm(join(house, file));
  }
}

const forbidden: [rule: string, file: string, line: string][] = [
  [
    'contract imports zod and itself only',
    'electron/contract/seed.ts',
    "import { readFile } from 'node:fs';",
  ],
  [
    'the strings import FormatJS and themselves only',
    'electron/contract/strings/seed.ts',
    "import { a } from '../records.ts';",
  ],
  ['the strings import no zod', 'electron/contract/strings/seed.ts', "import { a } from 'zod';"],
  ['contract never imports core', 'electron/contract/seed.ts', "import { a } from '../core/core.ts';"],
  ['core never imports electron', 'electron/core/index/seed.ts', "import { a } from 'electron';"],
  ['core never imports the shell', 'electron/core/seed.ts', "import { a } from '../shell/main.ts';"],
  ['core never imports the command line', 'electron/core/seed.ts', "import { a } from '../cli/run-cli.ts';"],
  ['the command line never imports electron', 'electron/cli/seed.ts', "import { a } from 'electron';"],
  [
    'the command line never imports the shell',
    'electron/cli/seed.ts',
    "import { a } from '../shell/log.ts';",
  ],
  [
    'the command line never imports the sample',
    'electron/cli/commands/seed.ts',
    "import { a } from '../../sample/sample-service.ts';",
  ],
  [
    'the page never imports the command line',
    'renderer/api/seed.ts',
    "import { a } from '../../electron/cli/exit-codes.ts';",
  ],
  [
    'core never imports the sample',
    'electron/core/graph/seed.ts',
    "import { a } from '../../sample/sample-service.ts';",
  ],
  [
    'the model of transfers imports no other folder of transfers',
    'electron/core/transfers/model/seed.ts',
    "import { a } from '../store/transfer-store.ts';",
  ],
  [
    'the store of transfers never imports the queue',
    'electron/core/transfers/store/journal/seed.ts',
    "import { a } from '../../queue/lane.ts';",
  ],
  [
    'the store of transfers never imports the list',
    'electron/core/transfers/store/seed.ts',
    "import { a } from '../list/counters.ts';",
  ],
  [
    'the list of transfers never imports the queue',
    'electron/core/transfers/list/seed.ts',
    "import { a } from '../queue/queue.ts';",
  ],
  [
    'the queue of transfers never imports what it runs',
    'electron/core/transfers/queue/seed.ts',
    "import { a } from '../run/run-transfer.ts';",
  ],
  [
    'what runs a transfer never imports the list',
    'electron/core/transfers/run/upload/seed.ts',
    "import { a } from '../../list/transfer-list.ts';",
  ],
  [
    'no folder of transfers imports the facade',
    'electron/core/transfers/run/seed.ts',
    "import { a } from '../transfers.ts';",
  ],
  [
    'folders of transfers never import electron',
    'electron/core/transfers/run/seed.ts',
    "import { a } from 'electron';",
  ],
  [
    'the sample shares no code with core',
    'electron/sample/seed.ts',
    "import { a } from '../core/lib/quick-xor-hash.ts';",
  ],
  [
    'the sample never imports electron',
    'electron/sample/model/seed.ts',
    "import { a } from 'electron/main';",
  ],
  [
    'the shell never imports the page',
    'electron/shell/seed.ts',
    "import { a } from '../../renderer/main.tsx';",
  ],
  ['preload requires nothing of Node', 'electron/shell/preload/seed.ts', "import { a } from 'node:fs';"],
  [
    'preload imports no values of contract',
    'electron/shell/preload/seed.ts',
    "import { a } from '../../contract/api.ts';",
  ],
  ['preload is one file', 'electron/shell/preload/seed.ts', "import { a } from '../renderer-security.ts';"],
  ['the page never imports electron', 'renderer/app/seed.ts', "import { a } from 'electron';"],
  ['the page never imports Node', 'renderer/ui/seed.ts', "import { a } from 'node:path';"],
  [
    'the page never imports core',
    'renderer/features/browse/seed.ts',
    "import { a } from '../../../electron/core/graph/item-names.ts';",
  ],
  [
    'features never import each other',
    'renderer/features/browse/seed.ts',
    "import { a } from '../transfers/tray.tsx';",
  ],
  [
    'the page imports no values of contract',
    'renderer/api/seed.ts',
    "import { a } from '../../electron/contract/api.ts';",
  ],
  [
    'features never import app',
    'renderer/features/browse/seed.ts',
    "import { a } from '../../app/frame.tsx';",
  ],
  ['words never import ui', 'renderer/words/seed.ts', "import { a } from '../ui/file-families.ts';"],
  ['words never import state', 'renderer/words/seed.ts', "import { a } from '../state/keys.ts';"],
  ['ui never imports api', 'renderer/ui/seed.ts', "import { a } from '../api/app-queries.ts';"],
  ['ui never imports state', 'renderer/ui/seed.ts', "import { a } from '../state/store.ts';"],
  ['api never imports state', 'renderer/api/seed.ts', "import { a } from '../state/store.ts';"],
  [
    'state never imports features',
    'renderer/state/seed.ts',
    "import { a } from '../features/browse/grid.tsx';",
  ],
  ['api never imports app', 'renderer/api/seed.ts', "import { a } from '../app/frame.tsx';"],
];

const allowed: [file: string, line: string][] = [
  ['electron/contract/seed.ts', "import { a } from './records.ts';"],
  ['electron/contract/seed.ts', "import { a } from 'zod';"],
  ['electron/contract/strings/seed.ts', "import { a } from './catalogue.ts';"],
  ['electron/contract/strings/seed.ts', "import { a } from './en/app.json';"],
  ['electron/contract/strings/seed.ts', "import { a } from 'intl-messageformat';"],
  ['electron/core/index/seed.ts', "import { a } from '../../contract/api.ts';"],
  ['electron/core/seed.ts', "import { a } from 'node:fs';"],
  ['electron/core/transfers/run/seed.ts', "import { a } from '../queue/interruptions.ts';"],
  ['electron/core/transfers/queue/seed.ts', "import { a } from '../store/transfer-store.ts';"],
  ['electron/core/transfers/list/seed.ts', "import { a } from '../store/transfer-store.ts';"],
  ['electron/core/transfers/store/journal/seed.ts', "import { a } from '../../model/transfer-record.ts';"],
  ['electron/cli/seed.ts', "import { a } from '../core/core.ts';"],
  ['electron/cli/seed.ts', "import { a } from '../contract/methods.ts';"],
  ['electron/sample/seed.ts', "import { a } from './http/server.ts';"],
  ['electron/shell/seed.ts', "import { a } from 'electron';"],
  ['electron/shell/seed.ts', "import { a } from '../core/core.ts';"],
  ['electron/shell/preload/seed.ts', "import type { a } from '../../contract/bridge.ts';"],
  ['electron/shell/preload/seed.ts', "import { a } from 'electron';"],
  ['renderer/features/browse/seed.ts', "import { a } from '../../api/client.ts';"],
  ['renderer/features/browse/seed.ts', "import { a } from './grid.tsx';"],
  ['renderer/state/seed.ts', "import { a } from '../api/client.ts';"],
  ['renderer/api/seed.ts', "import { a } from '../words/en.ts';"],
  ['renderer/app/seed.ts', "import { a } from '../features/browse/grid.tsx';"],
  ['renderer/ui/seed.ts', "import { a } from '../../electron/contract/strings/translate.ts';"],
  ['renderer/api/seed.ts', "import type { a } from '../../electron/contract/api.ts';"],
  ['renderer/state/seed.ts', "import { a } from '../../electron/contract/commands.ts';"],
];

const use = '\nexport const seed = a;\n';

describe('the linter', () => {
  test.each(forbidden)('%s', async (_rule, file, line) => {
    const { code, output } = await seed(file, line.replace('readFile', 'a') + use, () =>
      run('oxlint', [file]),
    );
    expect(output).toContain('no-restricted-imports');
    expect(code).toBe(1);
  });

  test.each(allowed)('allows %s to have: %s', async (file, line) => {
    const text = line.includes('import type') ? `${line}\nexport type Seed = a;\n` : line + use;
    const { output } = await seed(file, text, () => run('oxlint', [file]));
    expect(output).not.toContain('no-restricted-imports');
  });
});

const foreign: [rule: string, folder: string, text: string][] = [
  ['contract has neither DOM nor Node', 'electron/contract', 'export const seed = document.title;\n'],
  ['contract has no Node globals', 'electron/contract', 'export const seed = process.pid;\n'],
  ['core has no DOM', 'electron/core', 'export const seed = document.title;\n'],
  ['the command line has no DOM', 'electron/cli', 'export const seed = document.title;\n'],
  ['the sample has no DOM', 'electron/sample', 'export const seed = window.name;\n'],
  ['the shell has no DOM', 'electron/shell', 'export const seed = document.title;\n'],
  ['preload has no Node globals', 'electron/shell/preload', 'export const seed = process.pid;\n'],
  ['the page has no Node globals', 'renderer', 'export const seed = process.pid;\n'],
];

describe('the compiler', () => {
  test.each(foreign)('%s', async (_rule, folder, text) => {
    const { output } = await seed(`${folder}/seed.ts`, text, () =>
      run('tsc', ['-p', folder, '--pretty', 'false']),
    );
    expect(output).toContain(`${folder}/seed.ts`);
  });

  test.each(folders)('accepts a valid file in %s', async (folder) => {
    const { code, output } = await seed(`${folder}/seed.ts`, 'export const seed = 1;\n', () =>
      run('tsc', ['-p', folder, '--pretty', 'false']),
    );
    expect(output).toBe('');
    expect(code).toBe(0);
  });
});

test('the lockfile lists every platform of every native tool', async () => {
  // npm silently omits an optional package it can't find, and then "npm ci" fails on other platforms.
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const missing = Object.entries(packages).flatMap(([at, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).filter(
      (name) => !(`node_modules/${name}` in packages) && !(`${at}/node_modules/${name}` in packages),
    ),
  );
  expect(missing).toEqual([]);
});

test('the lockfile contains no registry host', async () => {
  expect(await readFile(join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "https?:/);
});
