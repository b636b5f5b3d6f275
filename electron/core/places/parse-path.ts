import type { PlaceName } from '../../contract/records.ts';
import { AppError } from '../errors.ts';

/** A path as a person writes it, cut into names that are not yet known to exist. */
export interface ParsedPath {
  place: PlaceName;
  segments: string[];
}

const places: Readonly<Record<string, PlaceName>> = {
  myfiles: 'myfiles',
  'my files': 'myfiles',
  shared: 'shared',
};

/**
 * `myfiles/Finance/Invoices`, `shared/HR/Forms`, and `onedrive://Finance` for My Files. Case, doubled and trailing
 * slashes and backslashes make no difference.
 *
 * @throws AppError pathMalformed
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

function split(path: string, text: string): string[] {
  const segments = path.split(/[/\\]+/).filter((segment) => segment !== '');
  if (segments.some((segment) => segment === '.' || segment === '..' || !segment.isWellFormed())) {
    throw new AppError('pathMalformed', { subject: text.toWellFormed() });
  }
  return segments;
}

/** "100%25" -> "100%"; null where nothing is encoded or what is encoded is no text. */
export function decodeSegment(segment: string): string | null {
  if (!/%[0-9a-f]{2}/i.test(segment)) return null;
  try {
    const decoded = decodeURIComponent(segment);
    return decoded.includes('/') || decoded === segment ? null : decoded;
  } catch {
    return null;
  }
}
