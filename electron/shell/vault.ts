import { safeStorage } from 'electron';
import type { Vault } from '../core/ports.ts';

async function available(): Promise<boolean> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false;
  return safeStorage.isAsyncEncryptionAvailable();
}

/** Sealed by the operating system, or not at all: on Linux "basic_text" is a fixed key, which is no protection. */
export function createVault(): Vault {
  return {
    available,
    async seal(plain) {
      if (!(await available())) throw new Error('there is no keyring to seal with');
      return safeStorage.encryptStringAsync(plain);
    },
    async unseal(sealed) {
      return (await safeStorage.decryptStringAsync(Buffer.from(sealed))).result;
    },
  };
}
