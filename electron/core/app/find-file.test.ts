import { expect, test } from 'vitest';
import { createRig } from '../testing/rig.ts';
import { addSample } from '../testing/steps.ts';

test('finds a file by its OneDrive name, and finds nothing but files', async () => {
  await using rig = await createRig({ content: 'empty' });
  const { drive } = rig.service;
  drive.addFile('In/Café.txt', 'text');
  drive.addFile('In/Folder/a.txt', 'text');
  const accountId = await addSample(rig);
  const parent = { driveId: drive.id, itemId: drive.idOf('In') };
  const find = (name: string) => rig.call('items.findFile', { accountId, parent, name });
  // Decomposed, as some systems store it.
  expect(await find('Cafe\u0301.txt')).toMatchObject({ sizeBytes: 4, modifiedBy: 'Alex Sample' });
  expect(rig.service.counters.seen.at(-1)?.target, 'composed as OneDrive keeps names').toContain(
    'Caf%C3%A9.txt',
  );
  expect(await find('Folder')).toBeNull();
  expect(await find('Other.txt')).toBeNull();
  drive.addFile('In/aux.txt', 'text');
  expect(await find('aux.txt'), 'OneDrive gives that name no new file').not.toBeNull();
  const asked = rig.service.counters.seen.length;
  expect(await find('a:b.txt'), 'no file can have it').toBeNull();
  expect(rig.service.counters.seen.slice(asked)).toEqual([]);
});
