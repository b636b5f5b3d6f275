import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toFailure } from '../../../../contract/errors.ts';
import type { Log } from '../../../ports.ts';
import { createTestVault } from '../../../testing/test-vault.ts';
import { newUploadJob, toNewTransfer } from '../../model/new-record.ts';
import type { TransferRecord } from '../../model/transfer-record.ts';
import { type TransferJournal, createJournal } from './journal.ts';
import { createSessionKeys } from './session-keys.ts';

const uploadUrl = 'https://up.example/up/fe6987415ace7X4e1eF866337';
let folder = '';
let warned: string[] = [];
const log: Log = {
  info() {},
  warn: (message) => warned.push(message),
  error: (message) => warned.push(message),
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-journal-'));
  warned = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function open(vault = createTestVault()): TransferJournal {
  const workerModule = new URL('./journal-worker.ts', import.meta.url);
  return createJournal({
    workerModule,
    folder,
    keys: createSessionKeys(join(folder, 'keys'), vault, log),
    log,
  });
}

function toRecord(name: string, accountId = 'account'): TransferRecord {
  const transfer = toNewTransfer({ batchId: 'b', accountId, path: 'myfiles', nowMs: 0 }, 'upload', name, 100);
  return {
    transfer,
    job: {
      ...newUploadJob,
      source: { path: `/home/${name}`, sizeBytes: 100, modifiedMs: 1 },
      parent: { driveId: 'd', itemId: 'i' },
      intent: 'upload',
      session: { uploadUrl, expiresAt: '2026-11-22T00:00:00Z' },
    },
    retry: null,
  };
}

function toQueuedRecord(name: string): TransferRecord {
  const record = toRecord(name);
  if (record.job.kind !== 'uploadFile') throw new Error('not an upload');
  return { ...record, job: { ...record.job, session: null } };
}

async function reopen(store: TransferJournal, vault = createTestVault()) {
  await store.close();
  const next = open(vault);
  const kept = await next.load();
  await next.close();
  return kept;
}

async function bytesOnDisk(): Promise<Buffer> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  return Buffer.concat(await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name)))));
}

