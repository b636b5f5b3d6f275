import type { DriveEntry } from '../../graph/drive-item.ts';

export interface SimpleFile {
  /** Default: the name. */
  id?: string;
  name: string;
  kind?: DriveEntry['kind'];
  size?: number | null;
  /** Days since 1970. */
  modified?: number | null;
  modifiedBy?: string | null;
  sharing?: DriveEntry['sharing'];
}

export const toEntries = (files: readonly SimpleFile[]): DriveEntry[] => files.map(toEntry);

function toEntry({
  name,
  id = name,
  kind = 'file',
  size = 0,
  modified = 0,
  modifiedBy = null,
  sharing = 'none',
}: SimpleFile): DriveEntry {
  const own = { driveId: 'd', itemId: id };
  return {
    ...own,
    own,
    parent: { driveId: 'd', itemId: 'root' },
    name,
    kind,
    sizeBytes: kind === 'folder' ? null : size,
    childCount: null,
    modifiedAt: modified === null ? null : new Date(modified * 86_400_000).toISOString(),
    modifiedBy,
    sharing,
    sharedBy: null,
    owner: null,
    hasThumbnail: false,
    preview: 'none',
    problem: null,
    eTag: null,
    cTag: null,
    mimeType: null,
    quickXorHash: null,
  };
}
