import { expect, test } from 'vitest';
import { createVault, type Storage } from './vault.ts';

function createStorage(mark: string, shouldReEncrypt = false): Storage {
  const seal = (plain: string): Buffer =>
    Buffer.concat([Buffer.from(mark), Buffer.from(plain).map((byte) => byte ^ 0x55)]);
  return {
    isAsyncEncryptionAvailable: async () => mark !== '',
    encryptStringAsync: async (plain) => (mark === 'plain' ? Buffer.from(plain) : seal(plain)),
    decryptStringAsync: async (sealed) => ({
      result: sealed
        .subarray(3)
        .map((byte) => byte ^ 0x55)
        .toString(),
      shouldReEncrypt,
    }),
  };
}

test.each<[string, NodeJS.Platform, boolean]>([
  ['v11', 'linux', true],
  ['v12', 'linux', true],
  ['v10', 'linux', false],
  ['plain', 'linux', false],
  ['', 'linux', false],
  ['v10', 'win32', true],
  ['v10', 'darwin', true],
  ['plain', 'win32', false],
])('a secret sealed as “%s” on %s counts as protected: %s', async (mark, platform, isSealed) => {
  const vault = createVault(createStorage(mark), platform);
  expect(await vault.available()).toBe(isSealed);
  if (isSealed) expect(await vault.unseal(await vault.seal('secret'))).toBe('secret');
  else await expect(vault.seal('secret')).rejects.toThrow('no keyring');
});

test('a keyring that is unlocked later is used from then on', async () => {
  const storage = createStorage('v11');
  let isOpen = false;
  const vault = createVault({ ...storage, isAsyncEncryptionAvailable: async () => isOpen }, 'linux');
  expect(await vault.available()).toBe(false);
  isOpen = true;
  expect(await vault.available()).toBe(true);
});

test.each([true, false])('a secret is resealed only if necessary (%s)', async (shouldReEncrypt) => {
  const vault = createVault(createStorage('v11', shouldReEncrypt), 'linux');
  const replaced: Uint8Array[] = [];
  const sealed = await vault.seal('secret');
  expect(await vault.unseal(sealed, async (again) => void replaced.push(again))).toBe('secret');
  expect(replaced).toEqual(shouldReEncrypt ? [sealed] : []);
});
