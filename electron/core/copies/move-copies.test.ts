import { existsSync } from 'node:fs';
import { link, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toAsideName } from '../documents/set-aside.ts';
import { inMyFiles } from '../testing/download-steps.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

interface MoveRig extends TransferRig {
  shown: string[];
}

async function createMoveRig(choosesNone = false): Promise<MoveRig> {
  const shown: string[] = [];
  const chosen = { folder: '' };
  const rig = await createTransferRig({
    adjust(ports) {
      ports.picker = { ...ports.picker, chooseFolder: async () => (choosesNone ? null : chosen.folder) };
      ports.desktop = { ...ports.desktop, showInFolder: (path) => void shown.push(path) };
    },
  });
  chosen.folder = rig.local;
  return Object.assign(rig, { shown });
}

describe('files downloaded into Slipway’s own folder', () => {
  test('move to a chosen folder with their time, under a free name', async () => {
    await using rig = await createMoveRig();
    rig.service.drive.addFile('plan.txt', 'the plan');
    await rig.write('plan.txt', 'somebody else’s');
    const [transfer] = await rig.download(['plan.txt']);
    const { transferId } = transfer!;
    const { mtimeMs } = await stat(inMyFiles(rig, 'plan.txt'));
    expect(await rig.call('transfers.moveTo', { transferId })).toMatchObject({ count: 1, failed: [] });
    expect(await readFile(join(rig.local, 'plan (2).txt'), 'utf8')).toBe('the plan');
    expect(await readFile(join(rig.local, 'plan.txt'), 'utf8')).toBe('somebody else’s');
    expect((await stat(join(rig.local, 'plan (2).txt'))).mtimeMs).toBe(mtimeMs);
    expect(existsSync(inMyFiles(rig, 'plan.txt'))).toBe(false);
    expect(await rig.call('documents.list', {})).toEqual([]);
    await rig.call('transfers.show', { transferId });
    expect(rig.shown).toEqual([join(rig.local, 'plan (2).txt')]);
  });

  test('are two separate files if a crash left one under both of its names', async () => {
    await using rig = await createMoveRig();
    rig.service.drive.addFile('plan.txt', 'the plan');
    const [transfer] = await rig.download(['plan.txt']);
    const copy = inMyFiles(rig, 'plan.txt');
    const moved = join(rig.local, 'plan.txt');
    const aside = inMyFiles(rig, toAsideName(transfer!.documentId!));
    await rename(copy, aside);
    await link(aside, moved);
    await rig.restart();
    const stateOf = async () => (await rig.call('documents.list', {}))[0]?.state;
    await expect.poll(stateOf).toBe('present');
    await writeFile(moved, 'edited where it was moved');
    expect(await readFile(copy, 'utf8')).toBe('the plan');
    expect(existsSync(aside)).toBe(false);
  });

  test('move as a folder with everything in it, and can be shown there', async () => {
    await using rig = await createMoveRig();
    rig.service.drive.addFile('Finance/2026/a.txt', 'a');
    rig.service.drive.addFile('Finance/b.txt', 'b');
    const transfers = await rig.download(['Finance']);
    const { transferId } = transfers.find(({ name }) => name === 'Finance')!;
    await rig.call('transfers.show', { transferId });
    expect(await rig.call('transfers.moveTo', { transferId })).toMatchObject({ count: 2, failed: [] });
    const names = await readdir(join(rig.local, 'Finance'), { recursive: true });
    expect(names.sort((a, b) => a.localeCompare(b))).toEqual(['2026', join('2026', 'a.txt'), 'b.txt']);
    await rig.call('transfers.show', { transferId });
    expect(rig.shown).toEqual([inMyFiles(rig, 'Finance'), join(rig.local, 'Finance')]);
    const { transfers: listed } = await rig.call('transfers.list', {});
    expect(listed.every(({ documentId }) => documentId === null)).toBe(true);
  });

  test('exist once however often a folder is downloaded, and new items are added', async () => {
    await using rig = await createMoveRig();
    rig.service.drive.addFile('Finance/a.txt', 'a');
    await rig.download(['Finance']);
    rig.service.drive.addFile('Finance/b.txt', 'b');
    rig.service.drive.addFile('Finance/a.txt', 'newer');
    await rig.download(['Finance']);
    expect((await readdir(inMyFiles(rig, 'Finance'))).sort()).toEqual(['a.txt', 'b.txt']);
    expect(await readFile(inMyFiles(rig, 'Finance', 'a.txt'), 'utf8')).toBe('newer');
    expect(await rig.call('documents.list', {})).toHaveLength(2);
  });

  test('stay in place while they have changes that are not in OneDrive', async () => {
    await using rig = await createMoveRig();
    rig.service.drive.addFile('a.txt', 'a');
    const [transfer] = await rig.download(['a.txt']);
    await writeFile(inMyFiles(rig, 'a.txt'), 'mine');
    const outcome = await rig.call('documents.moveTo', { documentIds: [transfer!.documentId!] });
    expect(outcome).toMatchObject({ count: 0, failed: [{ name: 'a.txt', failure: { code: 'copyEdited' } }] });
    expect(await readFile(inMyFiles(rig, 'a.txt'), 'utf8')).toBe('mine');
  });

  test('stay in place while part of their folder is being downloaded', async () => {
    await using rig = await createMoveRig();
    rig.service.drive.addFile('Finance/a.txt', 'a');
    const held = rig.service.faults.hold({ route: 'GET download' });
    const batchId = await rig.beginDownload(['Finance']);
    const { transferId } = await rig.until(
      batchId,
      ({ name, state }) => name === 'Finance' && state === 'done',
    );
    expect(await rig.failure('transfers.moveTo', { transferId })).toMatchObject({
      code: 'copyBusy',
      subject: 'a.txt',
    });
    held.letGo();
    await rig.settled(batchId);
  });

  test('stay in place when the folder dialog is canceled', async () => {
    await using rig = await createMoveRig(true);
    rig.service.drive.addFile('a.txt', 'a');
    const [transfer] = await rig.download(['a.txt']);
    expect(await rig.call('transfers.moveTo', { transferId: transfer!.transferId })).toBeNull();
    expect(existsSync(inMyFiles(rig, 'a.txt'))).toBe(true);
  });
});
