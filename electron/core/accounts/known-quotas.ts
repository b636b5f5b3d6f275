import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { KnownQuota } from '../../contract/records.ts';
import { writeFileAtomically } from '../lib/atomic-file.ts';
import type { Log } from '../ports.ts';

const File = z.record(z.string(), KnownQuota);

export interface KnownQuotas {
  get(accountId: string): KnownQuota | null;
  put(accountId: string, quota: KnownQuota): void;
  /** Resolves when it is off the disk. */
  forget(accountId: string): Promise<void>;
}

export async function createKnownQuotas(file: string, log: Log): Promise<KnownQuotas> {
  const quotas = new Map(Object.entries(await read(file)));
  let turn: Promise<void> = Promise.resolve();

  const write = (): Promise<void> => {
    turn = turn
      .then(() =>
        quotas.size === 0
          ? rm(file, { force: true })
          : writeFileAtomically(file, `${JSON.stringify(Object.fromEntries(quotas))}\n`),
      )
      .catch((error: unknown) => log.warn('quotas not written', { error: String(error) }));
    return turn;
  };

  return {
    get: (accountId) => quotas.get(accountId) ?? null,
    put(accountId, quota) {
      quotas.set(accountId, quota);
      void write();
    },
    async forget(accountId) {
      quotas.delete(accountId);
      await write();
    },
  };
}

/** An unreadable value will be requested again. */
async function read(file: string): Promise<z.infer<typeof File>> {
  try {
    return File.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return {};
  }
}
