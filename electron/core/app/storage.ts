import { rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { StorageSummary } from '../../contract/records.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Documents } from '../documents/documents.ts';
import type { Index } from '../index/index-client.ts';
import type { Ports } from '../ports.ts';
import type { Transfers } from '../transfers/transfers.ts';
import type { SettingsService } from '../settings/settings.ts';

/** What Slipway keeps on this computer, and how all of it goes. */
export interface Storage {
  summary(): Promise<StorageSummary>;
  /** Transfers end, then accounts, index, settings and log go; local copies only when asked. */
  forgetEverything(includeDocuments: boolean): Promise<void>;
}

export interface StorageDeps {
  ports: Pick<Ports, 'folders' | 'vault'>;
  accounts: Accounts;
  index: Index;
  settings: SettingsService;
  documents: Documents;
  transfers: Transfers;
}

export function createStorage(surroundings: StorageDeps): Storage {
  const { ports, accounts, index, settings, documents, transfers } = surroundings;
  const { logFile, documents: documentsFolder } = ports.folders;

  return {
    async summary() {
      const listed = accounts.list();
      const counts = await Promise.all(listed.map(({ accountId }) => index.count(accountId)));
      return {
        documentsFolder,
        documents: await documents.size(),
        index: {
          count: counts.reduce((sum, count) => sum + count, 0),
          sizeBytes: await sizeOf(accounts.indexFiles()),
        },
        settings: { sizeBytes: await sizeOf([...settings.files, ...documents.files]) },
        log: { sizeBytes: await sizeOf(logFile === null ? [] : [logFile]) },
        sealing: (await ports.vault.available()) ? 'available' : 'unavailable',
      };
    },
    async forgetEverything(includeDocuments) {
      await transfers.forget();
      // Copies that stay keep their place in the list: else nobody could find or remove them any more.
      if (includeDocuments) await documents.forget();
      await settings.forget();
      // Last: without accounts the page says welcome, and by then the rest must be gone.
      for (const { accountId } of accounts.list()) await accounts.remove(accountId);
      // Whatever a crash left behind of sealed files, and of files that a page had made for an upload.
      for (const folder of ['credentials', 'offered'])
        await rm(join(ports.folders.userData, folder), { recursive: true, force: true });
      if (logFile !== null) await emptyLog(logFile);
    },
  };
}

async function sizeOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file)
        .then(({ size }) => size)
        .catch(() => 0),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** It is open for writing: emptied in place, and the older one beside it goes. */
async function emptyLog(logFile: string): Promise<void> {
  await truncate(logFile).catch(() => undefined);
  await rm(logFile.replace(/(\.[^.]*)?$/, '.old$1'), { force: true });
}
