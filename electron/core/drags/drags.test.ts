import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Picked } from '../../contract/records.ts';
import type { Session } from '../session/windows.ts';
import { inMyFiles } from '../testing/download-steps.ts';
import { offerPaths, openListed } from '../testing/steps.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

/** Plans a drag of items of a folder ("" is My files). */
async function plan(rig: TransferRig, names: readonly string[], folderPath = '') {
  return rig.call('drags.plan', await select(rig, names, folderPath));
}

async function select(rig: TransferRig, names: readonly string[], folderPath = '') {
  const { accountId } = rig;
  const { drive } = rig.service;
  const folder = folderPath === '' ? null : { driveId: drive.id, itemId: drive.idOf(folderPath) };
  const { viewId } = await openListed(rig, { accountId, folder });
  const itemIds = names.map((name) => drive.idOf(folderPath === '' ? name : `${folderPath}/${name}`));
  return { accountId, selection: { viewId, mode: 'only' as const, itemIds } };
}

const toContentId = (url: string): string => new URL(url).host;

async function read(rig: TransferRig, url: string): Promise<string> {
  const content = await rig.core.content(toContentId(url));
  const blocks: Uint8Array[] = [];
  for await (const block of content!.body as AsyncIterable<Uint8Array>) blocks.push(Buffer.from(block));
  return Buffer.concat(blocks).toString();
}

describe('dragging items out of the window', () => {
  test('passes the local copies of a selection, by paths that the page never sees', async () => {
    await using rig = await createTransferRig();
    for (const name of ['a.txt', 'b.txt']) rig.service.drive.addFile(name, name);
    expect((await plan(rig, ['a.txt', 'b.txt'])).how).toBe('fetch');
    const ended = await fetchAll(rig, ['a.txt', 'b.txt']);
    expect(ended.map(({ state }) => state)).toEqual(['done', 'done']);
    const planned = await plan(rig, ['a.txt', 'b.txt']);
    expect(planned).toEqual({ dragId: planned.dragId, how: 'files', content: null });
    await rig.call('drags.start', { dragId: planned.dragId });
    expect(rig.drags).toEqual([[inMyFiles(rig, 'a.txt'), inMyFiles(rig, 'b.txt')]]);
  });

  test('includes edited copies, but none that are outdated or gone from the disk', async () => {
    await using rig = await createTransferRig();
    for (const name of ['edited.txt', 'old.txt', 'lost.txt']) rig.service.drive.addFile(name, 'first');
    await fetchAll(rig, ['edited.txt', 'old.txt', 'lost.txt']);
    await writeFile(inMyFiles(rig, 'edited.txt'), 'mine');
    rig.service.drive.addFile('old.txt', 'second');
    await rm(inMyFiles(rig, 'lost.txt'));
    expect((await plan(rig, ['edited.txt'])).how).toBe('files');
    expect((await plan(rig, ['edited.txt', 'old.txt'])).how).toBe('fetch');
    expect((await plan(rig, ['lost.txt'])).how).toBe('content');
  });

  test('passes a folder once everything that OneDrive has in it is here', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('Trip/day 1/a.txt', 'a');
    rig.service.drive.addFile('Trip/b.txt', 'b');
    expect((await plan(rig, ['Trip'])).how).toBe('fetch');
    await fetchAll(rig, ['Trip']);
    const { how, dragId } = await plan(rig, ['Trip']);
    expect(how).toBe('files');
    await rig.call('drags.start', { dragId });
    expect(rig.drags).toEqual([[inMyFiles(rig, 'Trip')]]);
    await rm(inMyFiles(rig, 'Trip', 'b.txt'));
    expect((await plan(rig, ['Trip'])).how).toBe('fetch');
  });

  test('passes a folder that the index knows completely file by file', async () => {
    await using rig = await createTransferRig({ indexing: true });
    rig.service.drive.addFile('Trip/a.txt', 'a');
    await rig.call('index.enumerate', { accountId: rig.accountId, folder: null });
    await rig.waitForEvent('index.changed', ({ freshAt }) => freshAt !== null);
    await rig.download(['a.txt'], 'Trip');
    expect((await plan(rig, ['Trip'])).how).toBe('files');
  });

  test('streams one remote file as it is when dropped, and stops if it arrives damaged', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'first');
    const { how, content } = await plan(rig, ['a.txt']);
    expect(how).toBe('content');
    expect(content?.url).toMatch(/^content:\/\/save/);
    expect(content?.name).toBe('a.txt');
    rig.service.drive.addFile('a.txt', 'second');
    expect(await read(rig, content!.url)).toBe('second');
    rig.service.faults.add({ route: 'GET download', corrupt: true });
    await expect(read(rig, content!.url)).rejects.toMatchObject({ code: 'integrity' });
  });

  test('T72 streams a document that always arrives with another checksum than listed', async () => {
    await using rig = await createTransferRig();
    const { drive, faults } = rig.service;
    drive.addFile('protected.docx', 'x'.repeat(5000));
    drive.misreport('protected.docx', 4000);
    const { content } = await plan(rig, ['protected.docx']);
    expect(await read(rig, content!.url)).toBe('x'.repeat(5000));
    faults.add({ route: 'GET download', corrupt: true, nth: 2 });
    await expect(read(rig, content!.url)).rejects.toMatchObject({ code: 'integrity' });
  });

  test('passes nothing of a notebook, and only the copy of a large file', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addNotebook('Notes');
    rig.service.drive.addFile('film.mp4', { sizeBytes: 101 * 1024 ** 2 });
    expect((await plan(rig, ['Notes'])).how).toBe('none');
    expect((await plan(rig, ['film.mp4'])).how).toBe('fetch');
  });
});

