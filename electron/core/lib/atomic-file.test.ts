import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sweepTemporaries, whenWritten, writeFileAtomically } from './atomic-file.ts';

test('removes only what a crash left beside a file', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'slipway-sweep-'));
  const left = ['accounts.json.0123456789ab.tmp', 'keys/a.key.0123456789ab.tmp'];
  const kept = ['accounts.json', 'keys/a.key', 'notes.tmp', 'documents/mine.json.0123456789ab.tmp'];
  for (const path of [...left, ...kept]) {
    await mkdir(join(profile, path, '..'), { recursive: true });
    await writeFile(join(profile, path), 'text');
  }
  await sweepTemporaries(profile);
  const found = await readdir(profile, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name).sort()).toEqual(
    kept.map((path) => path.split('/').at(-1) ?? '').sort(),
  );
  await rm(profile, { recursive: true });
});

test('a file that can’t get its name leaves nothing beside the old one', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'slipway-unnamed-'));
  await mkdir(join(profile, 'settings.json', 'taken'), { recursive: true });
  await expect(writeFileAtomically(join(profile, 'settings.json'), 'text')).rejects.toThrow();
  expect(await readdir(profile)).toEqual(['settings.json']);
  await rm(profile, { recursive: true });
});

test('can wait until nothing is being written below a folder', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'slipway-written-'));
  const writing = writeFileAtomically(join(profile, 'keys', 'a.key'), 'text');
  await whenWritten(profile);
  expect(await readdir(join(profile, 'keys'))).toEqual(['a.key']);
  await writing;
  await rm(profile, { recursive: true });
});
