import type { ErrorCode } from '../../../contract/errors.ts';
import type { SignIn, SignInMethod } from '../../../contract/sign-in.ts';

export type SignInStep = SignIn['passed'][number];

const stepsOf: Readonly<Record<SignInMethod, readonly SignInStep[]>> = {
  browser: ['cloud', 'tenant', 'client', 'redirect', 'consent', 'permissions', 'drive'],
  device: ['cloud', 'tenant', 'client', 'redirect', 'consent', 'permissions', 'drive'],
  password: ['cloud', 'tenant', 'client', 'redirect', 'credential', 'consent', 'permissions', 'drive'],
  secret: ['cloud', 'tenant', 'client', 'credential', 'consent', 'permissions'],
  certificate: ['cloud', 'tenant', 'client', 'credential', 'consent', 'permissions'],
  adminConsent: ['cloud', 'tenant', 'client', 'redirect', 'consent'],
};

const order: readonly SignInStep[] = [
  'cloud',
  'tenant',
  'client',
  'redirect',
  'credential',
  'consent',
  'permissions',
  'drive',
];

/** Steps before the failed one succeeded, or the service would have reported them first. */
const failedStep: Partial<Record<ErrorCode, SignInStep>> = {
  wrongCloud: 'cloud',
  tenantUnknown: 'tenant',
  tenantUnclear: 'tenant',
  wrongAudience: 'tenant',
  tenantRestricted: 'tenant',
  appUnknown: 'client',
  redirectNotRegistered: 'redirect',
  publicFlowsDisabled: 'redirect',
  secretNotWanted: 'credential',
  wrongSecret: 'credential',
  secretExpired: 'credential',
  wrongPassword: 'credential',
  passwordExpired: 'credential',
  mfaRequired: 'credential',
  accountLocked: 'credential',
  accountDisabled: 'credential',
  accountNotInTenant: 'credential',
  managedDeviceNeeded: 'consent',
  blockedByPolicy: 'consent',
  notAssigned: 'consent',
  consentMissing: 'consent',
  consentDeclined: 'consent',
  adminConsentNeeded: 'consent',
  noApplicationRoles: 'consent',
  permissionNotRegistered: 'consent',
  scopeNotAllowed: 'consent',
  driveNotReady: 'drive',
  driveReadOnly: 'drive',
  noLicence: 'drive',
  appFolderRefused: 'drive',
};

export const allSteps = (method: SignInMethod): SignInStep[] => [...stepsOf[method]];

export function stepsUntil(method: SignInMethod, last: SignInStep): SignInStep[] {
  return stepsOf[method].filter((step) => order.indexOf(step) <= order.indexOf(last));
}

export function stepsBefore(
  method: SignInMethod,
  code: ErrorCode,
  completed: readonly SignInStep[],
): SignInStep[] {
  const failed = failedStep[code];
  if (failed === undefined) return [...completed];
  return stepsOf[method].filter((step) => order.indexOf(step) < order.indexOf(failed));
}