describe('files dropped in the window', () => {
  test('belong to a drag only if they have its paths', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'a');
    await fetchAll(rig, ['a.txt']);
    const { dragId } = await plan(rig, ['a.txt']);
    const isOwn = async (path: string) =>
      (await rig.call('drags.isOwn', { dragId, tickets: await offerPaths(rig.session, [path]) })).isOwn;
    expect(await isOwn(inMyFiles(rig, 'a.txt'))).toBe(true);
    expect(await isOwn(await rig.write('a.txt', 'a'))).toBe(false);
    expect(await rig.failure('drags.start', { dragId: 'unknown' })).toMatchObject({ code: 'notFound' });
  });
});

test('copied items are on the clipboard as files if all of them are here', async () => {
  const copied: [readonly string[], string][] = [];
  await using rig = await createTransferRig({
    adjust(ports) {
      ports.desktop.copyFiles = async (paths, text) => copied.push([paths, text]) > 0;
    },
  });
  rig.service.drive.addFile('a.txt', 'a');
  const { pickId } = await rig.call('items.pick', await select(rig, ['a.txt']));
  expect(await rig.call('items.copyFiles', { pickId })).toEqual({ isDone: false });
  await fetchAll(rig, ['a.txt']);
  expect(await rig.call('items.copyFiles', { pickId })).toEqual({ isDone: true });
  expect(copied).toEqual([[[inMyFiles(rig, 'a.txt')], 'myfiles/a.txt']]);
});

/** A drag that has to download first, to its end. */
async function fetchAll(rig: TransferRig, names: readonly string[]) {
  const { dragId } = await plan(rig, names);
  const { batchId } = await rig.call('drags.fetch', { dragId });
  return rig.settled(batchId);
}

const toInput = async (rig: TransferRig, names: readonly string[], dragId: string) => ({
  ...(await select(rig, names)),
  dragId,
  count: names.length,
  name: names[0]!,
  driveId: rig.service.drive.id,
  from: null,
  mayMixAccounts: false,
  hasFiles: false,
});

const begin = async (rig: TransferRig, names: readonly string[], dragId: string = randomUUID()) => {
  await rig.call('drags.begin', await toInput(rig, names, dragId));
  return dragId;
};

