import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRig } from '../testing/rig.ts';
import { addSample, openListed, rowNamed, toRef } from '../testing/steps.ts';
import { toVersionName } from './save-version.ts';

/** A file with three states: "one", "two" and "three", the present one. */
async function openVersioned(name = 'plan.txt', driveType: 'personal' | 'business' = 'personal') {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-versions-'));
  const rig = await createRig({
    content: 'empty',
    driveType,
    adjust: (ports) => void (ports.picker = { chooseFolder: async () => folder }),
  });
  rig.service.drive.addFile(name, 'one');
  const accountId = await addSample(rig);
  const { viewId } = await openListed(rig, { accountId });
  const item = toRef(await rowNamed(rig, viewId, name));
  const save = async (text: string) => {
    const url = `${rig.service.graphUrl}/drives/${item.driveId}/items/${item.itemId}/content`;
    const headers = { authorization: `Bearer ${rig.service.accessToken}` };
    expect((await fetch(url, { method: 'PUT', headers, body: text })).status).toBe(200);
  };
  await save('two');
  await save('three');
  return {
    rig,
    accountId,
    item,
    folder,
    async [Symbol.asyncDispose]() {
      await rig[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

test('lists every version of a file, and restores one without losing any', async () => {
  await using opened = await openVersioned();
  const { rig, accountId, item } = opened;
  const before = await rig.call('versions.list', { accountId, item });
  expect(before.map(({ sizeBytes, isCurrent }) => [sizeBytes, isCurrent])).toEqual([
    [5, true],
    [3, false],
    [3, false],
  ]);
  const oldest = before.at(-1)!;
  await rig.call('versions.restore', { accountId, item, versionId: oldest.versionId });
  expect(rig.service.drive.find('plan.txt')?.content?.sizeBytes).toBe(3);
  const after = await rig.call('versions.list', { accountId, item });
  expect(after.map(({ sizeBytes }) => sizeBytes)).toEqual([3, 5, 3, 3]);
  // The present content is no earlier version: nothing is sent for it.
  await rig.call('versions.restore', { accountId, item, versionId: after[0]!.versionId });
  expect(rig.service.counters.count('POST restoreVersion')).toBe(1);
  const filter = { text: '', kind: 'restoreVersion' as const, accountId };
  expect(await rig.call('activity.list', { filter, from: 0, to: 10 })).toMatchObject({
    count: 1,
    rows: [
      {
        name: 'plan.txt',
        path: 'myfiles',
        versions: { before: before[0]!.modifiedAt, after: oldest.modifiedAt },
        canUndo: false,
      },
    ],
  });
});

test('restores a version even if nothing more can be loaded about the file then', async () => {
  await using opened = await openVersioned();
  const { rig, accountId, item } = opened;
  const oldest = (await rig.call('versions.list', { accountId, item })).at(-1)!;
  rig.service.faults.add({ route: 'GET item', nth: 2, status: 403, times: 5 });
  await rig.call('versions.restore', { accountId, item, versionId: oldest.versionId });
  expect(rig.service.counters.count('POST restoreVersion')).toBe(1);
});

test('saves a version beside the existing file with its date in the name, and overwrites nothing', async () => {
  await using opened = await openVersioned();
  const { rig, accountId, item, folder } = opened;
  const versions = await rig.call('versions.list', { accountId, item });
  const oldest = versions.at(-1)!;
  const name = toVersionName('plan.txt', oldest.modifiedAt);
  await writeFile(join(folder, name), 'mine');
  const saved = await rig.call('versions.save', { accountId, item, versionId: oldest.versionId });
  expect(await readFile(saved!.path, 'utf8')).toBe('one');
  expect(saved!.name).not.toBe(name);
  const present = await rig.call('versions.save', { accountId, item, versionId: versions[0]!.versionId });
  expect(await readFile(present!.path, 'utf8')).toBe('three');
  expect(await readFile(join(folder, name), 'utf8')).toBe('mine');
  expect(await readdir(folder)).toHaveLength(3);
});

test('shows a version beside the current text, and reports one that is gone meanwhile', async () => {
  await using opened = await openVersioned();
  const { rig, accountId, item } = opened;
  const versions = await rig.call('versions.list', { accountId, item });
  const { versionId } = versions.at(-1)!;
  expect(await rig.call('versions.compare', { accountId, item, versionId })).toEqual({
    mine: 'one',
    theirs: 'three',
    truncated: false,
  });
  rig.service.faults.add({ route: 'GET version content', status: 404, code: 'itemNotFound', times: 1 });
  expect(await rig.failure('versions.compare', { accountId, item, versionId })).toMatchObject({
    code: 'versionGone',
    subject: 'plan.txt',
  });
});

test('reports a version that is gone meanwhile, and leaves no file', async () => {
  await using opened = await openVersioned();
  const { rig, accountId, item, folder } = opened;
  const gone = { accountId, item, versionId: '99.0' };
  for (const method of ['versions.restore', 'versions.save'] as const)
    expect(await rig.failure(method, gone)).toMatchObject({ code: 'versionGone', subject: 'plan.txt' });
  const [, earlier] = await rig.call('versions.list', { accountId, item });
  const versionId = earlier!.versionId;
  rig.service.faults.add({ route: 'GET version content', status: 404, code: 'itemNotFound', times: 1 });
  expect(await rig.failure('versions.save', { accountId, item, versionId })).toMatchObject({
    code: 'versionGone',
  });
  expect(await readdir(folder)).toEqual([]);
});

test('shows a version that isn’t text beside the current one, as it was', async () => {
  await using opened = await openVersioned('drawing.svg');
  const { rig, accountId, item } = opened;
  const versions = await rig.call('versions.list', { accountId, item });
  const shown = async (versionId: string) => {
    const preview = await rig.call('versions.preview', { accountId, item, versionId });
    const content = await rig.core.content(new URL(preview.url ?? '').host);
    // A drawing is read as a whole to judge its weight.
    return { kind: preview.kind, text: Buffer.from(content?.body as Uint8Array).toString() };
  };
  expect(await shown(versions.at(-1)!.versionId)).toEqual({ kind: 'image', text: 'one' });
  expect(await shown(versions[0]!.versionId)).toEqual({ kind: 'image', text: 'three' });
});

test('reads an earlier version in parts as a PDF, but makes none from an Office document', async () => {
  await using pdf = await openVersioned('plan.pdf');
  const ofPdf = { accountId: pdf.accountId, item: pdf.item };
  const { versionId } = (await pdf.rig.call('versions.list', ofPdf)).at(-1)!;
  const { kind, url } = await pdf.rig.call('versions.preview', { ...ofPdf, versionId });
  expect(kind).toBe('document');
  const part = await pdf.rig.core.content(new URL(url ?? '').host, { start: 0, end: 2 });
  expect(part?.part).toEqual({ start: 0, end: 2, totalBytes: 3 });
  expect(await pdf.rig.failure('versions.preview', { ...ofPdf, versionId: '99.0' })).toMatchObject({
    code: 'versionGone',
    subject: 'plan.pdf',
  });

  await using office = await openVersioned('plan.docx');
  const ofOffice = { accountId: office.accountId, item: office.item };
  const earlier = (await office.rig.call('versions.list', ofOffice)).at(-1)!;
  expect(
    await office.rig.call('versions.preview', { ...ofOffice, versionId: earlier.versionId }),
  ).toMatchObject({ kind: 'none', url: null });
});

test('adds the date to the name of a version if the name stays valid', () => {
  const at = new Date(2026, 4, 4, 9, 7).toISOString();
  expect(toVersionName('plan.txt', at)).toBe('plan (2026-05-04 09.07).txt');
  expect(toVersionName('.gitignore', at)).toBe('.gitignore (2026-05-04 09.07)');
  expect(toVersionName('plan.txt', null)).toBe('plan.txt');
});

const withLargerSizes = (json: Record<string, unknown>) => ({
  ...json,
  value: (json.value as { size: number }[]).map((version) => ({ ...version, size: version.size + 5000 })),
});

test('downloads a version of an Office file completely, whatever size a work drive lists', async () => {
  await using opened = await openVersioned('plan.docx', 'business');
  const { rig, accountId, item, folder } = opened;
  const versionId = (await rig.call('versions.list', { accountId, item })).at(-1)!.versionId;
  rig.service.faults.add({ route: 'GET versions', edit: withLargerSizes, times: 2 });
  const saved = await rig.call('versions.save', { accountId, item, versionId });
  expect(await readFile(saved!.path, 'utf8')).toBe('one');
  rig.service.faults.add({ route: 'GET download', cutAfterBytes: 1 });
  await rig.failure('versions.save', { accountId, item, versionId });
  expect(await readdir(folder)).toHaveLength(1);
});
