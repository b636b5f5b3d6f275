import { rm, truncate } from 'node:fs/promises';
import type { Forgotten } from '../../contract/records.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { toDiskError } from '../documents/disk-error.ts';
import type { Documents } from '../documents/documents.ts';
import type { DocumentsPlace } from '../documents/place/documents-place.ts';
import { profilePaths } from '../lib/profile-paths.ts';
import type { Folders } from '../ports.ts';
import type { ProfileLock } from '../profile/profile-lock.ts';
import type { ProfileNotices } from '../profile/profile-notices.ts';
import type { SettingsService } from '../settings/settings.ts';
import type { Transfers } from '../transfers/transfers.ts';
import { removeAccount, type RemoveAccountDeps } from './remove-account.ts';

export interface ResetAppDeps extends RemoveAccountDeps {
  folders: Folders;
  accounts: Accounts;
  documents: Documents;
  settings: SettingsService;
  place: DocumentsPlace;
  transfers: Transfers;
  notices: ProfileNotices;
  lock: ProfileLock;
}

/**
 * Ends all transfers, then removes accounts, index, settings and log; local copies only when asked. An account stays on
 * the list until everything of it is gone. Tells which files stay where copies were removed.
 *
 * @throws AppError diskDenied: something could not be removed
 */
export async function resetApp(deps: ResetAppDeps, includeDocuments: boolean): Promise<Forgotten> {
  try {
    return await removeAll(deps, includeDocuments);
  } catch (cause) {
    throw toDiskError(cause, deps.folders.userData);
  }
}

async function removeAll(deps: ResetAppDeps, includeDocuments: boolean): Promise<Forgotten> {
  const { folders, accounts, documents, notices, settings, transfers } = deps;
  await transfers.reset();
  // Copies that stay keep their place in the list: else nobody could find or remove them any more.
  let forgotten: Forgotten = { keptFiles: 0, trashedFiles: 0, keptIn: null };
  if (includeDocuments) {
    forgotten = await documents.forget();
    await deps.place.forget();
  }
  await deps.activity.forget();
  await settings.forget();
  await forgetTraces(deps);
  // Last: without accounts the page says welcome, and by then the rest must be gone.
  for (const { accountId } of accounts.list()) await removeAccount(deps, accountId, false);
  // Removing an account may write some of it again.
  await forgetTraces(deps);
  await accounts.forget();
  await notices.forget();
  deps.lock.forget();
  // What a crash left of sealed files, and of files that a page made for an upload.
  const { credentials, offered } = profilePaths(folders.userData);
  for (const folder of [credentials, offered]) await rm(folder, { recursive: true, force: true });
  return forgotten;
}

async function forgetTraces({
  kept,
  pictures,
  sharedMemory,
  placeMemory,
  folders,
}: ResetAppDeps): Promise<void> {
  await kept.forget();
  await pictures.forget();
  await sharedMemory.forget();
  await placeMemory.forget();
  if (folders.logFile !== null) await emptyLog(folders.logFile);
}

/** The log is open for writing: it is emptied in place, and the older one beside it is removed. */
async function emptyLog(logFile: string): Promise<void> {
  await truncate(logFile).catch(() => undefined);
  await rm(logFile.replace(/(\.[^.]*)?$/, '.old$1'), { force: true });
}
