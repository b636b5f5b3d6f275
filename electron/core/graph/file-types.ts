import type { PreviewKind } from '../../contract/records.ts';

/** Images that a browser shows by itself, by extension; those marked get a thumbnail from the service as well. */
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
/** Images and videos that only the service can make a picture of. */
const thumbnailsOnly = 'heic heif tif tiff mp4 mov m4v avi mkv webm';
const texts = `txt md markdown log csv tsv json jsonl xml yaml yml toml ini conf env rst tex srt vtt diff patch sql
  html htm css js mjs cjs ts tsx jsx py rb go rs c h cpp cs java kt swift sh bash ps1 bat`;

/** Sound and film that Chromium plays; the content may be of another kind than the name says, and then it does not. */
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
/** Of these the service makes pictures and pages. */
const documents = 'pdf doc docx dot dotx odt rtf xls xlsx xlsm xlsb ods ppt pptx pptm pps ppsx pot potx odp';
/** Those of which the service makes a PDF. */
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

/** The types under which the page may show images of a drive. */
export const imageMimeTypes: ReadonlySet<string> = new Set(imageTypes.values());
/** The same for what it may play. */
export const mediaMimeTypes: ReadonlySet<string> = new Set(mediaTypes.values());

/** "report.final.PDF" -> "pdf"; "" where there is none. */
export function toExtension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** By name: what the service says may be anything. null where a browser does not show it by itself. */
export const toImageType = (name: string): string | null => imageTypes.get(toExtension(name)) ?? null;

export const toMediaType = (name: string): string | null => mediaTypes.get(toExtension(name)) ?? null;

export const isMarkdown = (name: string): boolean => ['md', 'markdown'].includes(toExtension(name));

export const isPdf = (name: string): boolean => toExtension(name) === 'pdf';

export const isConvertible = (name: string): boolean => convertibleExtensions.has(toExtension(name));

/** How a file can be previewed without downloading it. The name decides; the service's type only where it is silent. */
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
