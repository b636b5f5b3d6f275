import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RigOptions } from '../testing/rig.ts';
import { inMyFiles } from '../testing/download-steps.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

const itemOf = (rig: TransferRig, name: string) => ({
  driveId: rig.service.drive.id,
  itemId: rig.service.drive.idOf(name),
});

async function open(rig: TransferRig, name: string): Promise<void> {
  const { transferId } = await rig.call('items.open', {
    accountId: rig.accountId,
    item: itemOf(rig, name),
  });
  const { transfers } = await rig.call('transfers.list', {});
  const batchId = transfers.find((transfer) => transfer.transferId === transferId)?.batchId ?? '';
  await rig.settled(batchId);
  await expect.poll(() => opened.get(rig)).toContain(inMyFiles(rig, name));
}

const opened = new WeakMap<TransferRig, string[]>();

async function createRigWithOpened(names: readonly string[], options: RigOptions = {}): Promise<TransferRig> {
  const paths: string[] = [];
  const rig = await createTransferRig({
    ...options,
    adjust: (ports, service) => {
      options.adjust?.(ports, service);
      ports.desktop = { ...ports.desktop, openPath: async (path) => (paths.push(path), '') };
    },
  });
  opened.set(rig, paths);
  for (const name of names) {
    rig.service.drive.addFile(name, 'first');
    await open(rig, name);
  }
  return rig;
}

async function list(rig: TransferRig): Promise<void> {
  const view = { accountId: rig.accountId, place: 'myfiles' as const, folder: null, sort: [], filter: '' };
  const { viewId } = await rig.call('view.open', view);
  await rig.call('view.refresh', { viewId });
  await rig.waitForEvent(
    'view.changed',
    (head) => head.viewId === viewId && head.freshness.state === 'fresh',
  );
  await rig.call('view.close', { viewId });
}

const namesOf = async (rig: TransferRig): Promise<string[]> =>
  (await rig.call('edits.outdated', {})).map(({ name }) => name);
const told = (rig: TransferRig) => rig.events.filter(({ event }) => event === 'edits.outdatedChanged');
const isTold = (rig: TransferRig, names: readonly string[]) => expect.poll(() => namesOf(rig)).toEqual(names);

/** A file was opened, and then got a newer version. */
async function createRigWithNewer(name: string): Promise<TransferRig> {
  const rig = await createRigWithOpened([name]);
  rig.service.drive.addFile(name, 'theirs');
  rig.core.networkBack();
  await isTold(rig, [name]);
  return rig;
}

