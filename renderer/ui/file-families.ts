import type { Item } from '../../electron/contract/records.ts';

/** What a file is to a person: the choice of its picture and of the word for its type. */
export type FileFamily =
  | 'folder'
  | 'sharedFolder'
  | 'notebook'
  | 'document'
  | 'sheet'
  | 'slides'
  | 'pdf'
  | 'image'
  | 'video'
  | 'audio'
  | 'archive'
  | 'code'
  | 'text'
  | 'unknown';

const extensions: Partial<Record<FileFamily, string>> = {
  notebook: 'one onetoc2 onepkg',
  document: 'doc docx docm dot dotx odt rtf pages',
  sheet: 'xls xlsx xlsm xlsb xlt xltx ods csv tsv numbers',
  slides: 'ppt pptx pptm pps ppsx pot potx odp key',
  pdf: 'pdf xps oxps',
  image: 'jpg jpeg jpe png gif webp avif heic heif bmp tif tiff svg ico raw cr2 cr3 nef arw dng psd ai eps',
  video: 'mp4 m4v mov avi mkv webm wmv mpg mpeg 3gp ogv',
  audio: 'mp3 wav flac m4a aac ogg oga opus wma aiff mid midi',
  archive: 'zip 7z rar tar gz tgz bz2 xz zst cab iso dmg jar deb rpm',
  code: 'js mjs cjs ts tsx jsx json jsonc xml html htm css scss py rb go rs java kt c h cc cpp hpp cs php swift sh bash ps1 bat cmd sql yaml yml toml lua r ipynb',
  text: 'txt text md markdown log ini cfg conf tex srt vtt nfo',
};

const families = new Map<string, FileFamily>();
for (const [family, list] of Object.entries(extensions)) {
  // Object.entries widens the keys to string; they are the keys of the table above.
  for (const extension of list.split(' ')) families.set(extension, family as FileFamily);
}

/** "Report.final.DOCX" -> "docx"; "" for ".profile", "README" and "a." */
export function toExtension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

export function toFileFamily(name: string, kind: Item['kind'], sharing: Item['sharing']): FileFamily {
  if (kind === 'folder') return sharing === 'none' ? 'folder' : 'sharedFolder';
  if (kind === 'package') return 'notebook';
  return families.get(toExtension(name)) ?? 'unknown';
}
