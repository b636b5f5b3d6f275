import { constants } from 'node:fs';
import { access, lstat } from 'node:fs/promises';
import { basename } from 'node:path';
import { canRetry } from '../../contract/can-retry.ts';
import type { Failure } from '../../contract/errors.ts';
import { AppError } from '../errors.ts';

/**
 * "refused": it can't be sent (a link, a device, an unreadable file). It gets a ticket, too, so that the
 * upload lists it with the reason.
 */
export type OfferedSource =
  | { kind: 'file'; name: string; path: string; sizeBytes: number; modifiedMs: number }
  | { kind: 'folder'; name: string; path: string }
  | { kind: 'refused'; name: string; failure: Failure; again: AgainPath | null };

/** What may be tried again later. null: it can never be sent. */
interface AgainPath {
  path: string;
  isFolder: boolean;
}

/** Links are not followed, as they may lead anywhere, and elsewhere by the time they are read. */
export async function inspectSource(path: string): Promise<OfferedSource> {
  const name = basename(path);
  let isFolder = false;
  const refuse = (code: Failure['code'], cause?: unknown): OfferedSource => ({
    kind: 'refused',
    name,
    failure: new AppError(code, { subject: name, cause }).toFailure(),
    again: canRetry(code) ? { path, isFolder } : null,
  });
  // A File created in the renderer has no path.
  if (path === '') return refuse('ticketUnknown');
  try {
    const stats = await lstat(path);
    if (stats.isFile()) {
      await access(path, constants.R_OK);
      return { kind: 'file', name, path, sizeBytes: stats.size, modifiedMs: stats.mtimeMs };
    }
    if (!stats.isDirectory()) return refuse('localNotAFile');
    isFolder = true;
    await access(path, constants.R_OK | constants.X_OK);
    return { kind: 'folder', name, path };
  } catch (cause) {
    return refuse(isMissing(cause) ? 'localFileMissing' : 'localFileUnreadable', cause);
  }
}

/** ENAMETOOLONG: a file with such a name can't exist. */
const missing: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'];

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && missing.includes(cause.code);
