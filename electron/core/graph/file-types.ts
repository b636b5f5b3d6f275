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

const split = (text: string): string[] => text.split(/\s+/);

const imageTypes: ReadonlyMap<string, string> = new Map(
  images.flatMap(([extensions, mimeType]) => split(extensions).map((extension) => [extension, mimeType])),
);
const thumbnailExtensions: ReadonlySet<string> = new Set([
  ...images.flatMap(([extensions, , thumbnails]) => (thumbnails ? split(extensions) : [])),
  ...split(thumbnailsOnly),
]);
const textExtensions: ReadonlySet<string> = new Set(split(texts));

/** The types under which the page may show images of a drive. */
export const imageMimeTypes: ReadonlySet<string> = new Set(imageTypes.values());

/** "report.final.PDF" -> "pdf"; "" where there is none. */
export function toExtension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** By name: what the service says may be anything. null where a browser does not show it by itself. */
export const toImageType = (name: string): string | null => imageTypes.get(toExtension(name)) ?? null;

/** How a file can be previewed without downloading it. The name decides; the service's type only where it is silent. */
export function toPreviewKind(name: string, mimeType: string | null): PreviewKind {
  if (toImageType(name) !== null) return 'image';
  const isText = textExtensions.has(toExtension(name)) || (mimeType?.startsWith('text/') ?? false);
  return isText ? 'text' : 'none';
}

export const mayHaveThumbnail = (name: string): boolean => thumbnailExtensions.has(toExtension(name));
