import { findNameFault, suggestName } from '../../contract/item-names.ts';
import { AppError } from '../errors.ts';

/** Of the whole decoded path within a drive. */
export const maxPathChars = 400;

/** @throws AppError badName, or pathTooLong for a path of more than 400 characters. */
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

/** Names that differ only in case or Unicode composition are the same name in a folder. */
export const toNameKey = (name: string): string => name.normalize('NFC').toLowerCase();
