// A word in a name means one thing. Where another meaning was tempting, the standard word for it is listed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, visitorKeys } from 'oxc-parser';
import { expect, test } from 'vitest';
import { root } from '../run/root.ts';

interface Rule {
  word: string;
  /** Folders or files in which the word has another meaning; absent: everywhere, tests included. */
  within?: readonly string[];
  instead: string;
  /** Names that use the word in its own meaning. */
  allowed?: readonly (string | RegExp)[];
}

const rules: readonly Rule[] = [
  {
    word: 'page',
    within: ['graph', 'index', 'indexing', 'libraries', 'sharing'].map(
      (folder) => `electron/core/${folder}/`,
    ),
    instead: 'response or listing for a part of a result, html for HTML',
    // SQLite's pages.
    allowed: ['isBlockPage', 'checkpointPages'],
  },
  {
    word: 'page',
    within: [
      'renderer/api/',
      'renderer/ui/grid/',
      'renderer/features/browse/use-',
      'renderer/features/transfers/use-',
    ],
    instead: 'chunk of rows; a page is what the window shows, or one of a document',
    // React Query's own, and the window's page.
    allowed: [
      'getNextPageParam',
      'initialPageParam',
      'pageParam',
      'page',
      'usePage',
      'BrowsePage',
      'isOnPage',
    ],
  },
  {
    word: 'batch',
    within: ['electron/core/graph/'],
    instead: 'JSON batch for $batch, subrequest for one in it; a batch is the transfers of one action',
    allowed: ['batch', 'toJsonBatch', 'parseJsonBatch', 'JsonBatchDeps'],
  },
  {
    word: 'ticket',
    within: ['electron/core/session/content-urls', 'electron/shell/content-scheme', 'renderer/viewer/'],
    instead: 'content id',
  },
  {
    word: 'policy',
    within: ['electron/core/transfers/', 'electron/shell/renderer-security', 'electron/shell/viewer-files'],
    instead: 'csp, or backoff; a policy is an administrator’s',
  },
  {
    word: 'line',
    within: [
      'electron/core/transfers/queue/',
      'electron/core/transfers/list/',
      'electron/core/activity/activity-list',
      'renderer/api/',
      'renderer/app/',
      'renderer/state/',
      'renderer/ui/grid/',
      'renderer/viewer/',
      ...['browse', 'documents', 'edits', 'help/shortcuts', 'overview', 'settings', 'transfers'].map(
        (feature) => `renderer/features/${feature}`,
      ),
    ],
    instead: 'queue, or row; a line is one of text',
    // CSS.
    allowed: ['WebkitLineClamp', 'textDecorationLine', /^lineHeight/],
  },
  { word: 'look', instead: 'stat, check, find or poll; layout for list or tiles' },
  {
    word: 'way',
    instead: 'path, route, method, direction or flow',
    // A former name in journals.
    allowed: ['inTheWay'],
  },
  { word: 'most', instead: 'max' },
  { word: 'least', instead: 'min', allowed: ['toLeastScope'] },
  // Words that only this project used.
  { word: 'halted', instead: 'interrupted' },
  { word: 'hurry', instead: 'prioritize' },
  { word: 'obey', instead: 'applySettings' },
  { word: 'cure', instead: 'suggestedAction' },
  { word: 'shelf', instead: 'cache, index or the plural of its contents' },
  { word: 'shelves', instead: 'index' },
  { word: 'entrant', instead: 'newAccount' },
  { word: 'gates', instead: 'clients' },
  { word: 'breathe', instead: 'yieldToEventLoop' },
  { word: 'beginnings', instead: 'starts' },
  { word: 'aftermath', instead: 'hooks' },
  { word: 'deed', instead: 'step or change' },
  { word: 'wish', instead: 'request' },
  { word: 'glance', instead: 'poll or summary' },
];

interface Node {
  type: string;
  name?: unknown;
}

function findNames(path: string, source: string): Set<string> {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    if ((node.type === 'Identifier' || node.type === 'JSXIdentifier') && typeof node.name === 'string')
      names.add(node.name);
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, Node | (Node | null)[] | null>)[key];
      for (const each of Array.isArray(child) ? child : [child]) if (each != null) visit(each);
    }
  };
  visit(parseSync(path, source).program);
  return names;
}

const toWords = (name: string): string[] =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[ _]/);

const wordsOf = new Map<string, ReadonlySet<string>>();

/** In the singular or the plural. */
function hasWord(name: string, word: string): boolean {
  let words = wordsOf.get(name);
  if (words === undefined) wordsOf.set(name, (words = new Set(toWords(name))));
  return (
    words.has(word) || words.has(`${word}s`) || words.has(`${word}es`) || words.has(word.replace(/y$/, 'ies'))
  );
}

const matches = (allowed: string | RegExp, name: string): boolean =>
  typeof allowed === 'string' ? allowed === name : allowed.test(name);

/** Parsing takes much longer than this. */
function mayHave(source: string, word: string): boolean {
  const forms = [word, `${word}s`, `${word}es`, word.replace(/y$/, 'ies')];
  const anyCase = forms.flatMap((form) => [form, form.toUpperCase()]).join('|');
  const capitalized = forms.map((form) => form[0]!.toUpperCase() + form.slice(1)).join('|');
  return new RegExp(`(?:(?<![A-Za-z])(?:${anyCase})|${capitalized})(?![a-z])`).test(source);
}

const isTest = (path: string): boolean => /\.test\.tsx?$|\/testing\//.test(path);

function findMisused(path: string, source: string): string[] {
  const applying = rules.filter(
    ({ word, within }) =>
      (within === undefined || (!isTest(path) && within.some((part) => path.startsWith(part)))) &&
      mayHave(source, word),
  );
  if (applying.length === 0) return [];
  return [...findNames(path, source)].flatMap((name) =>
    applying
      .filter(({ word, allowed = [] }) => !allowed.some((one) => matches(one, name)) && hasWord(name, word))
      .map(({ instead }) => `${path} ${name}: ${instead}`),
  );
}

test('finds a word within a name, also in the plural, but not within another word', () => {
  const source = 'const maxPageSize = 1; const homepage = 2; const isBlockPage = 3;';
  expect(findMisused('electron/core/graph/a.ts', source)).toEqual([
    'electron/core/graph/a.ts maxPageSize: response or listing for a part of a result, html for HTML',
  ]);
  expect(findMisused('electron/core/policy/a.ts', source)).toEqual([]);
  expect(findMisused('electron/core/graph/a.test.ts', source)).toEqual([]);
  expect(
    findMisused('renderer/state/a.ts', 'const lines = 1; const outline = 2; const lineHeight = 3;'),
  ).toEqual(['renderer/state/a.ts lines: queue, or row; a line is one of text']);
  expect(findMisused('electron/core/transfers/a.ts', 'const policies = 1;')).toHaveLength(1);
  expect(findMisused('renderer/ui/a.test.tsx', 'const mostRows = 1;')).toEqual([
    'renderer/ui/a.test.tsx mostRows: max',
  ]);
});

test('each word has one meaning', () => {
  const paths = ['electron', 'renderer', 'e2e']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
        join(folder, path),
      ),
    )
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path));
  const misused = paths.flatMap((path) => findMisused(path, readFileSync(join(root, path), 'utf8')));
  expect(misused).toEqual([]);
});
