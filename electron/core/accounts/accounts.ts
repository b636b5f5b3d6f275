import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account, Quota } from '../../contract/records.ts';
import { AppError } from '../errors.ts';
import { encodeSegment } from '../graph/addressing.ts';
import { parseDrive, parsePerson, parseWireItem } from '../graph/drive-words.ts';
import { createGraphClient, type GraphClient } from '../graph/graph-client.ts';
import type { Index } from '../index/index-client.ts';
import type { DriveAccess, Ports } from '../ports.ts';
import type { AccountDrive, AccountDrives } from './account-drive.ts';
import { createAccountStore, type AccountRecord } from './account-store.ts';

/** Who is signed in. */
export interface Accounts extends AccountDrives {
  list(): Account[];
  /** The sample drive is there once: asking again gives the same account. */
  addSample(): Promise<Account>;
  remove(accountId: string): Promise<void>;
  quota(accountId: string): Promise<Quota>;
  /** Where an account's index lies on disk, to tell its size. */
  indexFiles(): string[];
  close(): void;
}

export interface AccountsSurroundings {
  ports: Ports;
  index: Index;
  changed(accounts: Account[]): void;
  /** The service asked an account to wait, or lets it go on. */
  waiting(accountId: string, untilMs: number | null): void;
  /** Before an account goes: end what is under way for it. */
  leaving(accountId: string): Promise<void>;
}

/** How each kind of account gets at its tokens. Kinds that sign people in take their place here. */
type AccessSources = Partial<Record<Account['kind'], (record: AccountRecord) => Promise<DriveAccess>>>;

interface OpenAccount extends AccountDrive {
  record: AccountRecord;
}

export async function createAccounts(surroundings: AccountsSurroundings): Promise<Accounts> {
  const { ports, index } = surroundings;
  const store = createAccountStore(ports.folders.userData, ports.log);
  const indexFolder = join(ports.folders.userData, 'index');
  await mkdir(indexFolder, { recursive: true });
  const sources: AccessSources = { sample: () => ports.sampleDrive() };
  const open = new Map<string, OpenAccount>();
  let adding: Promise<Account> | null = null;

  const indexFile = (accountId: string) => join(indexFolder, `${accountId}.sqlite`);
  const openIndex = async (accountId: string) => {
    const { rebuilt } = await index.call('openAccount', { accountId, file: indexFile(accountId) });
    if (rebuilt !== null) ports.log.warn('index built anew', { accountId, reason: rebuilt });
  };
  const deleteIndex = async (accountId: string) => {
    await index.call('closeAccount', { accountId });
    for (const suffix of ['', '-wal', '-shm']) await rm(indexFile(accountId) + suffix, { force: true });
  };

  const connect = (access: DriveAccess): GraphClient =>
    createGraphClient({
      access,
      http: ports.http,
      clock: ports.clock,
      log: ports.log,
      version: ports.about.version,
    });

  const admit = (record: AccountRecord, graph: GraphClient) => {
    const { account, root } = record;
    graph.pace.listen((untilMs) => surroundings.waiting(account.accountId, untilMs));
    open.set(account.accountId, { account, root, graph, record });
  };

  const list = () => [...open.values()].map(({ account }) => account);
  const save = async () => {
    await store.write([...open.values()].map(({ record }) => record));
    surroundings.changed(list());
  };

  const find = (accountId: string): OpenAccount => {
    const found = open.get(accountId);
    if (found === undefined) throw new AppError('notFound');
    return found;
  };

  const restore = async (record: AccountRecord) => {
    const source = sources[record.account.kind];
    if (source === undefined) return;
    try {
      const graph = connect(await source(record));
      await openIndex(record.account.accountId);
      admit(record, graph);
      if (record.account.kind === 'sample') await renewSample(record, graph);
    } catch (error) {
      ports.log.error('an account could not be opened', {
        accountId: record.account.accountId,
        error: String(error),
      });
    }
  };

  /** The sample drive starts anew with each run: what an earlier one was called no longer counts. */
  const renewSample = async (record: AccountRecord, graph: GraphClient) => {
    const { accountId } = record.account;
    const current = await readAccount(graph, 'sample', accountId);
    if (current.root.itemId === record.root.itemId && current.root.driveId === record.root.driveId) return;
    await deleteIndex(accountId);
    await openIndex(accountId);
    open.set(accountId, { account: current.account, root: current.root, graph, record: current });
    await save();
  };

  const addSample = async (): Promise<Account> => {
    const existing = list().find(({ kind }) => kind === 'sample');
    if (existing !== undefined) return existing;
    const graph = connect(await ports.sampleDrive());
    const record = await readAccount(graph, 'sample', randomUUID());
    await openIndex(record.account.accountId);
    admit(record, graph);
    await save();
    return record.account;
  };

  for (const record of await store.read()) await restore(record);

  return {
    list,
    drive: find,
    addSample() {
      adding ??= addSample().finally(() => (adding = null));
      return adding;
    },
    async remove(accountId) {
      const { graph } = find(accountId);
      await surroundings.leaving(accountId);
      open.delete(accountId);
      graph.close();
      await deleteIndex(accountId);
      await save();
    },
    async quota(accountId) {
      const { graph, account } = find(accountId);
      const path = `/drives/${encodeSegment(account.driveId)}?$select=id,driveType,quota`;
      return (await graph.json({ method: 'GET', path }, parseDrive)).quota;
    },
    indexFiles: () =>
      list().flatMap(({ accountId }) => ['', '-wal', '-shm'].map((end) => indexFile(accountId) + end)),
    close() {
      for (const { graph } of open.values()) graph.close();
    },
  };
}

/** Who it is and where their drive starts, as the service tells. */
async function readAccount(
  graph: GraphClient,
  kind: Account['kind'],
  accountId: string,
): Promise<AccountRecord> {
  const me = '/me?$select=id,displayName,userPrincipalName,mail';
  const [person, drive, root] = await Promise.all([
    graph.json({ method: 'GET', path: me }, parsePerson),
    graph.json({ method: 'GET', path: '/me/drive' }, parseDrive),
    graph.json({ method: 'GET', path: '/me/drive/root?$select=id' }, parseWireItem),
  ]);
  const { driveId, driveType } = drive;
  return {
    account: {
      accountId,
      kind,
      ...person,
      group: null,
      cloud: 'global',
      tenant: '',
      state: 'ready',
      failure: null,
      credentials: 'session',
      places: ['myfiles', 'shared'],
      rootPath: null,
      granted: [],
      secretExpiresAt: null,
      driveType,
      driveId,
      canUndoDelete: driveType === 'personal',
      canWrite: true,
    },
    root: { driveId, itemId: root.id },
  };
}
