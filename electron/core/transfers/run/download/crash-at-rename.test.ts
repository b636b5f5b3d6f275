import { copyFileSync, existsSync } from 'node:fs';
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test, vi } from 'vitest';
import { filesOf, inMyFiles } from '../../../testing/download-steps.ts';
import { openListed } from '../../../testing/steps.ts';
import { createTransferRig, type TransferRig } from '../../../testing/transfer-steps.ts';

/** Called as soon as a file has its final name, before anything else runs. */
const named = vi.hoisted(() => ({ check: (_path: string): void => undefined }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  return {
    ...real,
    link: async (from: string, to: string) => {
      await real.link(from, to);
      named.check(to);
    },
    rename: async (from: string, to: string) => {
      await real.rename(from, to);
      named.check(to);
    },
  };
});

afterEach(() => {
  named.check = () => undefined;
});

const journalFiles = ['transfers.sqlite', 'transfers.sqlite-wal', 'documents.jsonl'];

/** What a power cut at the moment of renaming leaves of the lists in the profile. */
function keepWhenNamed({ userData }: TransferRig, name: string, kept: string): void {
  named.check = (path) => {
    if (!path.endsWith(`/${name}`)) return;
    for (const file of journalFiles)
      if (existsSync(join(userData, file))) copyFileSync(join(userData, file), join(kept, file));
  };
}

async function restartAsKept(rig: TransferRig, kept: string): Promise<void> {
  await rig.core.close();
  for (const file of [...journalFiles, 'transfers.sqlite-shm'])
    await rm(join(rig.userData, file), { force: true });
  for (const file of await readdir(kept)) await copyFile(join(kept, file), join(rig.userData, file));
  await rig.restart();
}

async function listFiles({ userData }: TransferRig): Promise<string[]> {
  const documents = join(userData, 'documents');
  return (await readdir(documents, { recursive: true })).map((name) => join(documents, name));
}

function readNoted(folder: string): unknown {
  const database = new DatabaseSync(join(folder, 'transfers.sqlite'));
  try {
    const row = database.prepare('SELECT record FROM transfers').get();
    return (JSON.parse(String(row?.['record'])) as { job: { finalizing: unknown } }).job.finalizing;
  } finally {
    database.close();
  }
}

async function createScene() {
  const around = await mkdtemp(join(tmpdir(), 'slipway-crash-'));
  const [chosen, kept] = [join(around, 'Desk'), join(around, 'kept')];
  for (const folder of [chosen, kept]) await mkdir(folder);
  const rig = await createTransferRig({
    adjust: (ports) => (ports.picker.chooseFolder = async () => chosen),
  });
  rig.service.drive.addFile('a.txt', 'text');
  return {
    rig,
    chosen,
    kept,
    async downloadTo() {
      const { accountId } = rig;
      const { viewId } = await openListed(rig, { accountId });
      const selection = { viewId, mode: 'only' as const, itemIds: [rig.service.drive.idOf('a.txt')] };
      return (await rig.call('transfers.downloadTo', { accountId, selection }))?.batchId ?? '';
    },
    async [Symbol.asyncDispose]() {
      await rig[Symbol.asyncDispose]();
      await rm(around, { recursive: true, force: true });
    },
  };
}

test('T64 a power cut while a download gets its name leaves one known copy, and nothing is downloaded twice', async () => {
  await using scene = await createScene();
  const { rig, kept } = scene;
  keepWhenNamed(rig, 'a.txt', kept);
  const [{ batchId } = { batchId: '' }] = await rig.download(['a.txt']);
  await restartAsKept(rig, kept);
  expect(await rig.settled(batchId)).toMatchObject([
    { state: 'done', outcome: 'downloaded', finalName: 'a.txt' },
  ]);
  expect(await filesOf(rig)).toEqual(['a.txt']);
  expect(await rig.call('documents.list', {})).toMatchObject([
    { name: 'a.txt', state: 'present', verified: true },
  ]);
  expect(rig.service.counters.count('GET download')).toBe(1);
});

test('T64 a copy that an editor saved before its download was recorded as finished stays the only one', async () => {
  await using scene = await createScene();
  const { rig, kept } = scene;
  keepWhenNamed(rig, 'a.txt', kept);
  const [{ batchId } = { batchId: '' }] = await rig.download(['a.txt']);
  await rig.core.close();
  // The file was registered, but the end of its transfer not yet written.
  await copyFile(join(rig.userData, 'documents.jsonl'), join(kept, 'documents.jsonl'));
  const path = (await listFiles(rig)).find((one) => one.endsWith('/a.txt')) ?? '';
  await writeFile(`${path}.editor`, 'edited');
  await rename(`${path}.editor`, path);
  await restartAsKept(rig, kept);
  expect(await rig.settled(batchId)).toMatchObject([{ state: 'done', finalName: 'a.txt' }]);
  expect(await filesOf(rig)).toEqual(['a.txt']);
  expect(await readFile(path, 'utf8')).toBe('edited');
  expect(await rig.call('documents.list', {})).toMatchObject([{ name: 'a.txt', state: 'changed' }]);
});

test('T64 a power cut at that moment leaves no second copy in a chosen folder', async () => {
  await using scene = await createScene();
  const { rig, chosen, kept } = scene;
  keepWhenNamed(rig, 'a.txt', kept);
  const batchId = await scene.downloadTo();
  await rig.settled(batchId);
  await restartAsKept(rig, kept);
  expect(await rig.settled(batchId)).toMatchObject([
    { state: 'done', outcome: 'downloaded', finalName: 'a.txt' },
  ]);
  expect(await readdir(chosen)).toEqual(['a.txt']);
  expect(await readFile(join(chosen, 'a.txt'), 'utf8')).toBe('text');
  expect(rig.service.counters.count('GET download')).toBe(1);
});

test('T64 A8 a file behind a link created since isn’t taken for the finished download', async () => {
  await using scene = await createScene();
  const { rig, chosen, kept } = scene;
  keepWhenNamed(rig, 'a.txt', kept);
  const [{ batchId } = { batchId: '' }] = await rig.download(['a.txt']);
  const moved = join(chosen, 'moved');
  await rename(inMyFiles(rig), moved);
  await symlink(moved, inMyFiles(rig), 'junction');
  await restartAsKept(rig, kept);
  expect(await rig.settled(batchId)).toMatchObject([{ state: 'failed', failure: { code: 'folderIsLink' } }]);
  expect(await readdir(moved)).toEqual(['a.txt']);
});

test('T64 a download is recorded in the journal before it gets its name', async () => {
  await using scene = await createScene();
  const { rig, kept } = scene;
  keepWhenNamed(rig, 'a.txt', kept);
  await rig.download(['a.txt']);
  expect(readNoted(kept)).toMatchObject({ name: 'a.txt', sizeBytes: 4, verified: true });
});
