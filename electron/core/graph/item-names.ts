import { findNameFault, suggestName } from '../../contract/item-names.ts';
import { AppError } from '../errors.ts';

/** Of the whole decoded path within a drive. */
export const maxPathChars = 400;

export function checkName(name: string, kind: 'file' | 'folder', parentPath = ''): void {
  const fault = findNameFault(name, kind);
  if (fault !== null) {
    throw new AppError('badName', {
      subject: name.toWellFormed(),
      facts: { ...fault, suggestion: suggestName(name, kind) },
    });
  }
  if (parentPath.length + 1 + name.length > maxPathChars)
    throw new AppError('pathTooLong', { subject: name });
}

/** OneDrive keeps items whose names it gives no new ones any more: "aux.txt", "desktop.ini". */
export function isOldName(name: string): boolean {
  const rule = findNameFault(name)?.rule;
  return rule === 'reserved' || rule === 'start';
}

export const toNameKey = (name: string): string => name.normalize('NFC').toLowerCase();
