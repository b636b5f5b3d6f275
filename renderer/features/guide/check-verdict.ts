import type { ErrorCode } from '../../../electron/contract/errors.ts';
import type { SignIn } from '../../../electron/contract/sign-in.ts';
import type { GuideStep, GuideUse } from '../../words/guide.ts';

export type CheckVerdict = Partial<Record<GuideStep, 'passed' | 'wrong'>>;

export function toWrongStep(code: ErrorCode, use: GuideUse): GuideStep | null {
  switch (code) {
    case 'redirectNotRegistered':
    case 'publicFlowsDisabled':
      return 'redirect';
    case 'secretNotWanted':
    case 'wrongSecret':
    case 'secretExpired':
    case 'certificateUnreadable':
      return use === 'app' ? 'credential' : 'redirect';
    case 'permissionNotRegistered':
    case 'scopeNotAllowed':
      return 'permissions';
    case 'consentMissing':
    case 'adminConsentNeeded':
    case 'noApplicationRoles':
      return 'consent';
    case 'wrongAudience':
      return 'register';
    case 'appUnknown':
    case 'clientIdMissing':
    case 'tenantUnclear':
    case 'tenantUnknown':
    case 'wrongCloud':
      return 'ids';
    default:
      return null;
  }
}

const proofs: readonly (readonly [SignIn['passed'][number], GuideStep])[] = [
  ['client', 'ids'],
  ['redirect', 'redirect'],
  ['credential', 'credential'],
  ['permissions', 'permissions'],
  ['consent', 'consent'],
];

export function toCheckVerdict(signIn: SignIn, use: GuideUse): CheckVerdict {
  const verdict: CheckVerdict = {};
  for (const [proof, step] of proofs) if (signIn.passed.includes(proof)) verdict[step] = 'passed';
  // A client that was accepted is registered, for a suitable audience.
  if (signIn.passed.includes('client')) verdict.register = 'passed';
  const wrong = signIn.failure === null ? null : toWrongStep(signIn.failure.code, use);
  if (wrong !== null) verdict[wrong] = 'wrong';
  return verdict;
}
