import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Account, Cloud, ItemRef } from '../../contract/records.ts';
import { AppError } from '../errors.ts';
import { createSerialQueue } from '../lib/serial-queue.ts';
import type { Log } from '../ports.ts';
import { toPlaces } from './account-facts.ts';
import { UnattendedSource } from './app-only/secret-source.ts';
import {
  keepAside,
  readProfileFile,
  removeWithAsides,
  toFreeAsideName,
  writeProfileFile,
} from '../profile/profile-file.ts';
import type { ProfileNotices } from '../profile/profile-notices.ts';

const Registration = z.object({
  cloud: Cloud,
  tenant: z.string(),
  clientId: z.string(),
  authority: z.string().nullable(),
});

export const Identity = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('person'),
    registration: Registration,
    /** MSAL's home account id: "{object id}.{tenant id}" */
    homeAccountId: z.string(),
  }),
  z.object({
    kind: z.literal('app'),
    registration: Registration,
    /** Object id of the drive's owner. */
    userId: z.string(),
    /** Where its secret is read from; null: the credential store. */
    source: UnattendedSource.nullable().default(null),
  }),
]);
export type Identity = z.infer<typeof Identity>;

/** Without secrets. `identity` is null for the sample drive. */
export const AccountRecord = z.object({
  account: Account,
  root: ItemRef,
  identity: Identity.nullable(),
});
export type AccountRecord = z.infer<typeof AccountRecord>;

const added: Omit<
  Account,
  'accountId' | 'kind' | 'displayName' | 'address' | 'driveType' | 'driveId' | 'canUndoDelete' | 'canWrite'
> = {
  group: null,
  cloud: 'global',
  tenant: '',
  state: 'ready',
  failure: null,
  credentials: 'session',
  places: ['myfiles', 'shared'],
  libraries: [],
  rootPath: null,
  granted: [],
  secretExpiresAt: null,
  saveEdits: 'automatically',
  isPaused: false,
};

export interface AccountStore {
  read(): Promise<AccountRecord[]>;
  /** Returns accounts of a file that could not be read at start but can be now. */
  write(records: readonly AccountRecord[]): Promise<AccountRecord[]>;
  /** Includes files that were set aside. */
  forget(): Promise<void>;
}

/**
 * A file that can't be read is left alone and read again before the next write; one that can't be parsed is
 * set aside and reported. Neither is ever overwritten.
 */
export function createAccountStore(folder: string, notices: ProfileNotices, log: Log): AccountStore {
  const path = join(folder, 'accounts.json');
  let isUnread = false;
  /** Writes must reach the disk in order. */
  const inTurn = createSerialQueue();

  async function readNow(): Promise<AccountRecord[]> {
    const text = await readProfileFile(path);
    if (text === null) return [];
    const { records, isWhole } = parseAccounts(text);
    if (!isWhole) await setAside(records);
    return records;
  }

  /** Valid records stay in the list. */
  async function setAside(records: readonly AccountRecord[]): Promise<void> {
    const name = await toFreeAsideName(path);
    log.warn('accounts.json was not understood and is kept aside', { keptAs: name });
    await copyFile(path, join(folder, name));
    await store(records);
    notices.add('accountsDamaged', name);
  }

  async function store(records: readonly AccountRecord[]): Promise<void> {
    // Without accounts the file is removed, so that no trace is left.
    if (records.length === 0) await rm(path, { force: true });
    else await writeProfileFile(path, `${JSON.stringify(records, null, 2)}\n`);
  }

  /** A file that could not be read at start may be readable now. */
  async function readLate(records: readonly AccountRecord[]): Promise<AccountRecord[]> {
    if (!isUnread) return [];
    const ids = new Set(records.map(({ account }) => account.accountId));
    try {
      return (await readNow()).filter(({ account }) => !ids.has(account.accountId));
    } catch (cause) {
      const name = await keepAside(path);
      log.warn('accounts.json can not be read and is kept aside', { keptAs: name, cause: String(cause) });
      notices.add('accountsDamaged', name);
      return [];
    }
  }

  return {
    read: () =>
      inTurn(() =>
        readNow().catch((cause: unknown) => {
          log.warn('accounts.json can not be read now', { cause: String(cause) });
          isUnread = true;
          notices.set('accountsUnreadable', true);
          return [];
        }),
      ),
    write: (records) =>
      inTurn(async () => {
        const late = await readLate(records);
        await store([...late, ...records]);
        isUnread = false;
        notices.set('accountsUnreadable', false);
        return late;
      }),
    forget: () => inTurn(() => removeWithAsides(path)),
  };
}

/** Session credentials are gone; a keyring that was locked may be open by now. */
export function toRestoredAccount(stored: AccountRecord): AccountRecord {
  // Earlier versions knew fewer places.
  const record = { ...stored, account: { ...stored.account, places: toPlaces(stored.account) } };
  const { account, identity } = record;
  // Its secret is read from its location each time.
  const isUnattended = identity?.kind === 'app' && identity.source !== null;
  if (account.credentials === 'session' && !isUnattended) {
    const failure = account.failure ?? new AppError('signInNeeded').toFailure();
    return { ...record, account: { ...account, state: 'signInNeeded', failure } };
  }
  if (account.failure?.code !== 'keyringUnusable') return record;
  return { ...record, account: { ...account, state: 'ready', failure: null } };
}

function completed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('account' in value)) return value;
  const { account } = value;
  if (typeof account !== 'object' || account === null) return value;
  return { identity: null, ...value, account: { ...added, ...account } };
}

function parseAccounts(text: string): { records: AccountRecord[]; isWhole: boolean } {
  const listed = parseList(text);
  const parsed = (listed ?? []).map((value) => AccountRecord.safeParse(completed(value)));
  const records = parsed.flatMap(({ data }) => (data === undefined ? [] : [data]));
  return { records, isWhole: listed !== null && records.length === listed.length };
}

function parseList(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
