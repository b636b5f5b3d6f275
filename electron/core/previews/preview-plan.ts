import type { DriveEntry } from '../graph/drive-item.ts';
import { toExtension } from '../graph/file-types.ts';

/** How to show a file: its own bytes, a picture the service makes of it, the beginning of its text, or not at all. */
export type PreviewPlan =
  | { kind: 'picture'; mimeType: string }
  | { kind: 'thumbnail' }
  | { kind: 'text'; truncated: boolean }
  | { kind: 'none' };

/** What a browser shows by itself. The type comes from the name: what the service says may be anything. */
const pictureTypes = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['jfif', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['bmp', 'image/bmp'],
  ['avif', 'image/avif'],
  ['svg', 'image/svg+xml'],
  ['ico', 'image/x-icon'],
]);

export const textHeadBytes = 256 * 1024;
/** A larger picture is shown as the service's large thumbnail. */
export const maxPictureBytes = 20 * 1024 * 1024;

export function toPreviewPlan({ kind, name, sizeBytes, preview, hasThumbnail }: DriveEntry): PreviewPlan {
  if (kind !== 'file' || preview === 'none') return hasThumbnail ? { kind: 'thumbnail' } : { kind: 'none' };
  if (preview === 'text') return { kind: 'text', truncated: (sizeBytes ?? 0) > textHeadBytes };
  const mimeType = pictureTypes.get(toExtension(name));
  if (mimeType !== undefined && (sizeBytes ?? 0) <= maxPictureBytes) return { kind: 'picture', mimeType };
  return hasThumbnail ? { kind: 'thumbnail' } : { kind: 'none' };
}
