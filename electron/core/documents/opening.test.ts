import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { command } from '../testing/command-steps.ts';
import { filesOf, inMyFiles } from '../testing/download-steps.ts';
import { createRig, type Rig } from '../testing/rig.ts';
import { addSample, openListed, rowNamed, toRef } from '../testing/steps.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

async function createWatchedRig() {
  const asked: string[] = [];
  const rig = await createTransferRig({
    adjust: (ports) => {
      ports.desktop = {
        ...ports.desktop,
        openPath: async (path) => (asked.push(`open ${path}`), ''),
        showInFolder: (path) => void asked.push(`show ${path}`),
        markAsForeign: (path) => writeFile(`${path}:mark`, ''),
      };
    },
  });
  return { rig, asked };
}

const itemAt = (rig: TransferRig, path: string) => ({
  accountId: rig.accountId,
  item: { driveId: rig.service.drive.id, itemId: rig.service.drive.idOf(path) },
});

const batchOf = async (rig: Pick<Rig, 'call'>, transferId: string | null): Promise<string> => {
  const { transfers } = await rig.call('transfers.list', {});
  return transfers.find((one) => one.transferId === transferId)?.batchId ?? '';
};

describe('opening a file that could be harmful', () => {
  test('is refused with its kind and person before any of it is downloaded', async () => {
    const { rig, asked } = await createWatchedRig();
    await using _ = rig;
    rig.service.drive.addFile('invoice.pdf.exe', 'MZ');
    expect(await rig.failure('items.open', itemAt(rig, 'invoice.pdf.exe'))).toMatchObject({
      code: 'notOpened',
      subject: 'invoice.pdf.exe',
      facts: { fileKind: 'program', who: expect.stringContaining('Alex') },
    });
    expect((await rig.call('transfers.list', {})).transfers).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('names the owner of a shared file', async () => {
    await using rig = await createRig();
    const accountId = await addSample(rig);
    const { viewId } = await openListed(rig, { accountId, place: 'shared' });
    const shared = toRef(await rowNamed(rig, viewId, 'HR'));
    const drive = rig.service.world.drives.byId(shared.driveId)!;
    const forms = await openListed(rig, { accountId, place: 'shared', folder: shared });
    expect(forms.head.owner).toEqual(expect.any(String));
    const folder = drive.byId(shared.itemId)!;
    const file = drive.add(folder, { kind: 'file', name: 'Policy.scr', by: folder.createdBy });
    const item = { driveId: shared.driveId, itemId: drive.itemId(file) };
    expect(await rig.failure('items.open', { accountId, item })).toMatchObject({
      code: 'notOpened',
      facts: { fileKind: 'program', who: forms.head.owner },
    });
  });

  test('can show it in its folder, marked as from the web, and never opens it', async () => {
    const { rig, asked } = await createWatchedRig();
    await using _ = rig;
    rig.service.drive.addFile('a.lnk', 'a link');
    const { transferId } = await rig.call('items.show', itemAt(rig, 'a.lnk'));
    await rig.settled(await batchOf(rig, transferId));
    const path = inMyFiles(rig, 'a.lnk');
    await expect.poll(() => asked).toEqual([`show ${path}`]);
    const [copy] = await rig.call('documents.list', {});
    const { documentId } = copy!;
    expect(await rig.failure('documents.open', { documentId })).toMatchObject({
      code: 'notOpened',
      facts: { fileKind: 'link', who: expect.stringContaining('Alex') },
    });
    expect(await rig.call('items.show', itemAt(rig, 'a.lnk'))).toEqual({
      transferId: null,
      isViewOnly: false,
    });
    expect(asked).toEqual([`show ${path}`, `show ${path}`]);
  });

  test('is also refused if the file is renamed while it is downloaded', async () => {
    const { rig, asked } = await createWatchedRig();
    await using _ = rig;
    rig.service.drive.addFile('a.txt', 'MZ');
    const { item, accountId } = itemAt(rig, 'a.txt');
    await rig.call('settings.change', { transfersHeld: true });
    const { transferId } = await rig.call('items.open', { accountId, item });
    rig.service.drive.rename('a.txt', 'a.exe');
    await rig.call('settings.change', { transfersHeld: false });
    await rig.settled(await batchOf(rig, transferId));
    await expect.poll(() => asked).toEqual([`show ${inMyFiles(rig, 'a.exe')}`]);
  });
});

test.each(['read', 'write'] as const)(
  'a file in a folder shared with the right to %s says if it may only be viewed, without its list too',
  async (right) => {
    const { rig, asked } = await createWatchedRig();
    await using _ = rig;
    const dana = rig.service.driveOf('dana@contoso.example');
    dana.addFile('Plans/Ideas.txt', 'first');
    dana.share('Plans', right);
    const item = { driveId: dana.id, itemId: dana.idOf('Plans/Ideas.txt') };
    const open = () => rig.call('items.open', { accountId: rig.accountId, item });
    const { transferId, isViewOnly } = await open();
    expect(isViewOnly).toBe(right === 'read');
    await rig.settled(await batchOf(rig, transferId));
    await expect.poll(() => asked).toHaveLength(1);
    expect(await open()).toEqual({ transferId: null, isViewOnly: right === 'read' });
    const [copy] = await rig.call('documents.list', {});
    expect(await rig.call('documents.open', { documentId: copy!.documentId })).toEqual({
      name: 'Ideas.txt',
      isViewOnly: right === 'read',
    });
    const target = { accountId: rig.accountId, target: item };
    expect((await command(rig, 'items.openTarget', target)).value).toMatchObject({
      opened: 'file',
      isViewOnly: right === 'read',
    });
    expect(asked).toHaveLength(4);
    expect(rig.service.counters.count('GET permissions')).toBe(1);
  },
);

test('every download is marked with its origin but not its address', async () => {
  const { rig } = await createWatchedRig();
  await using _ = rig;
  rig.service.drive.addFile('a.docx', 'words');
  await rig.download(['a.docx']);
  // Marked before the file gets its name; on Windows the mark is part of the file and moves along.
  expect(await filesOf(rig)).toEqual([
    expect.stringMatching(/^\.slipway-[0-9a-f]{16}\.part:mark$/),
    'a.docx',
  ]);
});

test('nothing opens by itself after a restart', async () => {
  const { rig, asked } = await createWatchedRig();
  await using _ = rig;
  rig.service.drive.addFile('a.txt', 'words');
  await rig.call('settings.change', { transfersHeld: true });
  const { transferId } = await rig.call('items.open', itemAt(rig, 'a.txt'));
  const batchId = await batchOf(rig, transferId);
  await rig.restart();
  await rig.call('settings.change', { transfersHeld: false });
  expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', outcome: 'downloaded' }]);
  // Opening would precede the end of a second download.
  rig.service.drive.addFile('b.txt', 'more words');
  await rig.download(['b.txt']);
  expect(asked).toEqual([]);
});
