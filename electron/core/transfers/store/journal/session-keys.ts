import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log, Vault } from '../../../ports.ts';
import { writeFileAtomically } from '../../../lib/atomic-file.ts';

/**
 * Upload URLs grant access by themselves, so they are sealed or not stored: AES-256-GCM with a key per
 * account, which the operating system's vault seals into a file.
 */
export interface SessionKeys {
  seal(accountId: string, plain: string): Promise<string | null>;
  unseal(accountId: string, sealed: string): Promise<string | null>;
  available(): Promise<boolean>;
  keeps(accountId: string): boolean;
  deleteKey(accountId: string): Promise<void>;
}

const cipher = 'aes-256-gcm';
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

export function createSessionKeys(folder: string, vault: Vault, log: Log): SessionKeys {
  const keys = new Map<string, Promise<Buffer | null>>();
  const withoutKey = new Set<string>();
  const fileOf = (accountId: string) => join(folder, `${accountId}.key`);

  function keyOf(accountId: string): Promise<Buffer | null> {
    const known = keys.get(accountId);
    if (known !== undefined) return known;
    const key = readOrCreate(fileOf(accountId), vault).catch((error: unknown) => {
      log.warn('no key for upload sessions', { accountId, error: String(error) });
      return null;
    });
    keys.set(accountId, key);
    return key;
  }

  return {
    available: () => vault.available().catch(() => false),
    async seal(accountId, plain) {
      const key = await keyOf(accountId);
      if (key === null) withoutKey.add(accountId);
      return key === null ? null : encrypt(key, accountId, plain);
    },
    async unseal(accountId, sealed) {
      const key = await keyOf(accountId);
      return key === null ? null : decrypt(key, accountId, sealed);
    },
    keeps: (accountId) => !withoutKey.has(accountId),
    async deleteKey(accountId) {
      withoutKey.delete(accountId);
      keys.delete(accountId);
      await rm(fileOf(accountId), { force: true });
    },
  };
}

/** A new key replaces one that can't be unsealed, once the vault can seal it. */
async function readOrCreate(file: string, vault: Vault): Promise<Buffer | null> {
  if (!(await vault.available())) return null;
  const write: WriteSealed = (bytes) => writeFileAtomically(file, Buffer.from(bytes).toString('base64'));
  const sealed = await readKey(file);
  const key = sealed === null ? null : await unsealKey(vault, sealed, write);
  if (key !== null) return key;
  const made = randomBytes(keyBytes);
  await write(await vault.seal(made.toString('base64')));
  return made;
}

/** null only if there is none: a key that can't be read now is not replaced. */
async function readKey(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

type WriteSealed = (sealed: Uint8Array) => Promise<void>;

async function unsealKey(vault: Vault, text: Buffer, write: WriteSealed): Promise<Buffer | null> {
  try {
    const key = Buffer.from(await vault.unseal(Buffer.from(text.toString(), 'base64'), write), 'base64');
    return key.length === keyBytes ? key : null;
  } catch {
    return null;
  }
}

/** The account is authenticated, so that data sealed for one can't be passed off as another's. */
function encrypt(key: Buffer, accountId: string, plain: string): string {
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, key, iv).setAAD(Buffer.from(accountId));
  const body = Buffer.concat([sealing.update(plain, 'utf8'), sealing.final()]);
  return Buffer.concat([iv, sealing.getAuthTag(), body]).toString('base64');
}

function decrypt(key: Buffer, accountId: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const opening = createDecipheriv(cipher, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(accountId))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    return Buffer.concat([opening.update(bytes.subarray(ivBytes + tagBytes)), opening.final()]).toString();
  } catch {
    return null;
  }
}
