import { randomUUID } from 'node:crypto';
import type { Account, KnownQuota, Quota } from '../../contract/records.ts';
import type { Permissions } from '../../contract/sign-in.ts';
import { AppError } from '../errors.ts';
import { profilePaths } from '../lib/profile-paths.ts';
import { encodeSegment } from '../graph/addressing.ts';
import { parseDrive } from '../graph/drive-item.ts';
import type { Index } from '../index/index-client.ts';
import type { DriveAccess, Ports } from '../ports.ts';
import type { AccountDrives } from './account-drive.ts';
import { readSampleAccount } from './account-facts.ts';
import { createAccountStore, toRestoredAccount, type AccountRecord } from './account-store.ts';
import type { Credential, CredentialStore } from './credential-store.ts';
import { storeCredential, type NewAccount } from './new-account.ts';
import { createGraphClients } from './graph-clients.ts';
import { createIndexFiles } from './index-files.ts';
import type { ProfileNotices } from '../profile/profile-notices.ts';
import { reviewPermissions } from './permissions/review.ts';
import { createKnownQuotas } from './known-quotas.ts';
import { createPermissionUsage } from './permissions/permission-usage.ts';
import type { OpenAccount } from './open-account.ts';

export interface Accounts extends AccountDrives {
  list(): Account[];
  records(): AccountRecord[];
  /** Asking again returns the same account. */
  addSample(): Promise<Account>;
  /**
   * Replaces an account with the same id: waiting work continues, and index, name and group stay. @throws
   * AppError keyringMissing; then nothing was added
   */
  add(record: AccountRecord, credential: Credential): Promise<Account>;
  addAll(newAccounts: readonly NewAccount[]): Promise<Account[]>;
  /** The claims challenge for the next sign-in, as JSON text; usually null. */
  claimsOf(accountId: string): string | null;
  rename(accountId: string, name: string): Promise<void>;
  setSaveEdits(accountId: string, saveEdits: Account['saveEdits']): Promise<void>;
  setPaused(accountIds: readonly string[], isPaused: boolean): Promise<void>;
  setLibraries(accountId: string, libraries: Account['libraries']): Promise<void>;
  /** Accounts left out keep their order, after the others. */
  arrange(order: readonly { accountId: string; group: string | null }[]): Promise<void>;
  remove(accountId: string): Promise<void>;
  forget(): Promise<void>;
  quota(accountId: string, driveId?: string): Promise<Quota>;
  knownQuota(accountId: string): KnownQuota | null;
  /** End of the pause that the service requested, in epoch milliseconds. An unused account never waits. */
  waitUntil(accountId: string): number | null;
  indexFiles(): string[];
  connectedCount(): number;
  permissions(accountId: string): Promise<Permissions>;
  /** The same, with the day of the latest request. */
  use(accountId: string): Promise<Permissions & { lastUsedAt: string | null }>;
  close(): void;
}

export interface AccountsDeps {
  ports: Ports;
  notices: ProfileNotices;
  index: Index;
  credentials: CredentialStore;
  changed(accounts: Account[]): void;
  waiting(accountId: string, untilMs: number | null): void;
  signedInAgain(accountId: string): void;
}

