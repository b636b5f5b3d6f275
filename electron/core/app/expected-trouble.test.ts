import { execFileSync } from 'node:child_process';
import { access, chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { methods, type Input, type MethodName } from '../../contract/api.ts';
import { crashFilter } from '../testing/crash-filter.ts';
import { openListed, rowNamed, toRef } from '../testing/steps.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

type Undo = () => unknown;
interface Trouble {
  name: string;
  begin: (rig: TransferRig) => Undo | Promise<Undo>;
}

const forEver = Number.POSITIVE_INFINITY;
const files = ['accounts.json', 'settings.json', 'documents.jsonl', 'notices.json', 'transfers.sqlite'];

/** Replaces each file by a folder: even root can neither read nor write it. */
async function occupyFiles({ userData }: TransferRig): Promise<Undo> {
  const there = files.map((name) => join(userData, name));
  for (const path of there) {
    await rename(path, `${path}.elsewhere`).catch(() => undefined);
    await mkdir(join(path, 'taken'), { recursive: true });
  }
  return async () => {
    for (const path of there) {
      await rm(path, { recursive: true });
      await rename(`${path}.elsewhere`, path).catch(() => undefined);
    }
  };
}

async function denyFolders({ userData, documents }: TransferRig): Promise<Undo> {
  const folders = [userData, documents];
  for (const folder of folders) await chmod(folder, 0o500);
  return async () => {
    for (const folder of folders) await chmod(folder, 0o700);
  };
}

function fillDisk(): Undo {
  execFileSync('prlimit', [`--pid=${process.pid}`, '--fsize=0:']);
  return () => execFileSync('prlimit', [`--pid=${process.pid}`, '--fsize=unlimited:']);
}

async function crashIndex(rig: TransferRig): Promise<Undo> {
  const { accountId } = rig;
  const crash = () =>
    rig.failure('view.open', { accountId, place: 'myfiles', folder: null, sort: [], filter: crashFilter });
  // More often than it is restarted.
  await Promise.all(Array.from({ length: 20 }, crash));
  return () => undefined;
}

/** Responds with a proxy's HTML instead of the service. */
function showPage(status: number) {
  return ({ service }: TransferRig): Undo => {
    const body = '<!doctype html><html><title>Blocked</title><p>Not from this network.</html>';
    const fault = service.faults.add({ route: /./, status, body, times: forEver });
    return () => fault.remove();
  };
}

const isSuperuser = process.getuid?.() === 0;
const troubles: Trouble[] = [
  { name: 'something else lies where the profile’s files belong', begin: occupyFiles },
  ...(process.platform === 'win32' || isSuperuser
    ? []
    : [{ name: 'the profile is read-only', begin: denyFolders }]),
  ...(process.platform === 'linux' ? [{ name: 'the disk is full', begin: fillDisk }] : []),
  { name: 'the worker of the index is dead', begin: crashIndex },
  ...[200, 302, 403, 404, 502].map((status) => ({
    name: `a proxy’s page of ${status} is all there is`,
    begin: showPage(status),
  })),
];

async function useEverything(rig: TransferRig, folder: { viewId: string; accountId: string }): Promise<void> {
  const { accountId, root: parent } = rig;
  const item = toRef(parent);
  const selection = { viewId: folder.viewId, mode: 'allExcept' as const, itemIds: [] };
  const documentId = (await documentsOf(rig))[0] ?? 'none';
  const attempts: { [M in MethodName]?: Input<M> } = {
    'app.start': {},
    'app.quota': { accountId },
    'accounts.rename': { accountId, name: 'Mine' },
    'accounts.arrange': { accounts: [{ accountId, group: 'Work' }] },
    'accounts.setSaveEdits': { accountId, saveEdits: 'ask' },
    'accounts.permissions': { accountId },
    'settings.change': { theme: 'dark' },
    'view.open': { accountId, place: 'myfiles', folder: null, sort: [], filter: '' },
    'view.rows': { viewId: folder.viewId, from: 0, to: 10 },
    'view.refresh': { viewId: folder.viewId },
    'paths.resolve': { accountId, text: 'myfiles/Somewhere' },
    'items.createFolder': { accountId, parent, name: 'New' },
    'items.rename': { accountId, item, name: 'Other' },
    'items.open': { accountId, item: { ...item, itemId: rig.service.drive.idOf('a.txt') } },
    'items.planDelete': { accountId, selection },
    'transfers.download': { accountId, selection },
    'previews.preview': { accountId, item: { ...item, itemId: rig.service.drive.idOf('a.txt') } },
    'documents.list': {},
    'documents.saveBack': { documentId },
    'documents.open': { documentId },
    'documents.remove': { documentId },
    'transfers.list': {},
    'transfers.clearEnded': {},
    'items.delete': { accountId, selection },
    'storage.summary': {},
  };
  for (const [name, input] of Object.entries(attempts)) {
    expect(methods).toHaveProperty([name]);
    const reply = await rig.session.call(name, input);
    if (!reply.ok) expect(reply.error, name).not.toMatchObject({ code: 'bug' });
    else expect(JSON.stringify(reply.value), name).not.toContain('"code":"bug"');
  }
}

const documentsOf = async (rig: TransferRig): Promise<string[]> => {
  const reply = await rig.session.call('documents.list', {});
  return reply.ok ? (reply.value as { documentId: string }[]).map(({ documentId }) => documentId) : [];
};

const failuresOf = async (rig: TransferRig) =>
  (await rig.call('transfers.list', {})).transfers.map(({ failure }) => failure?.code ?? null);

const noticesOf = async (rig: TransferRig) => (await rig.call('profile.notices', {})).map(({ code }) => code);

test.runIf(process.platform === 'linux')(
  'a change that fails on a full disk is reported and undone, and folders keep working',
  async () => {
    await using rig = await createTransferRig();
    const { accountId, root: parent } = rig;
    const { viewId } = await openListed(rig, { accountId });
    const before = await rig.call('accounts.list', {});
    const end = fillDisk();
    try {
      const failures = [
        await rig.failure('settings.change', { theme: 'dark' }),
        await rig.failure('accounts.rename', { accountId, name: 'Mine' }),
        await rig.failure('accounts.setSaveEdits', { accountId, saveEdits: 'ask' }),
        await rig.failure('accounts.arrange', { accounts: [{ accountId, group: 'Work' }] }),
      ];
      for (const failure of failures)
        expect(failure).toMatchObject({ code: 'profileUnwritable', facts: { disk: 'denied' } });
      expect(await rig.call('accounts.list', {})).toEqual(before);
      expect(await rig.call('settings.get', {})).toMatchObject({ theme: 'system' });
      await rig.call('items.createFolder', { accountId, parent, name: 'New' });
      expect(await rowNamed(rig, viewId, 'New')).toMatchObject({ kind: 'folder' });
      expect(await noticesOf(rig)).toEqual(['indexInMemory']);
    } finally {
      await end();
    }
    expect(rig.service.drive.tree()).toEqual(['New/']);
    await rig.call('accounts.rename', { accountId, name: 'Mine' });
    await rig.restart();
    expect(await rig.call('accounts.list', {})).toMatchObject([{ displayName: 'Mine' }]);
  },
);

test.each(troubles)('reports no bug if $name', async ({ begin }) => {
  const indexWorker = new URL('../testing/crashing-index-worker.ts', import.meta.url);
  await using rig = await createTransferRig({ adjust: (ports) => void (ports.indexWorker = indexWorker) });
  rig.service.drive.addFile('a.txt', 'text');
  rig.service.drive.addFile('b.txt', 'text');
  await rig.download(['b.txt']);
  const path = await rig.write('c.txt', 'mine');
  const folder = await openListed(rig, { accountId: rig.accountId });
  await rowNamed(rig, folder.viewId, 'a.txt');
  const end = await begin(rig);
  try {
    const batchId = await rig.begin([path]).catch(() => null);
    await useEverything(rig, folder);
    if (batchId !== null)
      await rig.settled(batchId, ({ state }) => !['queued', 'checking', 'running'].includes(state));
    expect(await failuresOf(rig)).not.toContain('bug');
  } finally {
    await end();
  }
  await access(rig.userData);
  expect(await readdir(rig.local)).toEqual(['c.txt']);
});
