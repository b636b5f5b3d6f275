import { mkdirSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPastedFiles } from './load-earlier.ts';

test('a file written right after the start isn’t swept with those of earlier sessions', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-pasted-'));
  mkdirSync(join(folder, 'earlier'));
  const pasted = createPastedFiles(folder);
  // A command that reads stdin before the list of transfers is read.
  mkdirSync(join(folder, 'stdin-now'));
  await writeFile(join(folder, 'stdin-now', 'dump.sql'), 'the only copy');
  await pasted.sweepEarlier([]);
  expect(await readdir(folder)).toEqual(['stdin-now']);
  await rm(folder, { recursive: true });
});
