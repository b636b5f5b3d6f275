import type { SharedSourceName } from '../../../contract/shared-list.ts';
import type { AccountDrive } from '../../accounts/account-drive.ts';
import { isAppError } from '../../errors.ts';
import { connectionErrors } from '../../graph/json-batch.ts';
import { entryFields, toEntry, type DriveEntry, type WireItem } from '../../graph/drive-item.ts';
import { itemPath } from '../../graph/addressing.ts';
import { createItems } from '../../graph/items.ts';
import type { ItemRef } from '../../../contract/records.ts';
import type { SubRequest, SubResult } from '../../graph/json-batch.ts';

export interface FoundShared {
  entry: DriveEntry;
  sharedAtMs: number | null;
}

/** Microsoft phases out `sharedWithMe` (nothing after November 2027) without a replacement. */
export interface SharedSource {
  readonly name: SharedSourceName;
  /** In parts. A source that is not available for this account returns nothing, without failing. */
  list(drive: AccountDrive, emit: FoundSink, signal: AbortSignal): Promise<void>;
}

export type FoundSink = (found: FoundShared[]) => Promise<void>;

const bits: readonly SharedSourceName[] = ['list', 'shortcut', 'search', 'link', 'followed', 'earlier'];

export const toSourceBit = (name: SharedSourceName): number => 1 << bits.indexOf(name);
export const toSourceNames = (sources: number): SharedSourceName[] =>
  bits.filter((name) => (sources & toSourceBit(name)) !== 0);

/** null for the user's own items. */
export function toFound(wire: WireItem, myDriveId: string): FoundShared | null {
  const entry = toEntry(wire, myDriveId);
  if (entry === null || entry.sharing !== 'withMe') return null;
  const at = Date.parse((wire.remoteItem?.shared ?? wire.shared)?.sharedDateTime ?? '');
  return { entry: toListed(entry), sharedAtMs: Number.isNaN(at) ? null : at };
}

export const toListed = (entry: DriveEntry): DriveEntry => ({
  ...entry,
  own: { driveId: entry.driveId, itemId: entry.itemId },
  parent: null,
  sharing: 'withMe',
});

export const toAllFound = (wires: readonly WireItem[], myDriveId: string): FoundShared[] =>
  wires.map((wire) => toFound(wire, myDriveId)).filter((found) => found !== null);

/** This source is unavailable to the account, for now or for good; others may work. */
export const isSourceUnavailable = (error: unknown): boolean =>
  isAppError(error) && !connectionErrors.has(error.code);

export function readAll(
  drive: AccountDrive,
  items: readonly ItemRef[],
  signal: AbortSignal | null,
): Promise<SubResult[]> {
  const parts = items.map((item): SubRequest => ({
    method: 'GET',
    path: `${itemPath(item)}?$select=${entryFields}`,
    subject: null,
  }));
  return Promise.all(createItems(drive, { priority: 'background', signal }).batch(parts));
}
