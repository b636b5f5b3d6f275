import { existsSync, statSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Transfer } from '../../contract/transfers.ts';
import { placeDiskFaults, type DiskFaults } from '../testing/disk-faults.ts';
import { appId, appSecret, registerApp } from '../testing/app-only-steps.ts';
import { offerPaths, openListed } from '../testing/steps.ts';
import { createTestVault } from '../testing/test-vault.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

/** Every operation of each job fails once: DISK_FAULTS=all. Otherwise the first, and a choice by SEED. */
const all = process.env['DISK_FAULTS'] === 'all';
const seed = Number(process.env['SEED'] ?? 2_058_873_014);
const perJob = 3;

interface Scene extends AsyncDisposable {
  rig: TransferRig;
  faults: DiskFaults;
  elsewhere: string;
}

const texts: Record<string, string> = {
  'a.txt': 'content of a',
  'Finance/b.txt': 'content of b',
  'Finance/2026/c.txt': 'content of c',
};
const edited = 'my own edit of b';

async function createScene(isOtherDisk: boolean): Promise<Scene> {
  const chosen = { folder: '' };
  const vault = createTestVault();
  const rig = await createTransferRig({
    driveType: 'business',
    tenants: [{ domain: 'fabrikam.example', people: 5 }],
    adjust(ports) {
      ports.vault = vault;
      ports.picker = { ...ports.picker, chooseFolder: async () => chosen.folder };
    },
  });
  registerApp(rig);
  for (const [path, text] of Object.entries(texts)) rig.service.drive.addFile(path, text);
  await rig.download(['a.txt', 'Finance']);
  const [copy] = await filesNamed(rig.documents, 'b.txt');
  await writeFile(copy!, edited);
  rig.service.drive.addFile('new.txt', 'content of new');
  const elsewhere = await mkdtemp(join(isOtherDisk ? '/dev/shm' : tmpdir(), 'slipway-elsewhere-'));
  chosen.folder = elsewhere;
  const faults = await placeDiskFaults([rig.userData, elsewhere]);
  return {
    rig,
    faults,
    elsewhere,
    async [Symbol.asyncDispose]() {
      faults.restore();
      await rig[Symbol.asyncDispose]();
      await rm(elsewhere, { recursive: true, force: true });
    },
  };
}

async function allFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}

const filesNamed = async (folder: string, name: string): Promise<string[]> =>
  (await allFiles(folder)).filter((path) => path.endsWith(`/${name}`));

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error) => (error.cause as { code?: string } | undefined)?.code ?? String(error),
  );

interface Job {
  run: (scene: Scene) => Promise<string>;
  /** What must be so once it ended well. */
  expectDone: (scene: Scene) => Promise<void>;
}

async function select(rig: TransferRig, names: readonly string[]) {
  const { accountId } = rig;
  const { viewId } = await openListed(rig, { accountId });
  const itemIds = names.map((name) => rig.service.drive.idOf(name));
  return { accountId, selection: { viewId, mode: 'only' as const, itemIds } };
}

const hasLeft = async (path: string): Promise<boolean> => (await allFiles(path)).length === 0;
const rootOf = async (rig: TransferRig) => (await rig.call('storage.summary', {})).documentsFolder;