const adopt = async (session: Session, dragId: string) => {
  const reply = await session.call('drags.adopt', { dragId });
  return reply.ok ? (reply.value as Picked | null) : null;
};

describe('a drag into another window', () => {
  test('is announced with its folders, and moves what was dragged', async () => {
    await using rig = await createTransferRig();
    for (const name of ['a.txt', 'b.txt', 'In/c.txt', 'Trip/d.txt']) rig.service.drive.addFile(name, name);
    const announced: unknown[] = [];
    const other = rig.core.connect(({ event, payload }) => {
      if (event === 'drags.changed') announced.push(payload);
    });
    const dragId = await begin(rig, ['a.txt', 'Trip']);
    const folderIds = [rig.service.drive.idOf('Trip')];
    const drag = expect.objectContaining({ dragId, count: 2, name: 'a.txt', folderIds });
    expect(announced).toEqual([{ dragId, drag }]);
    const picked = await adopt(other, dragId);
    expect(picked).toMatchObject({ count: 2, folders: 1, sampleNames: ['Trip', 'a.txt'] });
    const to = { driveId: rig.service.drive.id, itemId: rig.service.drive.idOf('In') };
    await other.call('items.move', { pickId: picked!.pickId, accountId: rig.accountId, to });
    await rig.waitForEvent('changes.ended', () => true);
    expect(rig.service.drive.find('In/Trip/d.txt')).not.toBeNull();
    await rig.call('drags.end', { dragId });
    expect(announced.at(-1)).toEqual({ dragId, drag: null });
    const again = await toInput(rig, ['b.txt'], dragId);
    expect(await rig.failure('drags.begin', again)).toMatchObject({ code: 'badInput' });
  });

  test('expires some time after its end, and with its window', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'a');
    const other = rig.core.connect(() => {});
    const ended = await begin(rig, ['a.txt']);
    await other.call('drags.end', { dragId: ended });
    await rig.clock.sleep(60_000);
    expect(await adopt(other, ended)).toMatchObject({ count: 1 });
    await rig.call('drags.end', { dragId: ended });
    expect(await adopt(other, ended)).toMatchObject({ count: 1 });
    await rig.clock.sleep(60_000);
    expect(await adopt(other, ended)).toBeNull();
    const closed = await begin(rig, ['a.txt']);
    rig.session.close();
    expect(await adopt(other, closed)).toBeNull();
    expect(await adopt(other, 'unknown')).toBeNull();
  });

  test('that ends before it is known what was dragged is not announced', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'a');
    const announced: { drag: unknown }[] = [];
    const other = rig.core.connect(({ event, payload }) => {
      if (event === 'drags.changed') announced.push(payload as { drag: unknown });
    });
    const input = await toInput(rig, ['a.txt'], randomUUID());
    const beginning = rig.call('drags.begin', input);
    await rig.call('drags.end', { dragId: input.dragId });
    await beginning;
    expect(announced.filter(({ drag }) => drag !== null)).toEqual([]);
    expect(await adopt(other, input.dragId)).toMatchObject({ count: 1 });
  });

  test('of local files is recognized by their paths in the other window, too', async () => {
    await using rig = await createTransferRig();
    rig.service.drive.addFile('a.txt', 'a');
    await fetchAll(rig, ['a.txt']);
    const other = rig.core.connect(() => {});
    const { dragId } = await plan(rig, ['a.txt']);
    await begin(rig, ['a.txt'], dragId);
    const isOwn = async (path: string) =>
      other.call('drags.isOwn', { dragId, tickets: await offerPaths(other, [path]) });
    expect(await isOwn(inMyFiles(rig, 'a.txt'))).toEqual({ ok: true, value: { isOwn: true } });
    expect(await isOwn(await rig.write('a.txt', 'a'))).toEqual({ ok: true, value: { isOwn: false } });
  });
});