describe('the journal', () => {
  test('that has no place on the disk reports each failed write, and is there once it has one', async () => {
    const profile = folder;
    folder = join(profile, 'gone');
    const store = open();
    await expect(store.put([toRecord('a.bin')])).rejects.toThrow();
    await expect(store.put([toRecord('b.bin')])).rejects.toThrow();
    await mkdir(folder);
    const kept = toRecord('c.bin');
    await store.put([kept]);
    expect((await reopen(store)).records).toEqual([kept]);
    folder = profile;
  });

  test('returns what was stored, oldest first, each in its last state', async () => {
    const store = open();
    const [a, b, c] = [toRecord('a'), toRecord('b'), toRecord('c')] as const;
    await store.put([a, b, c]);
    const changed = { ...a, transfer: { ...a.transfer, state: 'failed' as const } };
    await Promise.all([
      store.put([changed]),
      store.remove([b.transfer.transferId]),
      store.note('choice', 'skip'),
    ]);
    await store.note('choice', 'replace');
    const kept = await reopen(store);
    expect(kept.records).toEqual([changed, c]);
    expect(kept.notes).toEqual(new Map([['choice', 'replace']]));
    expect(kept.setAside).toBeNull();
  });

  test('reads the names of fields and codes of an earlier version', async () => {
    const journal = open();
    const record = toQueuedRecord('a');
    const retry = { reason: 'nameReserved', times: 1, since: '2026-11-21T08:00:00Z' } as const;
    const transfer = {
      ...record.transfer,
      waitReason: 'nameReserved' as const,
      restartReason: 'sessionEnded' as const,
      failure: toFailure('undoExpired', 'nameBusy'),
    };
    await journal.put([{ ...record, transfer, retry }]);
    await journal.close();
    const database = new DatabaseSync(join(folder, 'transfers.sqlite'));
    for (const [name, former] of [
      ['retry', 'postponed'],
      ['restartReason', 'beganAgain'],
      ['uploadExpiresAt', 'keptUntil'],
      ['conflictTarget', 'inTheWay'],
    ])
      database.exec(`UPDATE transfers SET record = replace(record, '"${name}":', '"${former}":')`);
    for (const [code, former] of [
      ['nameReserved', 'nameBusy'],
      ['undoExpired', 'undoGone'],
    ])
      database.exec(`UPDATE transfers SET record = replace(record, '"${code}"', '"${former}"')`);
    database.exec(`UPDATE transfers SET record = replace(record, '"rule":null,', '')`);
    database.close();
    const next = open();
    const { records } = await next.load();
    await next.close();
    expect(records).toEqual([{ ...record, transfer, retry }]);
  });

  test('P13 replaces a session as a whole: URL and expiry change together', async () => {
    const store = open();
    const record = toRecord('a');
    await store.put([record]);
    if (record.job.kind !== 'uploadFile') throw new Error('not an upload');
    const session = { uploadUrl: `${uploadUrl}-second`, expiresAt: '2027-01-01T00:00:00Z' };
    await store.put([{ ...record, job: { ...record.job, session } }]);
    expect((await reopen(store)).records).toMatchObject([{ job: { session } }]);
  });

  test('holds no upload URL in clear, neither in its file nor in its write-ahead log', async () => {
    const store = open();
    await store.put([toRecord('a')]);
    const during = await bytesOnDisk();
    await store.close();
    const after = await bytesOnDisk();
    for (const bytes of [during, after]) {
      expect(bytes.length).toBeGreaterThan(1000);
      expect(bytes.includes('fe6987415ace7X4e1eF866337')).toBe(false);
      expect(bytes.includes(Buffer.from(uploadUrl).toString('base64'))).toBe(false);
    }
  });

  test('without a vault keeps no session, and reports that the upload starts over', async () => {
    const without = createTestVault({ state: 'missing' });
    const store = open(without);
    const retry = { reason: 'locked', times: 1, since: '2026-11-21T08:00:00Z' } as const;
    await store.put([{ ...toRecord('a'), retry }]);
    const kept = await reopen(store, without);
    expect(kept.records).toMatchObject([
      { retry, transfer: { restartReason: 'noVault', bytesDone: 0 }, job: { session: null } },
    ]);
    expect((await bytesOnDisk()).includes('fe6987415ace7X4e1eF866337')).toBe(false);
  });

  test('keeps the transfer but not its session if the vault lost its key', async () => {
    const store = open();
    await store.put([toRecord('a')]);
    const kept = await reopen(store, createTestVault({ computer: 'another' }));
    expect(kept.records).toMatchObject([{ transfer: { name: 'a' }, job: { session: null } }]);
  });

  test('can’t decrypt one account’s data for another', async () => {
    const keys = createSessionKeys(join(folder, 'keys'), createTestVault(), log);
    const sealed = await keys.seal('a', uploadUrl);
    expect(await keys.unseal('a', sealed ?? '')).toBe(uploadUrl);
    expect(await keys.unseal('b', sealed ?? '')).toBeNull();
    expect(await keys.unseal('a', 'AAAA')).toBeNull();
    // Even if the other one was given the same key.
    await copyFile(join(folder, 'keys', 'a.key'), join(folder, 'keys', 'c.key'));
    expect(await keys.unseal('c', sealed ?? '')).toBeNull();
    const own = await keys.seal('c', uploadUrl);
    expect(await keys.unseal('c', own ?? '')).toBe(uploadUrl);
  });

  test('removes a transfer from the disk along with its names', async () => {
    const store = open();
    const record = toRecord('Dismissal of J. Miller.docx');
    await store.put([record]);
    expect((await bytesOnDisk()).includes('Miller')).toBe(true);
    await store.remove([record.transfer.transferId]);
    await store.close();
    expect((await bytesOnDisk()).includes('Miller')).toBe(false);
  });

  test.each([
    ['no database', (file: string) => writeFile(file, 'this is no database, '.repeat(500))],
    ['of a version to come', async (file: string) => setVersion(file, 99)],
    ['damaged inside', (file: string) => damage(file)],
  ])('that is %s is set aside whole and reported, and work continues', async (_what, spoil) => {
    const store = open();
    await store.put(Array.from({ length: 400 }, (_, number) => toRecord(`file ${number}`)));
    await store.close();
    await spoil(join(folder, 'transfers.sqlite'));
    const damaged = await readFile(join(folder, 'transfers.sqlite'));
    const next = open();
    const { setAside } = await next.load();
    expect(setAside).toMatch(/^transfers\.damaged-\d+\.sqlite$/);
    expect((await readFile(join(folder, setAside ?? ''))).equals(damaged)).toBe(true);
    await next.put([toRecord('new')]);
    const kept = await reopen(next);
    expect(kept.setAside).toBeNull();
    expect(kept.records.at(-1)).toMatchObject({ transfer: { name: 'new' } });
    const last = open();
    await last.deleteAll();
    await last.close();
    expect((await readdir(folder)).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  test('reports and keeps a row that this version can’t read, and loads the others', async () => {
    const store = open();
    const record = toRecord('good');
    await store.put([record]);
    await store.close();
    const database = new DatabaseSync(join(folder, 'transfers.sqlite'));
    database.exec(`INSERT INTO transfers (transfer_id, record) VALUES ('x', '{"transfer":{}}')`);
    database.close();
    const next = open();
    expect((await next.load()).records).toEqual([record]);
    expect(warned).toEqual(['transfers of the journal could not be read']);
    await next.close();
    const after = new DatabaseSync(join(folder, 'transfers.sqlite'), { readOnly: true });
    expect(after.prepare('SELECT count(*) AS rows FROM transfers').get()).toEqual({ rows: 2 });
    after.close();
  });

  test.each([
    ['that is not there', `json_remove(record, '$.job.session')`],
    ['without its parts', `json_set(record, '$.job.session', json('{}'))`],
    ['that is a number', `json_set(record, '$.job.session', 5)`],
  ])('loses only the session of a row with a session %s', async (_what, broken) => {
    const store = open();
    const [a, b] = [toRecord('a'), toRecord('b')] as const;
    await store.put([a, b]);
    await store.close();
    breakRow(a, broken);
    const next = open();
    const { records, setAside } = await next.load();
    await next.close();
    expect(setAside).toBeNull();
    expect(records).toMatchObject([
      { transfer: { name: 'a', restartReason: 'sessionEnded' }, job: { session: null } },
      b,
    ]);
  });

  test.each([
    ['a source', `json_remove(record, '$.job.source')`],
    ['a kind that is known', `json_set(record, '$.job.kind', 'teleport')`],
    ['a name', `json_remove(record, '$.transfer.name')`],
    ['any JSON', `substr(record, 1, 50)`],
  ])('loses only the row without %s', async (_what, broken) => {
    const store = open();
    const [a, b] = [toRecord('a'), toRecord('b')] as const;
    await store.put([a, b]);
    await store.close();
    breakRow(a, broken);
    const kept = await reopen(store);
    expect(kept).toMatchObject({ records: [b], setAside: null });
  });

  test('T19 stores a hundred thousand transfers in one step and returns them', async () => {
    const store = open();
    const records = Array.from({ length: 100_000 }, (_, number) => toQueuedRecord(`file ${number}`));
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 5);
    await store.put(records);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(20);
    const kept = await reopen(store);
    expect(kept.records.length).toBe(100_000);
    expect(kept.records.at(-1)).toEqual(records.at(-1));
  });
});

function breakRow({ transfer }: TransferRecord, to: string): void {
  const database = new DatabaseSync(join(folder, 'transfers.sqlite'));
  database.exec(`UPDATE transfers SET record = ${to} WHERE transfer_id = '${transfer.transferId}'`);
  database.close();
}

function setVersion(file: string, version: number): void {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA user_version = ${version}`);
  database.close();
}

async function damage(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes.fill(0xa5, 4096 * 6, bytes.length - 4096);
  await writeFile(file, bytes);
}
