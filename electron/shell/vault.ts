import type { SafeStorage } from 'electron';
import type { Vault } from '../core/ports.ts';

export type Storage = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>;

const probe = 'sealed by nobody but this computer';
/** On Linux without a working keyring, Chromium encrypts with a key published in its source. */
const fixedKeyMark = 'v10';

/** The keyring's name doesn't say whether it runs, so a probe is sealed. */
async function canSeal(storage: Storage, platform: NodeJS.Platform): Promise<boolean> {
  if (!(await storage.isAsyncEncryptionAvailable())) return false;
  const sealed = await storage.encryptStringAsync(probe);
  const isFixedKey =
    platform === 'linux' && sealed.subarray(0, fixedKeyMark.length).toString() === fixedKeyMark;
  return !isFixedKey && !sealed.includes(probe);
}

/** Sealed by the operating system, or not stored at all. */
export function createVault(storage: Storage, platform: NodeJS.Platform): Vault {
  // A keyring may be unlocked later; one that sealed once keeps working.
  let hasSealed = false;
  const available = async (): Promise<boolean> => (hasSealed ||= await canSeal(storage, platform));
  return {
    available,
    async seal(plain) {
      if (!(await available())) throw new Error('there is no keyring to seal with');
      return storage.encryptStringAsync(plain);
    },
    async unseal(sealed, replace) {
      const { result, shouldReEncrypt } = await storage.decryptStringAsync(Buffer.from(sealed));
      // The system has a new key; reseal so that the old one isn't needed forever.
      if (shouldReEncrypt && (await available())) await replace?.(await storage.encryptStringAsync(result));
      return result;
    },
  };
}
