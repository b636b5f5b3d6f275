import type { AccountDrive } from '../accounts/account-drive.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { Deletes, SelectedEntries } from '../items/deletes.ts';
import type { OfferedSource } from '../lib/inspect-source.ts';
import type {
  Batch,
  DownloadedEntry,
  FileStarter,
  FileUpdate,
  PlannedDownload,
} from '../transfers/start-transfers.ts';
import type { KnownFolder } from '../transfers/model/transfer-record.ts';
import { walkFolder, type EntrySink, type ListedFolder, type WalkOptions } from './list-items.ts';

/** There is no other way to start an upload, a download, or a delete. They return at once. */
export interface ItemMethods {
  list(drive: AccountDrive, folder: ListedFolder, options: WalkOptions, onEntries: EntrySink): Promise<void>;
  create: (accountId: string, to: KnownFolder, sources: readonly OfferedSource[]) => Batch;
  /** Each only if it still is the given version. */
  update(accountId: string, files: readonly FileUpdate[]): Batch;
  save: (accountId: string, to: KnownFolder, sources: readonly OfferedSource[]) => Batch;
  /**
   * Only over the version that was opened, or as a new file in another folder. Joins a save that hasn't
   * ended.
   */
  saveCopy(documentId: string, to?: KnownFolder): Promise<string>;
  download(accountId: string, downloads: readonly PlannedDownload[]): Batch;
  /** Joins a download that hasn't ended. */
  downloadToOpen(accountId: string, path: string, entry: DownloadedEntry): Promise<string>;
  delete(accountId: string, selected: SelectedEntries): Batch;
}

export function createItemMethods(starter: FileStarter, deletes: Pick<Deletes, 'delete'>): ItemMethods {
  return {
    list: walkFolder,
    create: (accountId, to, sources) => starter.upload(accountId, to, sources, 'upload'),
    update: (accountId, files) => starter.update(accountId, files),
    save: (accountId, to, sources) => starter.upload(accountId, to, sources, 'save'),
    saveCopy: (documentId, to) => starter.saveBack(documentId, to ?? null),
    download: (accountId, downloads) => starter.download(accountId, downloads),
    downloadToOpen: (accountId, path, entry) => starter.downloadToOpen(accountId, path, entry),
    delete: (accountId, selected) => deletes.delete(accountId, selected),
  };
}

export const toDownloads = (
  { entries, pathOf }: Pick<SelectedEntries, 'pathOf'> & { entries: readonly DriveEntry[] },
  to: string | null,
): PlannedDownload[] => entries.map((entry) => ({ entry, path: pathOf(entry), to, place: null }));
