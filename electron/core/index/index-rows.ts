import type { SQLOutputValue } from 'node:sqlite';
import type { Item } from '../../contract/records.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { toPreviewKind } from '../graph/file-types.ts';

export const kinds = ['folder', 'file', 'package'] as const satisfies readonly Item['kind'][];
export const sharings = ['none', 'byMe', 'withMe'] as const satisfies readonly Item['sharing'][];

export type SqlRow = Record<string, SQLOutputValue>;
export type SqlTuple = readonly SQLOutputValue[];

export const flagBits = {
  kind: 3,
  sharing: 3 << 2,
  thumbnail: 1 << 4,
  malware: 1 << 7,
  revoked: 1 << 8,
  shortcut: 1 << 10,
  /** The root of a drive or of a separately enumerated folder: not a row of any folder. */
  root: 1 << 11,
  /** A folder of which only the address is known. */
  placeholder: 1 << 12,
} as const;

export const keptBits = flagBits.revoked | flagBits.root;

export const toFlags = (entry: DriveEntry, isShortcut: boolean): number =>
  kinds.indexOf(entry.kind) |
  (sharings.indexOf(entry.sharing) << 2) |
  (entry.hasThumbnail ? flagBits.thumbnail : 0) |
  (entry.problem === 'malware' ? flagBits.malware : 0) |
  (isShortcut ? flagBits.shortcut : 0);

/** A hash as bytes; any other value unchanged. */
export function toHashValue(hash: string | null): string | Uint8Array | null {
  if (hash === null) return null;
  const bytes = Buffer.from(hash, 'base64');
  return bytes.toString('base64') === hash ? bytes : hash;
}

export const toHash = (value: SQLOutputValue | undefined): string | null =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : text(value);

export interface RowNames {
  spelling(drive: number): string;
  word(id: number | null): string | null;
}

export function toDriveEntry(row: SqlRow, names: RowNames): DriveEntry {
  const modified = row['modified'];
  const name = String(row['name']);
  const mimeType = names.word(number(row['mime']));
  const flags = Number(row['flags']);
  const kind = kinds[flags & flagBits.kind] ?? 'file';
  const own = { driveId: names.spelling(Number(row['drive'])), itemId: String(row['id']) };
  const target =
    row['target_id'] == null
      ? own
      : { driveId: names.spelling(Number(row['target_drive'])), itemId: String(row['target_id']) };
  return {
    ...target,
    own,
    parent:
      row['parent_id'] == null
        ? null
        : { driveId: names.spelling(Number(row['parent_drive'])), itemId: String(row['parent_id']) },
    name,
    kind,
    sizeBytes: number(row['size']),
    childCount: number(row['child_count']),
    modifiedAt: typeof modified === 'number' ? new Date(modified).toISOString() : null,
    modifiedBy: names.word(number(row['modified_by'])),
    sharing: sharings[(flags & flagBits.sharing) >> 2] ?? 'none',
    sharedBy: names.word(number(row['shared_by'])),
    owner: names.word(number(row['owner'])),
    hasThumbnail: (flags & flagBits.thumbnail) !== 0,
    preview: kind === 'file' ? toPreviewKind(name, mimeType) : 'none',
    problem:
      (flags & flagBits.revoked) !== 0 ? 'revoked' : (flags & flagBits.malware) !== 0 ? 'malware' : null,
    eTag: text(row['etag']),
    cTag: text(row['ctag']),
    mimeType,
    quickXorHash: toHash(row['hash']),
  };
}

export const entryTables = `items i
  LEFT JOIN items p ON p.row = i.parent
  LEFT JOIN targets t ON t.row = i.row`;
export const entryColumns = `i.*, p.drive AS parent_drive, p.id AS parent_id, t.drive AS target_drive, t.id AS target_id`;

const text = (value: SQLOutputValue | undefined): string | null => (typeof value === 'string' ? value : null);
const number = (value: SQLOutputValue | undefined): number | null =>
  typeof value === 'number' ? value : null;
