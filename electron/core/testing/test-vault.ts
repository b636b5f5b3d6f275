import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Vault } from '../ports.ts';

/** A keyring that really seals, and that a test can lock or take away. Its key is in memory only. */
export interface TestVault extends Vault {
  state: 'open' | 'locked' | 'missing';
}

export function createTestVault(): TestVault {
  const key = randomBytes(32);
  const demandOpen = () => {
    if (vault.state !== 'open') throw new Error('the keyring is locked');
  };
  const vault: TestVault = {
    state: 'open',
    available: async () => vault.state !== 'missing',
    async seal(plain) {
      demandOpen();
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    async unseal(sealed) {
      demandOpen();
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
  return vault;
}
