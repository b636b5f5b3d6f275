import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesOf } from '../testing/download-steps.ts';
import { openListed } from '../testing/steps.ts';
import { createTransferRig } from '../testing/transfer-steps.ts';

test('downloads to the Downloads folder or asks for a folder, as set', async () => {
  const asked: (string | null)[] = [];
  await using rig = await createTransferRig({
    adjust: (ports) => {
      ports.picker = { chooseFolder: async () => asked.shift() ?? null };
    },
  });
  rig.service.drive.addFile('a.txt', 'content');
  const { downloads } = rig.ports.folders;

  await rig.call('settings.change', { downloadTo: 'downloads' });
  expect(await rig.download(['a.txt'])).toMatchObject([{ state: 'done', toFolder: 'downloads' }]);
  expect(await readFile(join(downloads, 'a.txt'), 'utf8')).toBe('content');

  const chosen = join(rig.local, 'chosen');
  await mkdir(chosen);
  asked.push(chosen);
  await rig.call('settings.change', { downloadTo: 'ask' });
  expect(await rig.download(['a.txt'])).toMatchObject([{ state: 'done', toFolder: 'chosen' }]);
  expect(existsSync(join(chosen, 'a.txt'))).toBe(true);

  const { viewId } = await openListed(rig, { accountId: rig.accountId });
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  expect(await rig.call('transfers.download', { accountId: rig.accountId, selection })).toBeNull();
  expect(await filesOf(rig)).toEqual([]);
});

test('names a Downloads folder that can’t be created', async () => {
  await using rig = await createTransferRig({
    adjust: (ports) => {
      ports.folders = { ...ports.folders, downloads: '/dev/null/downloads' };
    },
  });
  rig.service.drive.addFile('a.txt', 'content');
  await rig.call('settings.change', { downloadTo: 'downloads' });
  const { viewId } = await openListed(rig, { accountId: rig.accountId });
  const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
  const failure = await rig.failure('transfers.download', { accountId: rig.accountId, selection });
  expect(failure).toMatchObject({ code: 'diskDenied', subject: '/dev/null/downloads' });
});
