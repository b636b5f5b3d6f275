import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { catalogue } from '../../electron/contract/strings/catalogue.ts';
import { parseMessage } from '../../electron/contract/strings/parsed-messages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'electron/contract/strings/en');
const keysByFile = readdirSync(folder).map((file) =>
  // The files hold one object each, from keys to messages.
  Object.keys(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>),
);

test('every message is ICU MessageFormat', () => {
  const malformed = Object.entries(catalogue).filter(([, entry]) => !canParse(entry));
  expect(malformed).toEqual([]);
});

test('no key is in two files', () => {
  const keys = keysByFile.flat();
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

// The type of a key finds one that is missing; a message that nobody shows is found here only.
test('every message is used', () => {
  const uses = ['renderer', 'electron'].flatMap(findKeys);
  const exact = new Set(uses.filter((use) => !use.includes('${')));
  const patterns = uses.filter((use) => use.includes('${')).map(toPattern);
  const unused = Object.keys(catalogue).filter(
    (key) => !exact.has(key) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(unused).toEqual([]);
});

function canParse(entry: Parameters<typeof parseMessage>[0]): boolean {
  try {
    parseMessage(entry);
    return true;
  } catch {
    return false;
  }
}

/** Strings in the code that look like a key, and templates that begin like one. */
function findKeys(part: string): string[] {
  return readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .flatMap((file) => {
      const code = readFileSync(join(root, part, file), 'utf8');
      return [...code.matchAll(/'([A-Za-z]+\.[\w.-]+)'|"([A-Za-z]+\.[\w.-]+)"|`([A-Za-z]+\.[^`\n]+)`/g)].map(
        ([, single, double, template]) => single ?? double ?? template ?? '',
      );
    });
}

function toPattern(template: string): RegExp {
  const fixed = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${fixed.join('.+')}$`);
}
