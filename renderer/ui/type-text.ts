import { t } from '../../electron/contract/strings/translate.ts';
import type { FileFamily } from './file-families.ts';

export function toTypeText(key: FileFamily, extension: string): string {
  const family = t(`preview.families.${key}`);
  if (extension === '') return family;
  return t('preview.typeWithExtension', { family, extension: extension.toUpperCase() });
}
