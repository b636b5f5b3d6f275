export const familyExtensions = {
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
} as const satisfies Record<string, string>;

export type ExtensionFamily = keyof typeof familyExtensions;

const families = new Map<string, ExtensionFamily>();
for (const [family, list] of Object.entries(familyExtensions)) {
  // Object.entries widens the keys to string; these are exactly the table's keys.
  for (const extension of list.split(' ')) families.set(extension, family as ExtensionFamily);
}

/** "image" and "images" -> "image"; null for any other text. */
export const toFamily = (text: string): ExtensionFamily | null =>
  [text, text.replace(/s$/, '')].find((name): name is ExtensionFamily =>
    Object.hasOwn(familyExtensions, name),
  ) ?? null;

/** "Report.final.DOCX" -> "docx"; "" for ".profile", "README" and "a." */
export function toExtension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

export const toExtensionFamily = (extension: string): ExtensionFamily | null =>
  families.get(extension) ?? null;
