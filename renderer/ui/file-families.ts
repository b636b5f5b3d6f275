import {
  toExtension,
  toExtensionFamily,
  type ExtensionFamily,
} from '../../electron/contract/file-families.ts';
import type { Item } from '../../electron/contract/records.ts';

/** What a file is to a person: the choice of its picture and of the word for its type. */
export type FileFamily = ExtensionFamily | 'folder' | 'sharedFolder' | 'unknown';

export function toFileFamily(name: string, kind: Item['kind'], sharing: Item['sharing']): FileFamily {
  if (kind === 'folder') return sharing === 'none' ? 'folder' : 'sharedFolder';
  if (kind === 'package') return 'notebook';
  return toExtensionFamily(toExtension(name)) ?? 'unknown';
}
