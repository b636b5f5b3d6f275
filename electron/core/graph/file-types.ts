import { toExtension } from '../../contract/file-families.ts';
import type { PreviewKind } from '../../contract/records.ts';

/** Flagged types get a thumbnail from the service, too. */
const images: readonly [extensions: string, mimeType: string, thumbnails: boolean][] = [
  ['png', 'image/png', true],
  ['jpg jpeg jfif', 'image/jpeg', true],
  ['gif', 'image/gif', true],
  ['webp', 'image/webp', true],
  ['bmp', 'image/bmp', true],
  ['avif', 'image/avif', false],
  ['svg', 'image/svg+xml', false],
  ['ico', 'image/x-icon', false],
];
const thumbnailsOnly = 'heic heif tif tiff mp4 mov m4v avi mkv webm';
const texts = `txt md markdown log csv tsv json jsonl xml yaml yml toml ini conf env rst tex srt vtt diff patch sql
  html htm css js mjs cjs ts tsx jsx py rb go rs c h cpp cs java kt swift sh bash ps1 bat`;

/** What Chromium can play, judging by the name; the content may differ. */
const media: readonly [extensions: string, mimeType: `${'audio' | 'video'}/${string}`][] = [
  ['mp3', 'audio/mpeg'],
  ['m4a aac', 'audio/mp4'],
  ['wav', 'audio/wav'],
  ['ogg oga opus', 'audio/ogg'],
  ['flac', 'audio/flac'],
  ['weba', 'audio/webm'],
  ['mp4 m4v mov', 'video/mp4'],
  ['webm', 'video/webm'],
  ['ogv', 'video/ogg'],
];
const documents = 'pdf doc docx dot dotx odt rtf xls xlsx xlsm xlsb ods ppt pptx pptm pps ppsx pot potx odp';
const convertible = 'doc docx odt rtf xls xlsx ods ppt pptx pptm pps ppsx pot potx odp';

const split = (text: string): string[] => text.split(/\s+/);

const imageTypes: ReadonlyMap<string, string> = new Map(
  images.flatMap(([extensions, mimeType]) => split(extensions).map((extension) => [extension, mimeType])),
);
const thumbnailExtensions: ReadonlySet<string> = new Set([
  ...images.flatMap(([extensions, , thumbnails]) => (thumbnails ? split(extensions) : [])),
  ...split(thumbnailsOnly),
]);
const mediaTypes = new Map(
  media.flatMap(([extensions, mimeType]) => split(extensions).map((extension) => [extension, mimeType])),
);
const documentExtensions: ReadonlySet<string> = new Set(split(documents));
const convertibleExtensions: ReadonlySet<string> = new Set(split(convertible));
const textExtensions: ReadonlySet<string> = new Set(split(texts));

/** Under these the renderer may show images from a drive. */
export const imageMimeTypes: ReadonlySet<string> = new Set(imageTypes.values());
export const mediaMimeTypes: ReadonlySet<string> = new Set(mediaTypes.values());

/** Judged by name, as the service's MIME type is unreliable. null if browsers can't show it. */
export const toImageType = (name: string): string | null => imageTypes.get(toExtension(name)) ?? null;

export const toMediaType = (name: string): string | null => mediaTypes.get(toExtension(name)) ?? null;

export const isMarkdown = (name: string): boolean => ['md', 'markdown'].includes(toExtension(name));

export const isPdf = (name: string): boolean => toExtension(name) === 'pdf';

export const isConvertible = (name: string): boolean => convertibleExtensions.has(toExtension(name));

/** The service's MIME type counts only if the name is inconclusive. */
export function toPreviewKind(name: string, mimeType: string | null): PreviewKind {
  const extension = toExtension(name);
  const mediaType = toMediaType(name);
  if (toImageType(name) !== null) return 'image';
  if (mediaType !== null) return mediaType.startsWith('audio/') ? 'audio' : 'video';
  if (extension === 'zip') return 'archive';
  if (documentExtensions.has(extension)) return 'document';
  const isText = textExtensions.has(extension) || (mimeType?.startsWith('text/') ?? false);
  return isText ? 'text' : 'none';
}

export const mayHaveThumbnail = (name: string): boolean => thumbnailExtensions.has(toExtension(name));
