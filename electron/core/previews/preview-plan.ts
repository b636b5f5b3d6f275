import type { DriveEntry } from '../graph/drive-item.ts';
import { isConvertible, isMarkdown, isPdf, toImageType, toMediaType } from '../graph/file-types.ts';

export type PreviewPlan =
  | { kind: 'picture'; mimeType: string }
  | { kind: 'thumbnail' }
  | { kind: 'text'; truncated: boolean; isMarkdown: boolean }
  | { kind: 'media'; as: 'audio' | 'video'; mimeType: string }
  | { kind: 'archive' }
  | { kind: 'document'; isConverted: boolean }
  | { kind: 'none' };

export const maxTextBytes = 256 * 1024;
/** Larger pictures use the service's large thumbnail. */
export const maxPictureBytes = 20 * 1024 * 1024;

/** A decoded picture needs four bytes per pixel: more could freeze or crash the renderer. */
export const maxPixels = 64_000_000;

export function toPreviewPlan(
  { kind, name, sizeBytes, preview, hasThumbnail }: DriveEntry,
  pixels: number | null,
): PreviewPlan {
  if (kind !== 'file' || preview === 'none') return hasThumbnail ? { kind: 'thumbnail' } : { kind: 'none' };
  if (preview === 'text')
    return { kind: 'text', truncated: (sizeBytes ?? 0) > maxTextBytes, isMarkdown: isMarkdown(name) };
  if (preview === 'archive') return { kind: 'archive' };
  if (preview === 'document') return toDocumentPlan(name, sizeBytes);
  const mediaType = toMediaType(name);
  if (preview === 'audio' || preview === 'video')
    return mediaType === null ? { kind: 'none' } : { kind: 'media', as: preview, mimeType: mediaType };
  const mimeType = toImageType(name);
  const isSmall = (sizeBytes ?? 0) <= maxPictureBytes && (pixels ?? 0) <= maxPixels;
  if (mimeType !== null && isSmall) return { kind: 'picture', mimeType };
  return hasThumbnail ? { kind: 'thumbnail' } : { kind: 'none' };
}

function toDocumentPlan(name: string, sizeBytes: number | null): PreviewPlan {
  if (sizeBytes === 0 || !(isPdf(name) || isConvertible(name))) return { kind: 'thumbnail' };
  return { kind: 'document', isConverted: !isPdf(name) };
}