const jobs: Record<string, Job> = {
  'moving the documents folder': {
    run: async ({ rig }) => {
      const begun = await codeOf(rig.call('documents.moveFolder', {}));
      if (begun !== 'done') return begun;
      await expect
        .poll(async () => (await rig.call('documents.folderMove', {}))?.state ?? null)
        .not.toBe('moving');
      return (await rig.call('documents.folderMove', {}))?.failure?.code ?? 'done';
    },
    async expectDone({ rig, elsewhere }) {
      expect(await rootOf(rig)).toBe(elsewhere);
      await expect.poll(() => hasLeft(rig.documents)).toBe(true);
    },
  },
  'freeing up space': {
    run: ({ rig }) => codeOf(rig.call('documents.freeSpace', {})),
    async expectDone({ rig }) {
      expect((await allFiles(rig.documents)).map((path) => path.split('/').at(-1))).toEqual(['b.txt']);
    },
  },
  'keeping a file on this computer': {
    async run({ rig }) {
      const chosen = await select(rig, ['new.txt']);
      let batchId: string | null = null;
      const told = await codeOf(
        rig.call('copies.keep', { ...chosen, isKept: true }).then((kept) => (batchId = kept.batchId)),
      );
      if (told !== 'done' || batchId === null) return told;
      const [transfer] = await rig.settled(batchId);
      return transfer?.failure?.code ?? 'done';
    },
    async expectDone({ rig }) {
      expect(await filesNamed(rig.documents, 'new.txt')).toHaveLength(1);
    },
  },
};

const users = ['user001', 'user002', 'user003'].map((name) => `${name}@fabrikam.example`);
const importFile = [
  'tenants:',
  '  fabrikam:',
  '    cloud: global',
  '    tenant: fabrikam.example',
  `    client-id: ${appId}`,
  '    secret: prompt',
  'categories:',
  '  All:',
  ...users.map((user, at) => `    - Person ${at}: fabrikam:${user}`),
].join('\n');

jobs['importing accounts'] = {
  async run({ rig }) {
    const [ticket = ''] = await offerPaths(rig.session, [await rig.write('batch.yaml', importFile)]);
    const { importId } = await rig.call('accountImport.read', { ticket });
    await rig.call('accountImport.run', { importId, secrets: { fabrikam: appSecret } });
    const { rows } = await rig.waitForEvent(
      'accountImport.changed',
      (plan) => plan.importId === importId && plan.state === 'done',
    );
    const listed = (await rig.call('accounts.list', {})).map(({ address }) => address);
    for (const { state, address } of rows)
      expect([address, listed.filter((one) => one === address).length]).toEqual([
        address,
        state === 'failed' ? 0 : 1,
      ]);
    return rows.find(({ failure }) => failure !== null)?.failure?.code ?? 'done';
  },
  async expectDone({ rig }) {
    const listed = (await rig.call('accounts.list', {})).filter(({ address }) => users.includes(address));
    expect(listed.map(({ address }) => address).sort()).toEqual(users);
    for (const { accountId } of listed) await rig.call('app.quota', { accountId });
  },
};

/** Every text is in one of the two places or, untouched, in OneDrive; the edit is here. */
async function expectNothingLost({ rig, elsewhere }: Scene): Promise<void> {
  const here = [...(await allFiles(rig.documents)), ...(await allFiles(elsewhere))];
  const read = await Promise.all(here.map((path) => readFile(path, 'utf8')));
  expect(read, 'the edit is still here').toContain(edited);
  for (const [path, text] of Object.entries(texts))
    expect(rig.service.drive.bytes(path).toString()).toBe(text);
}

/** What is listed as present can be read, and is whole. */
async function expectListTrue({ rig }: Scene): Promise<void> {
  for (const { name, state } of await rig.call('documents.list', {})) {
    const found = await filesNamed(await rootOf(rig), name);
    if (state !== 'missing') expect(found, `${name} is ${state}`).toHaveLength(1);
  }
}

const temporary = /\.(?:part|tmp|slipway-move)$/;

const whenMoved = (rig: TransferRig): Promise<void> =>
  expect.poll(async () => (await rig.call('documents.folderMove', {}))?.state ?? null).not.toBe('moving');

const listed = async (rig: TransferRig) => (await rig.call('transfers.list', {})).transfers;
const isFailed = ({ state }: Transfer): boolean => state === 'failed';

async function retryFailed(rig: TransferRig): Promise<void> {
  const transferIds = (await listed(rig)).filter(isFailed).map(({ transferId }) => transferId);
  if (transferIds.length > 0) await rig.call('transfers.retry', { transferIds });
  await expect.poll(async () => (await listed(rig)).filter(isFailed)).toEqual([]);
  await expect.poll(async () => (await rig.call('transfers.list', {})).summary.active).toBe(0);
}

