import { mkdir, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRig } from '../testing/rig.ts';

const mebibyte = 1024 * 1024;

test('a lower limit for thumbnails applies at once, and clearing removes all of them', async () => {
  await using rig = await createRig({ content: 'empty' });
  const folder = join(rig.userData, 'pictures');
  await mkdir(folder);
  for (const name of ['a.1', 'a.2', 'a.3']) {
    await writeFile(join(folder, name), '');
    await truncate(join(folder, name), 8 * mebibyte);
  }
  const sizeBytes = async () => (await rig.call('storage.summary', {})).pictures.sizeBytes;
  expect(await sizeBytes()).toBe(24 * mebibyte);
  await rig.call('settings.change', { thumbnailsMiB: 16 });
  await expect.poll(sizeBytes).toBe(8 * mebibyte);
  expect(await readdir(folder)).toHaveLength(1);
  await rig.call('storage.clearThumbnails', {});
  expect(await sizeBytes()).toBe(0);
  expect(await readdir(rig.userData)).not.toContain('pictures');
});
