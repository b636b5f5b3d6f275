import type { Library } from '../../contract/libraries.ts';
import type { Account, ItemRef, PlaceName } from '../../contract/records.ts';
import { toDriveKey } from '../graph/addressing.ts';

export function libraryOf({ libraries }: Pick<Account, 'libraries'>, driveId: string): Library | null {
  const key = toDriveKey(driveId);
  return libraries.find((library) => toDriveKey(library.driveId) === key) ?? null;
}

export const toLibraryRoot = ({ driveId, rootId }: Library): ItemRef => ({ driveId, itemId: rootId });

/** Judged by its drive: a shortcut in My files may lead to any other. */
export function placeOf(account: Pick<Account, 'driveId' | 'libraries'>, driveId: string): PlaceName {
  if (toDriveKey(driveId) === toDriveKey(account.driveId)) return 'myfiles';
  return libraryOf(account, driveId) === null ? 'shared' : 'libraries';
}

export function findLibrary(
  { libraries }: Pick<Account, 'libraries'>,
  texts: readonly (string | null)[],
): Library | null {
  const wanted = texts.map((text) => text?.toLowerCase());
  return libraries.find(({ name }) => wanted.includes(name.toLowerCase())) ?? null;
}
