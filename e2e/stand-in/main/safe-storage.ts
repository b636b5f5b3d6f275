import type { SafeStorage } from 'electron';

const refuse = (): Promise<never> =>
  Promise.reject(new Error('the stand-in has no keyring: nothing can be sealed'));

/** No keyring, and it says so: an app that runs here must not pretend that secrets are safe at rest. */
export const safeStorage = {
  isEncryptionAvailable: () => false,
  isAsyncEncryptionAvailable: () => Promise.resolve(false),
  encryptStringAsync: refuse,
  decryptStringAsync: refuse,
  getSelectedStorageBackend: () => 'basic_text' as const,
} satisfies Partial<SafeStorage>;
