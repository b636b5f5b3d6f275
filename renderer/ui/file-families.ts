import {
  toExtension,
  toExtensionFamily,
  type ExtensionFamily,
} from '../../electron/contract/file-families.ts';
import type { Item } from '../../electron/contract/records.ts';

export type FileFamily = ExtensionFamily | 'folder' | 'sharedFolder' | 'unknown';

export function toFileFamily(name: string, kind: Item['kind'], sharing: Item['sharing']): FileFamily {
  if (kind === 'folder') return sharing === 'none' ? 'folder' : 'sharedFolder';
  if (kind === 'package') return 'notebook';
  return toExtensionFamily(toExtension(name)) ?? 'unknown';
}
