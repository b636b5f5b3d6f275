import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

export interface FaultKind {
  code: string;
  kind: string;
  /** `title`: part of the title of a test or group in the file; null: all of the file. */
  tests: { file: string; title: string | null }[];
}

const row = /^\| ([A-F]\d+) +\| (.*?) +\| (.*?) +\|$/gm;
const entry = /^`([^`]+)`(?:: (.+))?$/;

export function readFaultKinds(): FaultKind[] {
  const page = readFileSync(join(root, 'e2e/CASES.md'), 'utf8');
  return [...page.matchAll(row)].map(([, code = '', kind = '', cell = '']) => ({
    code,
    kind,
    tests: cell.split('<br>').map((text) => {
      const [, file = '', title = null] = entry.exec(text.trim()) ?? [];
      return { file, title };
    }),
  }));
}
