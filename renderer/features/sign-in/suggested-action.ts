import { canRetry } from '../../../electron/contract/can-retry.ts';
import type { ErrorCode, Failure } from '../../../electron/contract/errors.ts';
import type { SignInDefaults } from '../../../electron/contract/sign-in.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import type { SignInDraft } from '../../state/sign-in-draft.ts';
import { type SignInRemedy, toSignInRemedy } from '../../words/sign-in-remedy.ts';
import type { FieldName } from './validate-draft.ts';

export type ActionStep =
  | { type: 'begin'; method: SignInDraft['method'] }
  | { type: 'focus'; field: FieldName }
  | { type: 'askForConsent' | 'openGuide' | 'chooseFiles' | 'keepForSession' };

export interface SuggestedAction {
  label: string;
  step: ActionStep;
}

export interface SignInSituation {
  method: SignInDraft['method'];
  /** A known account signs in again, so its kind and tenant are fixed. */
  again: boolean;
  locked: SignInDefaults['locked'];
}

const focus = (label: string, field: FieldName): SuggestedAction => ({
  label,
  step: { type: 'focus', field },
});

export function toSuggestedAction({ code }: Failure, situation: SignInSituation): SuggestedAction | null {
  const remedy = toSignInRemedy(code);
  return (
    toActionOfCode(code, situation) ??
    (remedy === null ? null : toActionOfRemedy(remedy, situation)) ??
    toAnotherAccount(code, situation) ??
    (remedy === null ? toRetry(code, situation) : null)
  );
}

/** Some failures have a better action on this page than elsewhere. */
function toActionOfCode(code: ErrorCode, { method, again, locked }: SignInSituation): SuggestedAction | null {
  switch (code) {
    case 'wrongCloud':
      return again || locked.includes('cloud') ? null : focus(t('signIn.actions.chooseCloud'), 'cloud');
    case 'wrongAudience':
      return again || locked.includes('tenant') ? null : focus(t('signIn.actions.chooseKind'), 'kind');
    case 'scopeNotAllowed':
    case 'appFolderRefused':
      return again || method === 'secret' || method === 'certificate'
        ? null
        : focus(t('signIn.actions.chooseScopes'), 'scopes');
    case 'wrongSecret':
    case 'secretExpired':
      return method === 'secret' ? focus(t('signIn.actions.enterSecret'), 'secret') : null;
    case 'codeExpired':
      return { label: t('signIn.actions.newCode'), step: { type: 'begin', method: 'device' } };
    case 'keyringMissing':
      return { label: t('signIn.actions.session'), step: { type: 'keepForSession' } };
    default:
      return null;
  }
}

function toActionOfRemedy(
  remedy: SignInRemedy,
  { method, again, locked }: SignInSituation,
): SuggestedAction | null {
  switch (remedy) {
    case 'signIn':
      return { label: t('signIn.actions.signIn'), step: { type: 'begin', method } };
    case 'useBrowser':
      return {
        label: method === 'browser' ? t('app.retry') : t('signIn.actions.inBrowser'),
        step: { type: 'begin', method: 'browser' },
      };
    case 'useCode':
      return { label: t('signIn.actions.withCode'), step: { type: 'begin', method: 'device' } };
    case 'chooseTenant':
      return again || locked.includes('tenant') ? null : focus(t('signIn.actions.chooseTenant'), 'tenant');
    case 'adminConsent':
      return { label: t('signIn.actions.adminConsent'), step: { type: 'askForConsent' } };
    case 'openGuide':
      return { label: t('signIn.actions.openGuide'), step: { type: 'openGuide' } };
    case 'chooseFiles':
      return method === 'certificate'
        ? { label: t('signIn.actions.chooseAgain'), step: { type: 'chooseFiles' } }
        : null;
  }
}

const accountFailures: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'accountNotInTenant',
  'accountLocked',
  'accountDisabled',
  'blockedByPolicy',
  'tenantRestricted',
  'notAssigned',
  'noLicence',
]);

function toAnotherAccount(code: ErrorCode, { method }: SignInSituation): SuggestedAction | null {
  if (!accountFailures.has(code) || (method !== 'browser' && method !== 'device')) return null;
  return { label: t('signIn.actions.anotherAccount'), step: { type: 'begin', method } };
}

/** Signing in the same way fails again until someone changes an account or the registration. */
const sameAgain: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...accountFailures,
  'appFolderRefused',
  'managedDeviceNeeded',
  'noLibraries',
  'noSharedPlace',
  'scopeNotAllowed',
  'signInLoop',
  'userUnknown',
]);

const toRetry = (code: ErrorCode, { method }: SignInSituation): SuggestedAction | null =>
  canRetry(code) && !sameAgain.has(code) ? { label: t('app.retry'), step: { type: 'begin', method } } : null;
