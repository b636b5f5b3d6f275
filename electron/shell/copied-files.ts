import { pathToFileURL } from 'node:url';

/** Electron's prefix for a native clipboard format. */
const raw = (format: string): string => `electron application/osclipboard;format="${format}"`;

/**
 * For Linux file managers: a URI list for all programs, and one with the verb (copy or cut). null on other
 * systems, whose formats Electron can't write.
 */
export function toClipboardFiles(
  paths: readonly string[],
  text: string,
  platform: NodeJS.Platform,
): Record<string, string> | null {
  if (platform !== 'linux') return null;
  const uris = paths.map((path) => pathToFileURL(path).href);
  return {
    'text/plain': text,
    [raw('text/uri-list')]: uris.map((uri) => `${uri}\r\n`).join(''),
    [raw('x-special/gnome-copied-files')]: ['copy', ...uris].join('\n'),
  };
}
