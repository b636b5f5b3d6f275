import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SafeStorage } from 'electron';

/**
 * Reports that there is no keyring, because the stand-in can't protect secrets at rest. A test may provide
 * one: STAND_IN_KEYRING is the path of a file with 32 random bytes, outside of the profile.
 */
const keyFile = process.env.STAND_IN_KEYRING ?? '';
const hasKeyring = keyFile !== '';
const ivBytes = 12;
const tagBytes = 16;

function readKey(): Buffer {
  if (!hasKeyring) throw new Error('the stand-in has no keyring: nothing can be sealed');
  return readFileSync(keyFile);
}

export const safeStorage = {
  isEncryptionAvailable: () => hasKeyring,
  isAsyncEncryptionAvailable: () => Promise.resolve(hasKeyring),
  async encryptStringAsync(plain: string) {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', readKey(), iv);
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  },
  async decryptStringAsync(sealed: Buffer) {
    const decipher = createDecipheriv('aes-256-gcm', readKey(), sealed.subarray(0, ivBytes));
    decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
    const rest = sealed.subarray(ivBytes + tagBytes);
    const result = Buffer.concat([decipher.update(rest), decipher.final()]).toString('utf8');
    return { shouldReEncrypt: false, result };
  },
} satisfies Partial<SafeStorage>;
