import type { PlaceName } from '../../contract/records.ts';
import { AppError } from '../errors.ts';

export interface ParsedPath {
  place: PlaceName;
  segments: string[];
}

const places: Readonly<Record<string, PlaceName>> = {
  myfiles: 'myfiles',
  'my files': 'myfiles',
  shared: 'shared',
  libraries: 'libraries',
};

/**
 * `myfiles/Finance/Invoices`, `shared/HR/Forms`, `libraries/Team - Policies/2026`, and `onedrive://Finance`
 * for My files. Case, extra slashes, and backslashes make no difference. @throws AppError pathMalformed
 */
export function parsePath(text: string): ParsedPath {
  const trimmed = text.trim();
  const inDrive = /^onedrive:[/\\]*/i.exec(trimmed);
  if (inDrive !== null) return { place: 'myfiles', segments: split(trimmed.slice(inDrive[0].length), text) };
  const [first = '', ...rest] = split(trimmed, text);
  const place = Object.hasOwn(places, first.toLowerCase()) ? places[first.toLowerCase()] : undefined;
  if (place === undefined) throw new AppError('pathMalformed', { subject: text });
  return { place, segments: rest };
}

/**
 * Most likely first, for a text typed in a folder: a whole path, `/Finance` from the top of the place, `..`
 * and `../Inbox` from here, and `Invoices/2026` from here or from the top. @throws AppError pathMalformed
 */
export function toCandidates(text: string, from: string): ParsedPath[] {
  const trimmed = text.trim();
  const names = trimmed.split(/[/\\]+/).filter((name) => name !== '' && name !== '.');
  const isWhole = /^[a-z]+:/i.test(trimmed) || Object.hasOwn(places, (names[0] ?? '').toLowerCase());
  if (isWhole || trimmed === '' || !trimmed.isWellFormed()) return [parsePath(text)];
  const { place, segments: here } = parsePath(from);
  const fromTop = { place, segments: follow([], names) };
  if (/^[/\\]/.test(trimmed)) return [fromTop];
  const fromHere = { place, segments: follow(here, names) };
  return names.length === 0 || names[0] === '..' || here.length === 0 ? [fromHere] : [fromHere, fromTop];
}

/** `..` at the top stays there. */
function follow(start: readonly string[], names: readonly string[]): string[] {
  const segments = [...start];
  for (const name of names) {
    if (name === '..') segments.pop();
    else segments.push(name);
  }
  return segments;
}

function split(path: string, text: string): string[] {
  const segments = path.split(/[/\\]+/).filter((segment) => segment !== '');
  if (segments.some((segment) => segment === '.' || segment === '..' || !segment.isWellFormed())) {
    throw new AppError('pathMalformed', { subject: text.toWellFormed() });
  }
  return segments;
}

/**
 * "100%25" -> "100%"; null if nothing is encoded or it does not decode to text. A typed path may be encoded or not, so
 * this is tried after the literal name; addresses from the system always are (`shell/addresses.ts`).
 */
export function decodeSegment(segment: string): string | null {
  if (!/%[0-9a-f]{2}/i.test(segment)) return null;
  try {
    const decoded = decodeURIComponent(segment);
    return decoded.includes('/') || decoded === segment ? null : decoded;
  } catch {
    return null;
  }
}
