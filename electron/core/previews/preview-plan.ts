import type { DriveEntry } from '../graph/drive-item.ts';
import { toImageType } from '../graph/file-types.ts';

/** How to preview a file: its own bytes, a picture the service makes of it, the beginning of its text, or not at all. */
export type PreviewPlan =
  | { kind: 'picture'; mimeType: string }
  | { kind: 'thumbnail' }
  | { kind: 'text'; truncated: boolean }
  | { kind: 'none' };

export const maxTextBytes = 256 * 1024;
/** A larger picture is shown as the service's large thumbnail. */
export const maxPictureBytes = 20 * 1024 * 1024;

export function toPreviewPlan({ kind, name, sizeBytes, preview, hasThumbnail }: DriveEntry): PreviewPlan {
  if (kind !== 'file' || preview === 'none') return hasThumbnail ? { kind: 'thumbnail' } : { kind: 'none' };
  if (preview === 'text') return { kind: 'text', truncated: (sizeBytes ?? 0) > maxTextBytes };
  const mimeType = toImageType(name);
  if (mimeType !== null && (sizeBytes ?? 0) <= maxPictureBytes) return { kind: 'picture', mimeType };
  return hasThumbnail ? { kind: 'thumbnail' } : { kind: 'none' };
}
