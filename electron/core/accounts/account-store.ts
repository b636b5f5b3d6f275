import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Account, ItemRef } from '../../contract/records.ts';
import type { Log } from '../ports.ts';
import { writeFileAtomically } from '../settings/atomic-file.ts';

/** What is kept of an account: who and where, never a secret. */
export const AccountRecord = z.object({ account: Account, root: ItemRef });
export type AccountRecord = z.infer<typeof AccountRecord>;

export interface AccountStore {
  read(): Promise<AccountRecord[]>;
  write(records: readonly AccountRecord[]): Promise<void>;
}

/** `accounts.json` in the profile. A record that can't be understood is left out and said in the log. */
export function createAccountStore(folder: string, log: Log): AccountStore {
  const path = join(folder, 'accounts.json');
  return {
    async read() {
      const text = await readFile(path, 'utf8').catch(() => '[]');
      const listed = parseList(text);
      if (listed === null) log.warn('accounts.json is not readable; starting without accounts');
      return (listed ?? []).flatMap((value) => {
        const parsed = AccountRecord.safeParse(value);
        if (!parsed.success) log.warn('an account record is not readable and is left out');
        return parsed.success ? [parsed.data] : [];
      });
    },
    // Without an account there is nothing to keep: not even that there was one.
    write: (records) =>
      records.length === 0
        ? rm(path, { force: true })
        : writeFileAtomically(path, `${JSON.stringify(records, null, 2)}\n`),
  };
}

function parseList(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
