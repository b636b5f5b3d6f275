import type { Account } from '../../../contract/records.ts';
import { toDriveKey } from '../../graph/addressing.ts';

/** A request, as far as it says which permission it takes. */
export interface PermissionNeed {
  method: string;
  /** Below the service's root: "/drives/D/items/I". */
  path: string;
}

/** POSTs that change nothing. */
const reading = /\/(?:search\/query|preview|subscriptions\/socketIo|\$batch)$/;

/**
 * The least permission that a request takes, as Microsoft's pages on each method list them: a drive of one's own takes
 * Files.Read or Files.ReadWrite, anybody else's the same with ".All"; people take User.Read.All. null where none is
 * known, or where it depends on what is inside ($batch).
 */
export function toLeastScope(
  { method, path }: PermissionNeed,
  { kind, driveId, rootPath }: Pick<Account, 'kind' | 'driveId' | 'rootPath'>,
): string | null {
  // Links that the service gave are whole addresses.
  const [place = ''] = path.replace(/^https?:\/\/[^/]+\/(?:v1\.0|beta)/, '').split('?', 1);
  if (/^\/users(?:$|\/[^/]+$)/.test(place)) return 'User.Read.All';
  if (place === '/me') return 'User.Read';
  if (place.startsWith('/$batch')) return null;
  const writes = method !== 'GET' && method !== 'HEAD' && !reading.test(place);
  const all = writes ? 'Files.ReadWrite.All' : 'Files.Read.All';
  // An app has no drive of its own.
  if (kind === 'app') return all;
  if (rootPath === 'approot') return 'Files.ReadWrite.AppFolder';
  // Of the site of one's own drive, as the page on Microsoft's preview lists it.
  if (place.endsWith('/recycleBin/items')) return 'Files.Read';
  if (place.startsWith('/sites/')) return writes ? 'Sites.ReadWrite.All' : 'Sites.Read.All';
  return isOwnDrive(place, driveId) ? (writes ? 'Files.ReadWrite' : 'Files.Read') : all;
}

function isOwnDrive(place: string, driveId: string): boolean {
  if (/^\/me\/drive(?:\/|$)/.test(place)) return !place.includes('/sharedWithMe');
  const named = /^\/drives\/([^/]+)/.exec(place)?.[1];
  return named !== undefined && toDriveKey(decodeURIComponent(named)) === toDriveKey(driveId);
}
