// Counts only a function's own lines: functions inside it, such as the methods that a factory returns, are
// counted separately.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, visitorKeys } from 'oxc-parser';
import { expect, test } from 'vitest';
import { root } from '../run/root.ts';

const max = 80;

const exempt: ReadonlySet<string> = new Set(['electron/core/index/index-statements.ts prepareStatements']);

interface Node {
  type: string;
  start: number;
  end: number;
  id?: { name: string } | null;
}

interface LongFunction {
  name: string;
  lines: number;
}

const functionTypes: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

/** Lines of inner functions, blank lines and comments don't count. */
function findLongFunctions(path: string, source: string, above: number): LongFunction[] {
  const { program, comments } = parseSync(path, source);
  const long: LongFunction[] = [];
  const lineOf = toLineNumbers(source);
  const silent = comments.map(({ start, end }): [number, number] => [start, end]);

  const linesOf = (start: number, end: number): Set<number> => {
    const code = source.slice(start, end);
    const lines = new Set<number>();
    for (let at = 0; at < code.length; at += 1) {
      const position = start + at;
      if (code[at]?.trim() && !silent.some(([from, to]) => position >= from && position < to))
        lines.add(lineOf(position));
    }
    return lines;
  };

  const visit = (node: Node, name: string): Set<number>[] => {
    const own = node.id?.name ?? name;
    const inner = childrenOf(node).flatMap((child) => visit(child, functionTypes.has(node.type) ? '' : own));
    if (!functionTypes.has(node.type)) return inner;
    const all = linesOf(node.start, node.end);
    const ofInner = new Set(inner.flatMap((lines) => [...lines]));
    const lines = [...all].filter((line) => !ofInner.has(line)).length;
    if (lines > above) long.push({ name: own, lines });
    return [all];
  };
  visit(program, '');
  return long;
}

function childrenOf(node: Node): Node[] {
  const fields = node as unknown as Record<string, unknown>;
  return (visitorKeys[node.type] ?? [])
    .flatMap((key) => fields[key])
    .filter((child): child is Node => typeof child === 'object' && child !== null && 'type' in child);
}

function toLineNumbers(source: string): (position: number) => number {
  const starts = [...source.matchAll(/\n/g)].map(({ index }) => index);
  return (position) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

const sources = ['electron', 'renderer'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path).replaceAll('\\', '/'))
    .filter((path) => /(?<!\.test)\.tsx?$/.test(path)),
);

test('finds a long function, but not for the functions inside it', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, at) => `  f(${at});`).join('\n');
  expect(findLongFunctions('a.ts', `function long() {\n${lines(3)}\n}`, 4)).toEqual([
    { name: 'long', lines: 5 },
  ]);
  const factory = `const make = () => {\n  // why\n\n  const inner = () => {\n${lines(3)}\n  };\n  return { inner };\n};`;
  expect(findLongFunctions('a.ts', factory, 3)).toEqual([{ name: 'inner', lines: 5 }]);
});

test(`no function has more than ${max} lines of its own`, () => {
  const long = sources.flatMap((path) =>
    findLongFunctions(path, readFileSync(join(root, path), 'utf8'), max).map(({ name }) => `${path} ${name}`),
  );
  expect(long.filter((one) => !exempt.has(one))).toEqual([]);
  expect(
    [...exempt].filter((one) => !long.includes(one)),
    'exempt although short now',
  ).toEqual([]);
});
