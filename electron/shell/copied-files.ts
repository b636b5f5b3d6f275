import { pathToFileURL } from 'node:url';

/** Electron's name for a format that is the system's own. */
const raw = (format: string): string => `electron application/osclipboard;format="${format}"`;

/**
 * Files as file managers on Linux put them on the clipboard: by URI for all programs, and with the verb for those that ask
 * whether they were cut. Other systems have formats of their own that Electron can't write: null.
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
