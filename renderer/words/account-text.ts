import { showText } from '../../electron/contract/strings/show-text.ts';
import type { Account } from '../../electron/contract/records.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { joinFacts } from './format.ts';

/** "alex@contoso.example · /Finance · read-only" */
export function describeAccount({ address, rootPath, canWrite, kind }: Account): string {
  return joinFacts([
    showText(address),
    ...(rootPath === null ? [] : [toFolderText(rootPath)]),
    ...(canWrite || kind === 'sample' ? [] : [t('accounts.readOnly')]),
  ]);
}

export const toFolderText = (rootPath: string): string =>
  rootPath === 'approot' ? t('accounts.ownFolder') : rootPath;
