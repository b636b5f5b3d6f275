import { findNameFault } from '../../../contract/item-names.ts';
import { maxPathChars } from '../../graph/item-names.ts';

/** "/Finance/2026". null for the whole drive, undefined if invalid. */
export function toRootPath(text: string | null): string | null | undefined {
  if (text === null) return null;
  const path = text.trim();
  if (path !== '' && !path.startsWith('/')) return undefined;
  const names = path.split('/').filter((name) => name !== '');
  if (names.length === 0) return null;
  if (names.some((name) => name === '.' || name === '..' || findNameFault(name, 'folder') !== null))
    return undefined;
  const whole = `/${names.join('/')}`;
  return whole.length > maxPathChars ? undefined : whole;
}
