import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Account, Cloud, ItemRef } from '../../contract/records.ts';
import type { Log } from '../ports.ts';
import { UnattendedSource } from './app-only/secret-source.ts';
import { writeFileAtomically } from '../lib/atomic-file.ts';

const Registration = z.object({
  cloud: Cloud,
  tenant: z.string(),
  clientId: z.string(),
  authority: z.string().nullable(),
});

/** As whom an account signs in. Nothing of it is secret; what is stands in the credential store. */
export const Identity = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('person'),
    registration: Registration,
    /** MSAL's key of the person: "{object id}.{tenant id}" */
    homeAccountId: z.string(),
  }),
  z.object({
    kind: z.literal('app'),
    registration: Registration,
    /** Object id of the person whose drive it opens. */
    userId: z.string(),
    /** Where its secret is found, when it is not kept; null: it stands in the credential store. */
    source: UnattendedSource.nullable().default(null),
  }),
]);
export type Identity = z.infer<typeof Identity>;

/** What is kept of an account: who and where, never a secret. `identity` is null for the sample drive. */
export const AccountRecord = z.object({
  account: Account,
  root: ItemRef,
  identity: Identity.nullable(),
});
export type AccountRecord = z.infer<typeof AccountRecord>;

/** What records of earlier versions lack. */
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
  rootPath: null,
  granted: [],
  secretExpiresAt: null,
};

export interface AccountStore {
  read(): Promise<AccountRecord[]>;
  write(records: readonly AccountRecord[]): Promise<void>;
}

/** `accounts.json` in the profile. A record that can't be understood is left out and said in the log. */
export function createAccountStore(folder: string, log: Log): AccountStore {
  const path = join(folder, 'accounts.json');
  let last: Promise<unknown> = Promise.resolve();
  return {
    async read() {
      const text = await readFile(path, 'utf8').catch(() => '[]');
      const listed = parseList(text);
      if (listed === null) log.warn('accounts.json is not readable; starting without accounts');
      return (listed ?? []).flatMap((value) => {
        const parsed = AccountRecord.safeParse(completed(value));
        if (!parsed.success) log.warn('an account record is not readable and is left out');
        return parsed.success ? [parsed.data] : [];
      });
    },
    // One write after the other, so that the last word is the last on the disk.
    write(records) {
      const text = `${JSON.stringify(records, null, 2)}\n`;
      const written = last.then(() =>
        // Without an account there is nothing to keep: not even that there was one.
        records.length === 0 ? rm(path, { force: true }) : writeFileAtomically(path, text),
      );
      last = written.catch(() => undefined);
      return written;
    },
  };
}

function completed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('account' in value)) return value;
  const { account } = value;
  if (typeof account !== 'object' || account === null) return value;
  return { identity: null, ...value, account: { ...added, ...account } };
}

function parseList(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
