import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import type { Log, ProxyCredential, Vault } from '../ports.ts';
import { writeProfileFile } from '../profile/profile-file.ts';

const Kept = z.record(z.string(), z.object({ userName: z.string(), password: z.string() }));

export interface ProxyCredentials {
  find(proxy: string): Promise<ProxyCredential | null>;
  /** Returns whether it was sealed and written to disk. */
  keep(proxy: string, credential: ProxyCredential): Promise<boolean>;
  forget(): Promise<void>;
  kept(): Promise<{ proxy: string; isSealed: boolean }[]>;
}

export function createProxyCredentials(path: string, vault: Vault, log: Log): ProxyCredentials {
  let reading: Promise<Map<string, ProxyCredential>> | null = null;
  const sealedFor = new Set<string>();

  const read = async (): Promise<Map<string, ProxyCredential>> => {
    const sealed = await readFile(path).catch(() => null);
    if (sealed === null) return new Map();
    try {
      const found = Object.entries(Kept.parse(JSON.parse(await vault.unseal(sealed))));
      for (const [proxy] of found) sealedFor.add(proxy);
      return new Map(found);
    } catch {
      // The error may quote what was read.
      log.warn('proxy sign-in could not be unsealed');
      return new Map();
    }
  };
  const known = () => (reading ??= read());

  return {
    find: async (proxy) => (await known()).get(proxy) ?? null,
    kept: async () => [...(await known()).keys()].map((proxy) => ({ proxy, isSealed: sealedFor.has(proxy) })),
    async keep(proxy, credential) {
      const all = await known();
      all.set(proxy, credential);
      sealedFor.delete(proxy);
      if (!(await vault.available().catch(() => false))) return false;
      const sealed = await vault.seal(JSON.stringify(Object.fromEntries(all))).catch(() => null);
      if (sealed === null) return false;
      await writeProfileFile(path, sealed);
      for (const each of all.keys()) sealedFor.add(each);
      return true;
    },
    async forget() {
      reading = Promise.resolve(new Map());
      sealedFor.clear();
      await rm(path, { force: true });
    },
  };
}
