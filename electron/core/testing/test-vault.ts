import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Vault } from '../ports.ts';

export interface TestVault extends Vault {
  state: 'open' | 'locked' | 'missing';
}

export function createTestVault({
  computer = 'this one',
  state = 'open',
}: { computer?: string; state?: TestVault['state'] } = {}): TestVault {
  const key = createHash('sha256').update(computer).digest();
  const demandOpen = () => {
    if (vault.state !== 'open') throw new Error('the keyring is locked');
  };
  const vault: TestVault = {
    state,
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
