import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock, Log } from '../../ports.ts';
import { writeFileAtomically } from '../../lib/atomic-file.ts';
import { createSerialQueue } from '../../lib/serial-queue.ts';
import type { Uses } from './review.ts';

const UsageRecord = z.object({ since: z.string(), uses: z.record(z.string(), z.string()) });
type UsageRecord = z.infer<typeof UsageRecord>;

export interface PermissionUsage {
  note(accountId: string, scope: string): void;
  read(accountId: string): Promise<{ since: string; uses: Uses }>;
  forget(accountId: string): Promise<void>;
}

/** `usage/{account}.json` in the profile: permission names and days only. */
export function createPermissionUsage(folder: string, clock: Clock, log: Log): PermissionUsage {
  const pages = new Map<string, Promise<UsageRecord>>();
  const fileOf = (accountId: string) => join(folder, `${accountId}.json`);
  const today = () => `${new Date(clock.now()).toISOString().slice(0, 10)}T00:00:00.000Z`;

  const open = (accountId: string): Promise<UsageRecord> => {
    const known = pages.get(accountId);
    if (known !== undefined) return known;
    const page = readRecord(fileOf(accountId), today());
    pages.set(accountId, page);
    return page;
  };

  const put = async (accountId: string, scope: string, day: string): Promise<void> => {
    const page = await open(accountId);
    if (page.uses[scope] === day) return;
    page.uses[scope] = day;
    // Forgotten meanwhile: it must not reappear.
    if (pages.has(accountId)) await writeFileAtomically(fileOf(accountId), `${JSON.stringify(page)}\n`);
  };

  /** Already recorded today: most requests end here. */
  const noted = new Set<string>();
  const inTurn = createSerialQueue();

  return {
    note(accountId, scope) {
      const day = today();
      const key = `${accountId} ${scope} ${day}`;
      if (noted.has(key)) return;
      noted.add(key);
      inTurn(() => put(accountId, scope, day)).catch((error: unknown) =>
        log.warn('use of permissions not written', { error: String(error) }),
      );
    },
    read: (accountId) => inTurn(() => open(accountId)),
    forget: (accountId) =>
      inTurn(async () => {
        pages.delete(accountId);
        for (const key of noted) if (key.startsWith(`${accountId} `)) noted.delete(key);
        await rm(fileOf(accountId), { force: true });
      }),
  };
}

async function readRecord(path: string, since: string): Promise<UsageRecord> {
  try {
    return UsageRecord.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return { since, uses: {} };
  }
}
