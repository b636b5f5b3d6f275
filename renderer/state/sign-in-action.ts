import type { Failure } from '../../electron/contract/errors.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { scopeNames } from '../words/scopes.ts';
import { toSignInRemedy } from '../words/sign-in-remedy.ts';
import type { Page } from './navigation.ts';

export interface SignInAction {
  label: string;
  page: Page;
}

/** null: signing in doesn't fix it. */
export function toSignInAction(failure: Failure, accountId: string): SignInAction | null {
  if (failure.code === 'consentMissing') {
    const missing = failure.facts.scopes ?? [];
    const scopes = scopeNames.filter((scope) => missing.includes(scope));
    if (scopes.length > 0)
      return { label: toLabel(scopes), page: { name: 'signIn', again: { accountId, scopes } } };
  }
  const remedy = toSignInRemedy(failure.code);
  if (remedy !== 'signIn' && remedy !== 'useBrowser') return null;
  return { label: t('signInNeeded.again'), page: { name: 'signIn', again: { accountId, scopes: [] } } };
}

const toLabel = (scopes: readonly string[]): string =>
  scopes.includes('Files.ReadWrite') ? t('signInNeeded.change') : t('signInNeeded.more');
