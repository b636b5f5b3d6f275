// Create, update, save, delete, list and download each have one way, `core/methods/item-methods.ts`, for the page
// and for programs. Types keep the starter of transfers from everyone else; this checks who is given it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../run/root.ts';

const core = join(root, 'electron/core');
const rules: readonly { what: RegExp; allowed: readonly string[] }[] = [
  {
    what: /\bFileStarter\b/,
    allowed: ['methods/item-methods.ts', 'transfers/start-transfers.ts', 'transfers/transfers.ts'],
  },
  { what: /\bcreateItemMethods\(/, allowed: ['methods/item-methods.ts', 'services.ts'] },
  {
    what: /\bdeletes\.delete\(|kind: 'delete', accountId/,
    allowed: ['items/deletes.ts', 'items/undo-jobs.ts', 'methods/item-methods.ts'],
  },
  {
    // The method, views, the refresh of a folder, two that look for one folder, and transfers of whole folders.
    what: /\.children\(/,
    allowed: [
      'items/folder-tree.ts',
      'items/holds-more.ts',
      'methods/list-items.ts',
      'methods/sync-folder.ts',
      'places/listings.ts',
      'transfers/run/carry/carry-folder.ts',
      'transfers/run/download/download-folder.ts',
    ],
  },
  {
    what: /\bwalkFolder\(/,
    allowed: ['methods/check-folder.ts', 'methods/list-items.ts'],
  },
];

const findOthers = (read: (path: string) => string, paths: readonly string[]): string[] =>
  rules.flatMap(({ what, allowed }) =>
    paths
      .filter((path) => what.test(read(path)) && !allowed.includes(path))
      .map((path) => `${path}: ${what}`),
  );

test('nothing but the six methods starts uploads, downloads and deletes, or reads whole folders', () => {
  const paths = readdirSync(core, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !/(^|\/)testing\//.test(path));
  const texts = new Map(paths.map((path) => [path, readFileSync(join(core, path), 'utf8')]));
  expect(findOthers((path) => texts.get(path) ?? '', paths)).toEqual([]);
  // Each rule still finds what it is about.
  for (const { what, allowed } of rules)
    expect(allowed.filter((path) => !what.test(texts.get(path) ?? ''))).toEqual([]);
});

test('finds a second way', () => {
  const seeded: Record<string, string> = {
    'copies/a.ts': 'deps: { starter: FileStarter }',
    'app/b.ts': 'deletes.delete(accountId, selected)',
    'search/c.ts': 'await createItems(drive).children(folder, onListing)',
  };
  expect(findOthers((path) => seeded[path] ?? '', Object.keys(seeded))).toHaveLength(3);
});
