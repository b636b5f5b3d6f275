import { stat } from 'node:fs/promises';
import type { StorageSummary } from '../../contract/local-copies.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { KeptItems } from '../copies/kept-items.ts';
import type { Documents } from '../documents/documents.ts';
import type { DocumentsPlace } from '../documents/place/documents-place.ts';
import type { Index } from '../index/index-client.ts';
import type { Ports } from '../ports.ts';
import type { PictureCache } from '../previews/picture-cache.ts';
import type { PlaceMemory } from '../places/last-places.ts';
import type { SettingsService } from '../settings/settings.ts';

export interface StorageSummaryDeps {
  ports: Pick<Ports, 'folders' | 'vault'>;
  accounts: Accounts;
  index: Index;
  settings: SettingsService;
  documents: Documents;
  placeMemory: PlaceMemory;
  kept: KeptItems;
  pictures: PictureCache;
  place: DocumentsPlace;
}

export async function readStorageSummary(deps: StorageSummaryDeps): Promise<StorageSummary> {
  const { ports, accounts, index, settings, documents, placeMemory } = deps;
  const { logFile } = ports.folders;
  const counts = await Promise.all(accounts.list().map(({ accountId }) => index.count(accountId)));
  return {
    documentsFolder: deps.place.root(),
    documents: await documents.size(),
    index: {
      count: counts.reduce((sum, count) => sum + count, 0),
      sizeBytes: await sizeOf(accounts.indexFiles()),
    },
    pictures: { sizeBytes: await deps.pictures.sizeBytes() },
    settings: {
      sizeBytes: await sizeOf([
        ...(await settings.files()),
        ...(await documents.files()),
        ...deps.kept.files(),
        placeMemory.file,
      ]),
    },
    log: { sizeBytes: await sizeOf(logFile === null ? [] : [logFile]) },
    sealing: (await ports.vault.available()) ? 'available' : 'unavailable',
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
