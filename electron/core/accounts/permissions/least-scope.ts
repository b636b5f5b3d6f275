import type { Account } from '../../../contract/records.ts';
import { toDriveKey } from '../../graph/addressing.ts';

export interface PermissionNeed {
  method: string;
  /** Below the service root: "/drives/D/items/I". */
  path: string;
}

/** POSTs that change nothing. */
const reading = /\/(?:search\/query|preview|subscriptions\/socketIo|\$batch)$/;

/**
 * According to Microsoft's reference: Files.Read or Files.ReadWrite for the own drive, the same with ".All"
 * for others, User.Read.All for people. null if unknown, or if it depends on the contents ($batch).
 */
export function toLeastScope(
  { method, path }: PermissionNeed,
  { kind, driveId, rootPath }: Pick<Account, 'kind' | 'driveId' | 'rootPath'>,
): string | null {
  // Links from the service are absolute.
  const [place = ''] = path.replace(/^https?:\/\/[^/]+\/(?:v1\.0|beta)/, '').split('?', 1);
  if (/^\/users(?:$|\/[^/]+$)/.test(place)) return 'User.Read.All';
  if (place === '/me') return 'User.Read';
  if (place.startsWith('/$batch')) return null;
  const writes = method !== 'GET' && method !== 'HEAD' && !reading.test(place);
  const all = writes ? 'Files.ReadWrite.All' : 'Files.Read.All';
  // An app has no drive of its own.
  if (kind === 'app') return all;
  if (rootPath === 'approot') return 'Files.ReadWrite.AppFolder';
  // The site of the own drive, according to Microsoft's preview reference.
  if (place.endsWith('/recycleBin/items')) return 'Files.Read';
  if (place.startsWith('/sites/')) return writes ? 'Sites.ReadWrite.All' : 'Sites.Read.All';
  return isOwnDrive(place, driveId) ? (writes ? 'Files.ReadWrite' : 'Files.Read') : all;
}

function isOwnDrive(place: string, driveId: string): boolean {
  if (/^\/me\/drive(?:\/|$)/.test(place)) return !place.includes('/sharedWithMe');
  const named = /^\/drives\/([^/]+)/.exec(place)?.[1];
  return named !== undefined && toDriveKey(decodeURIComponent(named)) === toDriveKey(driveId);
}
