import type { DriveEntry } from './drive-item.ts';

/** null if the service does not provide a value. */
export type ContentVersion = Pick<DriveEntry, 'eTag' | 'cTag' | 'quickXorHash' | 'sizeBytes'>;

/**
 * The cTag changes only with the content; the eTag also with a rename or share, and sometimes again after an
 * upload.
 */
export function isSameContent(known: ContentVersion, now: ContentVersion): boolean {
  if (known.eTag !== null && known.eTag === now.eTag) return true;
  if (known.cTag !== null && now.cTag !== null && known.cTag !== now.cTag) return false;
  if (known.quickXorHash !== null && now.quickXorHash !== null)
    return known.quickXorHash === now.quickXorHash;
  return known.cTag !== null && known.cTag === now.cTag;
}
