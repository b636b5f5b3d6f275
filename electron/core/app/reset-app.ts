import { rm, truncate } from 'node:fs/promises';
import type { Forgotten } from '../../contract/records.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { toDiskError } from '../documents/disk-error.ts';
import type { Documents } from '../documents/documents.ts';
import type { DocumentsPlace } from '../documents/place/documents-place.ts';
import { profilePaths } from '../lib/profile-paths.ts';
import type { Folders } from '../ports.ts';
import { removeCrashReports } from '../profile/crash-reports.ts';
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
 * Local copies only on request. An account stays listed until all of its data is gone. @throws AppError
 * diskDenied if something could not be removed
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
  // Kept copies stay listed, so that people can still find and remove them.
  let forgotten: Forgotten = { keptFiles: 0, trashedFiles: 0, keptIn: null };
  if (includeDocuments) {
    await deps.place.removeLeftovers();
    forgotten = addLeftovers(await documents.forget(), await deps.place.leftovers());
    await deps.place.forget();
  }
  await deps.activity.forget();
  await settings.forget();
  await forgetTraces(deps);
  // Last: without accounts the welcome page appears, and by then the rest must be gone.
  for (const { accountId } of accounts.list()) await removeAccount(deps, accountId, false);
  // Removing an account may write some of it again.
  await forgetTraces(deps);
  await accounts.forget();
  await notices.forget();
  deps.lock.forget();
  // Leftovers of a crash: sealed files, and files created for uploads.
  const { credentials, crashes, offered } = profilePaths(folders.userData);
  for (const folder of [credentials, offered]) await rm(folder, { recursive: true, force: true });
  await removeCrashReports(crashes);
  return forgotten;
}

/** Files of a former documents folder that couldn’t be removed, for example because a program has them open. */
function addLeftovers(
  forgotten: Forgotten,
  left: Awaited<ReturnType<DocumentsPlace['leftovers']>>,
): Forgotten {
  if (left === null || left.files === 0) return forgotten;
  const { keptFiles, keptIn } = forgotten;
  return {
    ...forgotten,
    keptFiles: keptFiles + left.files,
    keptIn: keptIn ?? left.folder.toWellFormed(),
  };
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

/** The log is open for writing, so it is truncated. */
async function emptyLog(logFile: string): Promise<void> {
  await truncate(logFile).catch(() => undefined);
  await rm(logFile.replace(/(\.[^.]*)?$/, '.old$1'), { force: true });
}
