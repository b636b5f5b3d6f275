import { open, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { toDiskTrouble } from './disk-trouble.ts';

const causeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (cause) {
    return cause;
  }
};

test('a database without space is told from one that can’t be opened or written', () => {
  using full = new DatabaseSync(':memory:');
  full.exec('CREATE TABLE t (a); PRAGMA max_page_count = 2');
  const fill = causeOf(() => full.exec('INSERT INTO t VALUES (hex(zeroblob(100000)))'));
  expect(toDiskTrouble(fill)).toBe('full');
  expect(toDiskTrouble(causeOf(() => new DatabaseSync(join(tmpdir(), 'missing', 'x.sqlite'))))).toBe(
    'denied',
  );
  using readOnly = new DatabaseSync(':memory:');
  readOnly.exec('CREATE TABLE t (a); PRAGMA query_only = 1');
  expect(toDiskTrouble(causeOf(() => readOnly.exec('INSERT INTO t VALUES (1)')))).toBe('denied');
});

test('a file error is full or denied, and other errors are not the disk’s', async () => {
  expect(toDiskTrouble(await readFile(join(tmpdir(), 'missing', 'x')).catch((cause: unknown) => cause))).toBe(
    'denied',
  );
  expect(toDiskTrouble(new TypeError('bug'))).toBeNull();
  if (process.platform !== 'linux') return;
  await using device = await open('/dev/full', 'w');
  expect(toDiskTrouble(await device.write('text').catch((cause: unknown) => cause))).toBe('full');
});
