import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TYPE } from '@formatjs/icu-messageformat-parser';
import { expect, test } from 'vitest';
import { catalogue } from '../../electron/contract/strings/catalogue.ts';
import { parseMessage, type ParsedMessage } from '../../electron/contract/strings/parsed-messages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'electron/contract/strings/en');
const keysByFile = readdirSync(folder).map((file) => Object.keys(readMessages(join(folder, file))));

test('every message is ICU MessageFormat', () => {
  const malformed = Object.entries(catalogue).filter(([, entry]) => !canParse(entry));
  expect(malformed).toEqual([]);
});

test('a # that stands for a number is directly inside its plural, not in a select within it', () => {
  const shown = readdirSync(join(folder, '..'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) =>
      Object.entries(readMessages(join(folder, '..', file)))
        .filter(([key, entry]) => key !== 'import.example' && hasLiteralNumberSign(parseMessage(entry)))
        .map(([key]) => `${file} ${key}`),
    );
  expect(shown).toEqual([]);
});

test('no key is in two files', () => {
  const keys = keysByFile.flat();
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

// Types catch a missing key, but only this test finds an unused message.
test('every message is used', () => {
  const uses = ['renderer', 'electron'].flatMap(findKeys);
  const exact = new Set(uses.filter((use) => !use.includes('${')));
  const patterns = uses.filter((use) => use.includes('${')).map(toPattern);
  const unused = Object.keys(catalogue).filter(
    (key) => !exact.has(key) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(unused).toEqual([]);
});

type Entry = Parameters<typeof parseMessage>[0];

function readMessages(file: string): Record<string, Entry> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Entry>;
}

function hasLiteralNumberSign(message: ParsedMessage): boolean {
  if (typeof message === 'string') return message.includes('#');
  return message.some((element) => {
    if (element.type === TYPE.literal) return element.value.includes('#');
    return (
      'options' in element && Object.values(element.options).some(({ value }) => hasLiteralNumberSign(value))
    );
  });
}

function canParse(entry: Entry): boolean {
  try {
    parseMessage(entry);
    return true;
  } catch {
    return false;
  }
}

/** Strings in the code that look like a key, and templates that start like one. */
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