describe('a newer version of a file that is open and not edited', () => {
  test('is told as soon as a listing sees it, once per version', async () => {
    await using rig = await createRigWithOpened(['Ideas.txt']);
    rig.service.drive.addFile('Ideas.txt', 'theirs');
    await list(rig);
    await isTold(rig, ['Ideas.txt']);
    const [first] = await rig.call('edits.outdated', {});
    await list(rig);
    rig.core.networkBack();
    await list(rig);
    expect(told(rig)).toHaveLength(1);
    rig.service.drive.addFile('Ideas.txt', 'theirs again');
    await list(rig);
    await expect.poll(() => told(rig).length).toBe(2);
    const [second] = await rig.call('edits.outdated', {});
    expect(second).toMatchObject({ name: 'Ideas.txt', from: 'myfiles' });
    expect(second?.at).not.toBe(first?.at);
  });

  test('is told as soon as OneDrive reports a change of the drive', async () => {
    await using rig = await createRigWithOpened(['Ideas.txt'], { indexing: true, notices: true });
    await list(rig);
    await rig.waitForEvent('index.changed', ({ state, notices }) => state === 'fresh' && notices === 'push');
    rig.service.drive.addFile('Ideas.txt', 'theirs');
    await isTold(rig, ['Ideas.txt']);
  });

  test('is not asked about again where OneDrive reports changes', async () => {
    const names = ['Ideas.txt', 'Plan.txt'];
    await using rig = await createRigWithOpened(names, { indexing: true, notices: true });
    await list(rig);
    await rig.waitForEvent('index.changed', ({ state, notices }) => state === 'fresh' && notices === 'push');
    const asked = () => rig.service.counters.count('GET item');
    const before = asked();
    rig.core.networkBack();
    rig.service.drive.addFile('Plan.txt', 'theirs');
    await isTold(rig, ['Plan.txt']);
    expect(asked() - before).toBe(1);
  });

  test('is not told of a copy that was opened more than a working day before', async () => {
    let laterMs = 0;
    await using rig = await createRigWithOpened(['Ideas.txt', 'Plan.txt'], {
      adjust: (ports) => {
        const { clock } = ports;
        ports.clock = { ...clock, now: () => clock.now() + laterMs };
      },
    });
    laterMs = 13 * 3_600_000;
    await open(rig, 'Plan.txt');
    for (const name of ['Ideas.txt', 'Plan.txt']) rig.service.drive.addFile(name, 'theirs');
    rig.core.networkBack();
    await isTold(rig, ['Plan.txt']);
  });

  test('is told where OneDrive reports no changes, when it is asked', async () => {
    await using rig = await createRigWithNewer('Ideas.txt');
    expect(told(rig)).toHaveLength(1);
  });

  test('is not told of a copy that was not opened, was renamed only, or is edited', async () => {
    await using rig = await createRigWithOpened(['Ideas.txt', 'Plan.txt', 'Edited.txt']);
    const { accountId } = rig;
    rig.service.drive.addFile('Other.txt', 'first');
    await rig.download(['Other.txt']);
    await rig.call('accounts.setSaveEdits', { accountId, saveEdits: 'ask' });
    await writeFile(inMyFiles(rig, 'Edited.txt'), 'mine');
    await rig.waitForEvent('edits.changed', ([edit]) => edit?.state === 'asking');
    await rig.call('items.rename', { accountId, item: itemOf(rig, 'Plan.txt'), name: 'Plans.txt' });
    for (const name of ['Other.txt', 'Edited.txt', 'Ideas.txt']) rig.service.drive.addFile(name, 'theirs');
    rig.core.networkBack();
    await isTold(rig, ['Ideas.txt']);
    expect(told(rig)).toHaveLength(1);
  });

  test('is never told of one’s own save', async () => {
    await using rig = await createRigWithOpened(['Ideas.txt', 'Other.txt']);
    rig.core.networkBack();
    await writeFile(inMyFiles(rig, 'Ideas.txt'), 'mine');
    await rig.waitForEvent('edits.changed', ([edit]) => edit?.state === 'saved');
    await list(rig);
    rig.service.drive.addFile('Other.txt', 'theirs');
    await list(rig);
    await isTold(rig, ['Other.txt']);
    expect(told(rig)).toHaveLength(1);
    const [saved] = (await rig.call('documents.list', {})).filter(({ name }) => name === 'Ideas.txt');
    expect(saved?.remote).not.toBe('newer');
  });

  test('is told after a restart, too, while a lock file says that it is open', async () => {
    await using rig = await createRigWithOpened(['Ideas.txt', 'Other.txt']);
    await writeFile(join(dirname(inMyFiles(rig, 'Ideas.txt')), '.~lock.Ideas.txt#'), 'me');
    await rig.restart();
    for (const name of ['Ideas.txt', 'Other.txt']) rig.service.drive.addFile(name, 'theirs');
    rig.core.networkBack();
    await isTold(rig, ['Ideas.txt']);
  });

  test('replaces the copy on request, unless a lock file says that it is open', async () => {
    await using rig = await createRigWithNewer('Ideas.docx');
    const [{ documentId } = { documentId: '' }] = await rig.call('edits.outdated', {});
    const path = inMyFiles(rig, 'Ideas.docx');
    for (const lock of [
      '~$Ideas.docx',
      '~$eas.docx',
      '.~lock.Ideas.docx#',
      '.Ideas.docx.swp',
      '.#Ideas.docx',
    ]) {
      const lockFile = join(dirname(path), lock);
      await writeFile(lockFile, 'me');
      expect(await rig.failure('documents.renew', { documentIds: [documentId] })).toMatchObject({
        code: 'copyInUse',
        subject: 'Ideas.docx',
        facts: { offending: lock },
      });
      const { accountId } = rig;
      const item = itemOf(rig, 'Ideas.docx');
      expect(await rig.call('items.open', { accountId, item })).toEqual({
        transferId: null,
        isViewOnly: false,
      });
      expect(await readFile(path, 'utf8')).toBe('first');
      await rm(lockFile);
    }
    expect(await rig.call('documents.renew', { documentIds: [documentId] })).toEqual({ count: 1 });
    await isTold(rig, []);
    expect(await readFile(path, 'utf8')).toBe('theirs');
  });

  test('is asked about once, however often the folder is listed', async () => {
    await using rig = await createRigWithOpened(['Ideas.txt', 'Plan.txt']);
    rig.service.drive.addFile('Ideas.txt', 'theirs');
    await list(rig);
    await isTold(rig, ['Ideas.txt']);
    const asked = () => rig.service.counters.count('GET item');
    const before = asked();
    for (let times = 0; times < 5; times += 1) await list(rig);
    rig.service.drive.addFile('Plan.txt', 'theirs');
    await list(rig);
    await isTold(rig, ['Ideas.txt', 'Plan.txt']);
    expect(asked() - before).toBe(1);
  });

  // Waiting for the answer would take longer than this.
  test('that OneDrive is asked about does not keep the app from ending', { timeout: 60_000 }, async () => {
    await using rig = await createRigWithOpened(['Ideas.txt']);
    rig.service.drive.addFile('Ideas.txt', 'theirs');
    const held = rig.service.faults.hold({ route: 'GET item' });
    await list(rig);
    await expect.poll(() => held.struck).toBe(1);
    await rig.core.close();
    held.letGo();
  });

  test('does not replace the copy in a download while it is open, nor one that was opened meanwhile', async () => {
    await using rig = await createRigWithOpened([]);
    rig.service.drive.addFile('Idées.docx', 'first');
    await rig.download(['Idées.docx']);
    rig.service.drive.addFile('Idées.docx', 'theirs');
    const path = inMyFiles(rig, 'Idées.docx');
    const lockFile = join(dirname(path), '~$Idées.docx');
    await writeFile(lockFile, 'me');
    const failed = { state: 'failed', failure: { code: 'copyInUse', facts: { offending: '~$Idées.docx' } } };
    expect(await rig.download(['Idées.docx'])).toMatchObject([failed]);
    await rm(lockFile);
    const held = rig.service.faults.hold({ route: 'GET download' });
    const downloading = rig.download(['Idées.docx']);
    await expect.poll(() => held.struck).toBe(1);
    await writeFile(lockFile, 'me');
    held.letGo();
    expect(await downloading).toMatchObject([failed]);
    expect(await readFile(path, 'utf8')).toBe('first');
    await rm(lockFile);
    expect(await rig.download(['Idées.docx'])).toMatchObject([{ state: 'done' }]);
    expect(await readFile(path, 'utf8')).toBe('theirs');
  });

  test('of a kept file is fetched once it is closed', async () => {
    await using rig = await createRigWithOpened(['Ideas.docx']);
    const [{ documentId } = { documentId: '' }] = await rig.call('documents.list', {});
    const path = inMyFiles(rig, 'Ideas.docx');
    const lockFile = join(dirname(path), '~$Ideas.docx');
    await writeFile(lockFile, 'me');
    await rig.call('documents.keep', { documentIds: [documentId], isKept: true });
    rig.service.drive.addFile('Ideas.docx', 'theirs');
    await rig.call('documents.check', {});
    await isTold(rig, ['Ideas.docx']);
    expect(await readFile(path, 'utf8')).toBe('first');
    await rm(lockFile);
    await rig.call('documents.check', {});
    await expect.poll(() => readFile(path, 'utf8')).toBe('theirs');
  });
});