async function removeFailed(rig: TransferRig): Promise<void> {
  await rig.call('transfers.clearEnded', {});
  expect((await listed(rig)).filter(isFailed)).toEqual([]);
}

async function check(
  name: string,
  isOtherDisk: boolean,
  fault: { code: string; nth: number; lasts: boolean },
) {
  await using scene = await createScene(isOtherDisk);
  const { rig, faults, elsewhere } = scene;
  const job = jobs[name]!;
  faults.fail(fault.code, fault.nth, fault.lasts);
  const told = await job.run(scene);
  const isStruck = faults.struck > 0;
  if (fault.lasts) await rig.core.close();
  faults.clear();
  expect(told).not.toBe('bug');
  expect(told).not.toContain('Error');
  await expectNothingLost(scene);
  if (fault.lasts) await rig.restart();
  // An interrupted move continues, and files are where it has got to.
  await whenMoved(rig);
  await expectNothingLost(scene);
  await rig.call('documents.check', {});
  await expectListTrue(scene);
  if (told === 'done' && !fault.lasts) await job.expectDone(scene);
  // Nothing hinders it any more.
  if (told !== 'done' || fault.lasts) {
    await whenMoved(rig);
    if ((await rootOf(rig)) !== elsewhere) {
      if (name.startsWith('moving') && fault.code === 'ENOSPC')
        expect(await allFiles(elsewhere), 'nothing half was left').toEqual([]);
      expect(await job.run(scene)).toBe('done');
    }
    await job.expectDone(scene);
  }
  await expectNothingLost(scene);
  await expectListTrue(scene);
  // What a failed transfer has of its file stays until it is retried or removed.
  await (fault.nth % 2 === 0 ? retryFailed(rig) : removeFailed(rig));
  await expectNothingLost(scene);
  await expectListTrue(scene);
  // Files that are just being written have other names for a moment.
  const left = async () => [...(await allFiles(rig.userData)), ...(await allFiles(elsewhere))];
  await expect.poll(async () => (await left()).filter((path) => temporary.test(path))).toEqual([]);
  rig.bugs.length = 0;
  return isStruck;
}

const isOtherDisk = existsSync('/dev/shm') && statSync('/dev/shm').dev !== statSync(tmpdir()).dev;
const cases = [
  ['moving the documents folder', false],
  ...(isOtherDisk ? [['moving the documents folder', true] as const] : []),
  ['freeing up space', false],
  ['keeping a file on this computer', false],
  ['importing accounts', false],
] as const;

test.each(cases)(
  `%s (to another disk: %s) loses nothing whatever disk operation fails, and can be repeated (seed ${seed})`,
  async (name, toOtherDisk) => {
    let count = 0;
    {
      await using scene = await createScene(toOtherDisk);
      scene.faults.watch();
      expect(await jobs[name]!.run(scene)).toBe('done');
      count = scene.faults.seen.length;
      await jobs[name]!.expectDone(scene);
    }
    expect(count).toBeGreaterThan(3);
    const kinds = ['ENOSPC', 'EROFS', 'EIO'].flatMap((code) =>
      [false, true].flatMap((lasts) =>
        Array.from({ length: count }, (_, at) => ({ code, lasts, nth: at + 1 })),
      ),
    );
    const chosen = all ? kinds : [...kinds.slice(0, 1), ...pick(kinds.slice(1), perJob - 1)];
    for (const fault of chosen)
      await check(name, toOtherDisk, fault).catch((cause: unknown) => {
        throw new Error(`${fault.code}${fault.lasts ? ' from' : ' at'} operation ${fault.nth}`, { cause });
      });
  },
  all ? 3_600_000 : 120_000,
);

/** The same ones for the same seed. */
function pick<T>(from: readonly T[], count: number): T[] {
  let state = seed >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return from[state % from.length]!;
  });
}
