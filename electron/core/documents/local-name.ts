import { createHash } from 'node:crypto';
import type { About } from '../ports.ts';

type Platform = About['platform'];

/** File systems allow 255 bytes (Linux) or UTF-16 units; the rest is for " (12)" and a temporary suffix. */
const maxNameBytes = 200;
const maxExtensionBytes = 20;
/** macOS limits a whole path to 1024 bytes, Windows programs to 260 characters. */
const maxPathLength: Record<Platform, number> = { linux: 2048, darwin: 900, win32: 240 };

const forbidden = /[<>:"/\\|?*\p{Cc}]/gu;
/** They make "txt.exe" look like "exe.txt". */
const directionOverrides = /\p{Bidi_Control}/gu;
const deviceName =
  /^(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]|conin\$|conout\$)(?= *(?:\.|$))/i;
export const partName = /^\.slipway-[0-9a-f]{16}\.part$/i;
const folderCustomisation = /^desktop\.ini$/i;

/**
 * Free of other meanings on all our systems: no separator, drive letter, stream, device, "..", invisible
 * control, trailing dot, or partial download. No name of the service is trusted. Two names may become equal:
 * the writer must check.
 */
export function toLocalName(name: string): string {
  let safe = name.toWellFormed().replace(forbidden, '_').replace(directionOverrides, '_');
  safe = safe.replace(/^\s/u, '_').replace(/[. ]+$/, (tail) => '_'.repeat(tail.length));
  if (safe === '') safe = '_';
  if (deviceName.test(safe) || folderCustomisation.test(safe) || partName.test(safe)) safe = `_${safe}`;
  return shorten(safe);
}

/** Its name in OneDrive, if the local one doesn't stand for it. */
export const toNameThere = (name: string, localName: string): string | null =>
  toLocalName(name).normalize('NFC') === localName.normalize('NFC') ? null : name;

/** In a folder chosen by the user a leading dot would hide the file. */
export const toChosenName = (name: string): string => toLocalName(name).replace(/^\./, '_');

export function toNumberedName(name: string, number: number): string {
  const { base, extension } = splitName(name);
  return `${base} (${number})${extension}`;
}

/** "a.tar.gz" is "a.tar" and ".gz"; ".profile" has no extension. */
export function splitName(name: string): { base: string; extension: string } {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? { base: name, extension: '' } : { base: name.slice(0, dot), extension: name.slice(dot) };
}

/**
 * Below a path of `rootLength` characters. The deepest folders of a path that is too long are replaced by one
 * named by their hash.
 */
export function toLocalFolders(
  segments: readonly string[],
  platform: Platform,
  rootLength: number,
): string[] {
  const safe = segments.map(toLocalName);
  const room = Math.max(maxPathLength[platform] - rootLength - maxNameBytes, 40);
  const kept: string[] = [];
  let used = 0;
  for (const [index, segment] of safe.entries()) {
    const rest = safe.slice(index);
    const length = lengthOf(segment, platform) + 1;
    const isLast = index === safe.length - 1;
    if (used + length + (isLast ? 0 : 12) > room) return [...kept, `_${hashOf(rest)}`];
    kept.push(segment);
    used += length;
  }
  return kept;
}

function lengthOf(text: string, platform: Platform): number {
  return platform === 'win32' ? text.length : Buffer.byteLength(text);
}

function hashOf(segments: readonly string[]): string {
  return createHash('sha256').update(segments.join('/')).digest('hex').slice(0, 10);
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= maxNameBytes) return name;
  const { base, extension } = splitName(name);
  const tail = Buffer.byteLength(extension) <= maxExtensionBytes ? extension : '';
  return (
    cutBytes(tail === '' ? name : base, maxNameBytes - Buffer.byteLength(tail)).replace(/[. ]+$/, '') + tail
  );
}

/** Cuts at character boundaries. */
function cutBytes(text: string, maxBytes: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept;
}