export async function createAccounts(deps: AccountsDeps): Promise<Accounts> {
  const { ports, index, credentials } = deps;
  const store = createAccountStore(ports.folders.userData, deps.notices, ports.log);
  const files = createIndexFiles(ports.folders.userData, index);
  const usage = createPermissionUsage(profilePaths(ports.folders.userData).usage, ports.clock, ports.log);
  const quotas = await createKnownQuotas(profilePaths(ports.folders.userData).quotas, ports.log);
  let open = new Map<string, OpenAccount>();
  let adding: Promise<Account> | null = null;

  const list = () => [...open.values()].map(({ account }) => account);
  const save = async () => {
    try {
      const late = await store.write([...open.values()].map(({ record }) => record));
      for (const record of late) if (!open.has(record.account.accountId)) await restore(record);
    } finally {
      // Announced once it is on the disk: a page that says welcome must find nothing left.
      deps.changed(list());
    }
  };
  const saveQuietly = () => {
    save().catch((error: unknown) => ports.log.warn('accounts not saved', { error: String(error) }));
  };

  const find = (accountId: string): OpenAccount => {
    const found = open.get(accountId);
    if (found === undefined) throw new AppError('notFound');
    return found;
  };

  const clients = createGraphClients({
    ports,
    credentials,
    usage,
    waiting: (accountId, untilMs) => deps.waiting(accountId, untilMs),
    refused(accountId, failure, claims) {
      const account = open.get(accountId);
      if (account === undefined) return;
      account.claims = claims;
      change(account, { state: 'signInNeeded', failure: failure.toFailure() });
      saveQuietly();
    },
  });

  const put = (record: AccountRecord, sample: DriveAccess | null = null): OpenAccount => {
    const { accountId } = record.account;
    const account = clients.openAccount(record, sample);
    files.know(accountId);
    open.set(accountId, account);
    return account;
  };

  const restore = async (record: AccountRecord) => {
    if (record.account.kind !== 'sample') {
      put(toRestoredAccount(record));
      return;
    }
    try {
      const sample = await ports.sampleDrive();
      await renewSample(put(record, sample));
    } catch (error) {
      ports.log.error('the sample drive could not be opened', { error: String(error) });
    }
  };

  /** The sample drive restarts with each run: its earlier name no longer counts. */
  const renewSample = async (sample: OpenAccount) => {
    const { accountId, group, isPaused } = sample.account;
    const current = await readSampleAccount(sample.graph, accountId);
    if (current.root.itemId === sample.root.itemId && current.root.driveId === sample.root.driveId) return;
    await files.remove(accountId);
    files.know(accountId);
    sample.record = { account: { ...current.account, group, isPaused }, root: current.root, identity: null };
    saveQuietly();
  };

  const saveOrUndo = async (undo: () => void | Promise<void>) => {
    try {
      await save();
    } catch (error) {
      await undo();
      deps.changed(list());
      throw error;
    }
  };

  const changeAndSave = (accountId: string, patch: Partial<Account>) => {
    const account = find(accountId);
    const { record } = account;
    change(account, patch);
    return saveOrUndo(() => {
      account.record = record;
    });
  };

  const discard = async (accounts: readonly Account[]) => {
    for (const account of accounts) {
      open.get(account.accountId)?.close();
      open.delete(account.accountId);
      await files.remove(account.accountId).catch(() => undefined);
      await credentials.forget(account).catch(() => undefined);
    }
  };

  const addSample = async (): Promise<Account> => {
    const existing = list().find(({ kind }) => kind === 'sample');
    if (existing !== undefined) return existing;
    const access = await ports.sampleDrive();
    const graph = clients.connect(access);
    const found = await readSampleAccount(graph, randomUUID()).finally(() => graph.close());
    put({ ...found, identity: null }, access);
    await saveOrUndo(() => discard([found.account]));
    return found.account;
  };

  const storeCredentials = async (newAccounts: readonly NewAccount[]) => {
    try {
      for (const newAccount of newAccounts) {
        const known = open.get(newAccount.record.account.accountId)?.account ?? null;
        await storeCredential(credentials, newAccount, known);
      }
    } catch (error) {
      for (const { record } of newAccounts)
        if (!open.has(record.account.accountId))
          await credentials.forget(record.account).catch(() => undefined);
      throw error;
    }
  };

  const addAll = async (newAccounts: readonly NewAccount[]): Promise<Account[]> => {
    await storeCredentials(newAccounts);
    const renewed: string[] = [];
    const added: Account[] = [];
    for (const { record } of newAccounts) {
      const known = open.get(record.account.accountId);
      if (known === undefined) added.push(put(record).account);
      else {
        known.record = record;
        known.claims = null;
        known.renewAccess();
        renewed.push(record.account.accountId);
      }
    }
    if (newAccounts.length > 0) await saveOrUndo(() => discard(added));
    for (const accountId of renewed) deps.signedInAgain(accountId);
    return newAccounts.map(({ record }) => record.account);
  };

  const use = async (accountId: string) => {
    const { account } = find(accountId);
    const { since, uses } = await usage.read(accountId);
    return {
      kind: account.kind === 'app' ? ('application' as const) : ('delegated' as const),
      granted: reviewPermissions(account.granted, uses, ports.clock.now()),
      countedSince: since,
      lastUsedAt: Object.values(uses).toSorted().at(-1) ?? null,
    };
  };

  for (const record of await store.read()) await restore(record);

  return {
    list,
    records: () => [...open.values()].map(({ record }) => record),
    drive: find,
    find: (accountId) => open.get(accountId) ?? null,
    all: list,
    addSample() {
      adding ??= addSample().finally(() => (adding = null));
      return adding;
    },
    async add(record, credential) {
      await addAll([{ record, credential }]);
      return record.account;
    },
    addAll,
    claimsOf: (accountId) => find(accountId).claims,
    rename: async (accountId, name) => changeAndSave(accountId, { displayName: name }),
    setSaveEdits: async (accountId, saveEdits) => changeAndSave(accountId, { saveEdits }),
    async setPaused(accountIds, isPaused) {
      const changed = accountIds.flatMap((accountId) => open.get(accountId) ?? []);
      const records = changed.map(({ record }) => record);
      for (const account of changed) change(account, { isPaused });
      await saveOrUndo(() => {
        for (const [at, account] of changed.entries()) account.record = records[at] ?? account.record;
      });
    },
    setLibraries: async (accountId, libraries) => changeAndSave(accountId, { libraries }),
    async arrange(order) {
      const before = open;
      const records = new Map([...open].map(([accountId, { record }]) => [accountId, record]));
      const next = new Map<string, OpenAccount>();
      for (const { accountId, group } of order) {
        const account = find(accountId);
        change(account, { group });
        next.set(accountId, account);
      }
      for (const [accountId, account] of open) if (!next.has(accountId)) next.set(accountId, account);
      open = next;
      await saveOrUndo(() => {
        const kept = [...before].filter(([accountId]) => open.has(accountId));
        open = new Map([...kept, ...open]);
        for (const [accountId, account] of before) account.record = records.get(accountId) ?? account.record;
      });
    },
    async remove(accountId) {
      const account = find(accountId);
      account.close();
      await files.remove(accountId);
      await credentials.forget(account.account);
      await usage.forget(accountId);
      await quotas.forget(accountId);
      // Last: an account is listed as long as any of its data is on the disk.
      open.delete(accountId);
      await save();
    },
    forget: () => store.forget(),
    async quota(accountId, driveId) {
      const { graph, account } = find(accountId);
      const path = `/drives/${encodeSegment(driveId ?? account.driveId)}?$select=id,driveType,quota`;
      const { quota } = await graph.json({ method: 'GET', path }, parseDrive);
      // Only quotas of the account's own drive are stored.
      if (driveId !== undefined && driveId !== account.driveId) return quota;
      quotas.put(accountId, { told: quota, at: new Date(ports.clock.now()).toISOString() });
      return quota;
    },
    knownQuota: (accountId) => quotas.get(accountId),
    waitUntil(accountId) {
      const account = find(accountId);
      return account.isConnected ? account.graph.pace.waitUntil() : null;
    },
    indexFiles: () => list().flatMap(({ accountId }) => files.paths(accountId)),
    permissions: use,
    use,
    connectedCount: () => [...open.values()].filter(({ isConnected }) => isConnected).length,
    close() {
      for (const account of open.values()) account.close();
    },
  };
}

function change(account: OpenAccount, patch: Partial<Account>): void {
  account.record = { ...account.record, account: { ...account.record.account, ...patch } };
}
