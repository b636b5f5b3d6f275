import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { markAsForeign } from './foreign-mark.ts';

test('a file is marked with its zone but no address on Windows, and not marked on other systems', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-mark-'));
  const path = join(folder, 'a.docx');
  await writeFile(path, 'content');
  await markAsForeign(path, 'linux');
  await markAsForeign(path, 'darwin');
  expect(await readdir(folder)).toEqual(['a.docx']);
  await markAsForeign(path, 'win32');
  expect(await readFile(`${path}:Zone.Identifier`, 'utf8')).toBe('[ZoneTransfer]\r\nZoneId=3\r\n');
  expect(await readFile(path, 'utf8')).toBe('content');
  await rm(folder, { recursive: true });
});
