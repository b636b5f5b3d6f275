import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../root.ts';
import type { EndingGroup } from './endings.ts';

export interface SourceText {
  path: string;
  text: string;
}

export interface Sources {
  product: SourceText[];
  tests: SourceText[];
}

const notMeeting = /^(electron\/contract|renderer\/words|e2e\/rules)\//;
const isTest = /\.(test|spec)\.tsx?$/;

export function readSources(): Sources {
  const paths = globSync('{electron,renderer,e2e}/**/*.{ts,tsx}', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
  const read = (path: string): SourceText => ({ path, text: readFileSync(join(root, path), 'utf8') });
  const isProduct = (path: string) =>
    /^electron\/(core|shell|cli)\//.test(path) && !isTest.test(path) && !path.includes('/testing/');
  return {
    product: paths.filter(isProduct).map(read),
    tests: paths.filter((path) => isTest.test(path) && !notMeeting.test(path)).map(read),
  };
}

/** Some codes are also words in other properties: a transfer is "cancelled", too. */
const otherProperty = /\b(state|waitReason|restartReason|outcome|kind|choice|route|type|in)\W{1,12}$/;

/** Whether a text names this ending, not just the same word. */
export function names(text: string, property: EndingGroup['property'], code: string): boolean {
  for (let at = text.indexOf(`'${code}'`); at >= 0; at = text.indexOf(`'${code}'`, at + 1)) {
    const before = text.slice(Math.max(0, at - 60), at);
    if (property === 'code' ? !otherProperty.test(before) : isOf(before, property)) return true;
  }
  return false;
}

/** `waitReason: 'offline'`, `waitReason).toBe('offline')`, `stateOf(rig).toBe('saved')`. */
const isOf = (before: string, property: string): boolean =>
  new RegExp(`\\b${property}(Of)?\\b[^;:]{0,30}[:(=,]\\s*$`).test(before);

export function findFolders({ product }: Sources, property: EndingGroup['property'], code: string): string[] {
  const folders = product
    .filter(({ text }) => (property === 'code' ? names(text, property, code) : text.includes(`'${code}'`)))
    .map(({ path }) => dirname(path).split('/').slice(1, 3).join('/'));
  return [...new Set(folders)];
}

export function findTests({ tests }: Sources, group: EndingGroup, code: string, folders: string[]): string[] {
  const isNear = ({ path }: SourceText) => folders.some((folder) => path.startsWith(`electron/${folder}/`));
  const found = tests.filter(({ path, text }) => group.tests.test(path) && names(text, group.property, code));
  return [...found.filter(isNear), ...found.filter((test) => !isNear(test))].map(({ path }) => path);
}
