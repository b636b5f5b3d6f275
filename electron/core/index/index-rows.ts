import type { SQLOutputValue } from 'node:sqlite';
import type { Item } from '../../contract/records.ts';
import { toDriveKey } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';

/** Between a DriveEntry and a row of the table `items`: words become small numbers, instants milliseconds. */
export const kinds = ['folder', 'file', 'package'] as const satisfies readonly Item['kind'][];
export const sharings = ['none', 'byMe', 'withMe'] as const satisfies readonly Item['sharing'][];
const previews = ['none', 'image', 'text'] as const satisfies readonly Item['preview'][];

/** `revoked` of an item: a person has taken it off the list of shared items, which still brings it. */
export const hiddenMark = 2;

export type SqlRow = Record<string, SQLOutputValue>;
export type SqlTuple = readonly SQLOutputValue[];

const columns =
  'own_drive own_item own_drive_id drive_id item_id parent_drive_id parent_item name kind size child_count modified ' +
  'modified_by sharing shared_by owner has_thumbnail preview malware etag ctag mime hash';
const columnNames = columns.split(' ');
/** Said by one listing and left out by another: what is known is kept. */
const sticky = new Set(['shared_by', 'owner', 'hash', 'parent_drive_id', 'parent_item', 'child_count']);

/** Upsert by own place; gives the row number back. A revoked mark is not touched. */
export const upsertItem = `
  INSERT INTO items (${columnNames.join(', ')}) VALUES (${columnNames.map(() => '?').join(', ')})
  ON CONFLICT (own_drive, own_item) DO UPDATE SET ${columnNames
    .slice(2)
    .map((name) =>
      sticky.has(name) ? `${name} = coalesce(excluded.${name}, ${name})` : `${name} = excluded.${name}`,
    )
    .join(', ')}
  RETURNING row, revoked`;

export function toSqlValues(entry: DriveEntry): (string | number | null)[] {
  return [
    toDriveKey(entry.own.driveId),
    entry.own.itemId,
    entry.own.driveId,
    entry.driveId,
    entry.itemId,
    entry.parent?.driveId ?? null,
    entry.parent?.itemId ?? null,
    entry.name.toWellFormed(),
    kinds.indexOf(entry.kind),
    entry.sizeBytes,
    entry.childCount,
    entry.modifiedAt === null ? null : Date.parse(entry.modifiedAt),
    entry.modifiedBy,
    sharings.indexOf(entry.sharing),
    entry.sharedBy,
    entry.owner,
    Number(entry.hasThumbnail),
    previews.indexOf(entry.preview),
    Number(entry.problem === 'malware'),
    entry.eTag,
    entry.cTag,
    entry.mimeType,
    entry.quickXorHash,
  ];
}

export function toDriveEntry(row: SqlRow): DriveEntry {
  const modified = row['modified'];
  const parentItem = text(row['parent_item']);
  return {
    driveId: String(row['drive_id']),
    itemId: String(row['item_id']),
    own: { driveId: String(row['own_drive_id']), itemId: String(row['own_item']) },
    parent: parentItem === null ? null : { driveId: String(row['parent_drive_id']), itemId: parentItem },
    name: String(row['name']),
    kind: kinds[Number(row['kind'])] ?? 'file',
    sizeBytes: number(row['size']),
    childCount: number(row['child_count']),
    modifiedAt: typeof modified === 'number' ? new Date(modified).toISOString() : null,
    modifiedBy: text(row['modified_by']),
    sharing: sharings[Number(row['sharing'])] ?? 'none',
    sharedBy: text(row['shared_by']),
    owner: text(row['owner']),
    hasThumbnail: row['has_thumbnail'] === 1,
    preview: previews[Number(row['preview'])] ?? 'none',
    problem: Number(row['revoked']) > 0 ? 'revoked' : row['malware'] === 1 ? 'malware' : null,
    eTag: text(row['etag']),
    cTag: text(row['ctag']),
    mimeType: text(row['mime']),
    quickXorHash: text(row['hash']),
  };
}

const text = (value: SQLOutputValue | undefined): string | null => (typeof value === 'string' ? value : null);
const number = (value: SQLOutputValue | undefined): number | null =>
  typeof value === 'number' ? value : null;
