import { showText } from '../../electron/contract/strings/show-text.ts';
import type { Account } from '../../electron/contract/records.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { joinFacts } from './format.ts';

export function describeAccount({ address, rootPath, canWrite, kind }: Account): string {
  return joinFacts([
    showText(address),
    ...(rootPath === null ? [] : [toFolderText(rootPath)]),
    ...(canWrite || kind === 'sample' ? [] : [t('accounts.readOnly')]),
  ]);
}

/**
 * With its address if ambiguous; null if it is the only account. `formerName`: for an account that may have
 * been removed.
 */
export function toOwnerName(
  accounts: readonly Account[],
  accountId: string,
  formerName: string | null,
): string | null {
  const account = accounts.find((each) => each.accountId === accountId);
  if (account === undefined) return accounts.length === 0 ? null : formerName;
  if (accounts.length < 2) return null;
  const { displayName, address } = account;
  const hasNamesake = accounts.some((each) => each !== account && each.displayName === displayName);
  return hasNamesake && address !== '' ? `${displayName} (${address})` : displayName;
}

export const toFolderText = (rootPath: string): string =>
  rootPath === 'approot' ? t('accounts.ownFolder') : rootPath;
