import { readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Account } from '../../contract/records.ts';
import { AppError } from '../errors.ts';
import { createKeyedQueue } from '../lib/serial-queue.ts';
import type { Log, Vault } from '../ports.ts';
import { writeProfileFile } from '../profile/profile-file.ts';

/** In memory, or in a file sealed by the operating system. */
export const Credential = z.object({
  cache: z.string().nullable(),
  secret: z.string().nullable(),
  /** PEM texts; the thumbprint is SHA-256 in hex. */
  certificate: z
    .object({ thumbprintSha256: z.string(), privateKey: z.string(), x5c: z.string().nullable() })
    .nullable(),
});
export type Credential = z.infer<typeof Credential>;

/**
 * Contains its owner, so that a file moved to another account's place is useless. Earlier versions omitted
 * it.
 */
const Sealed = Credential.extend({ accountId: z.string().optional() });

export const noCredential: Credential = { cache: null, secret: null, certificate: null };

/** Files are separated by cloud and tenant, one per account. */
export type CredentialOwner = Pick<Account, 'accountId' | 'cloud' | 'tenant' | 'credentials'>;

export interface CredentialStore {
  canSeal(): Promise<boolean>;
  /** @throws AppError keyringUnusable if it can't be unsealed now */
  read(owner: CredentialOwner): Promise<Credential | null>;
  /** Resolves when it is on the disk, or in memory for the session only. @throws AppError keyringMissing */
  write(owner: CredentialOwner, credential: Credential): Promise<void>;
  forget(owner: CredentialOwner): Promise<void>;
  fileOf(owner: CredentialOwner): string;
}

export function createCredentialStore(folder: string, vault: Vault, log: Log): CredentialStore {
  const held = new Map<string, Credential>();
  /** An older cache must not replace a newer one. */
  const queue = createKeyedQueue();

  const fileOf = ({ cloud, tenant, accountId }: CredentialOwner) =>
    join(folder, cloud, toFolderName(tenant), `${toFolderName(accountId)}.sealed`);

  const unseal = async (owner: CredentialOwner): Promise<Credential | null> => {
    const sealed = await readFile(fileOf(owner)).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return null;
      throw new AppError('keyringUnusable', { cause });
    });
    if (sealed === null) return null;
    const replace = (again: Uint8Array): Promise<void> => writeProfileFile(fileOf(owner), again);
    try {
      const { accountId, ...credential } = Sealed.parse(JSON.parse(await vault.unseal(sealed, replace)));
      if (accountId === undefined || accountId === owner.accountId) return credential;
      throw new Error('it belongs to another account');
    } catch {
      // A keyring locked today may be open tomorrow, so nothing is deleted. The error may quote what was
      // read.
      log.warn('credentials could not be unsealed', { accountId: owner.accountId });
      throw new AppError('keyringUnusable');
    }
  };

  return {
    canSeal: () => vault.available().catch(() => false),
    read: (owner) =>
      queue.run(owner.accountId, async () => {
        const known = held.get(owner.accountId);
        if (known !== undefined || owner.credentials === 'session') return known ?? null;
        const credential = await unseal(owner);
        if (credential !== null) held.set(owner.accountId, credential);
        return credential;
      }),
    write: (owner, credential) =>
      queue.run(owner.accountId, async () => {
        held.set(owner.accountId, credential);
        if (owner.credentials === 'session') return;
        const sealed = await vault
          .seal(JSON.stringify({ ...credential, accountId: owner.accountId }))
          .catch(() => null);
        if (sealed === null) throw new AppError('keyringMissing');
        await writeProfileFile(fileOf(owner), sealed);
      }),
    forget: (owner) =>
      queue.run(owner.accountId, async () => {
        held.delete(owner.accountId);
        const file = fileOf(owner);
        await rm(file, { force: true });
        // Removes empty parent folders, which name the organization.
        for (let at = dirname(file); at !== dirname(folder); at = dirname(at)) {
          if (
            !(await rmdir(at)
              .then(() => true)
              .catch(() => false))
          )
            break;
        }
      }),
    fileOf,
  };
}

/** Ids and domains only, so that it can't point elsewhere. */
function toFolderName(text: string): string {
  return (
    text
      .toLowerCase()
      .replaceAll(/[^a-z0-9.-]/g, '_')
      .replace(/^\.+/, '_')
      .slice(0, 100) || '_'
  );
}
