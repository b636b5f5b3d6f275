import type { PreviewKind } from '../../contract/records.ts';

const words = (text: string): Set<string> => new Set(text.split(/\s+/));

/** Pictures that the page can show by itself. */
const imageExtensions = words('png jpg jpeg jfif gif webp bmp avif svg ico');
/** Pictures and films that the service makes small pictures of. */
const thumbnailExtensions = words(
  'png jpg jpeg jfif gif webp bmp heic heif tif tiff mp4 mov m4v avi mkv webm',
);
const textExtensions = words(
  `txt md markdown log csv tsv json jsonl xml yaml yml toml ini conf env rst tex srt vtt diff patch sql
  html htm css js mjs cjs ts tsx jsx py rb go rs c h cpp cs java kt swift sh bash ps1 bat`,
);

/** "report.final.PDF" -> "pdf"; "" where there is none. */
export function toExtension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** How a file can be looked at without downloading it. The name decides; the service's type only where it is silent. */
export function toPreviewKind(name: string, mimeType: string | null): PreviewKind {
  const extension = toExtension(name);
  if (imageExtensions.has(extension)) return 'image';
  if (textExtensions.has(extension) || (mimeType?.startsWith('text/') ?? false)) return 'text';
  return 'none';
}

export const mayHaveThumbnail = (name: string): boolean => thumbnailExtensions.has(toExtension(name));
