import type { LinkScope } from '../../contract/sharing.ts';
import { isAppError, AppError } from '../errors.ts';

const isServiceCode = (error: AppError, ...codes: string[]): boolean =>
  codes.includes(error.details?.serviceCode?.toLowerCase() ?? '');

/** Answers that say what they mean; others say only that the request was refused. */
const isClear = (error: AppError): boolean => isAppError(error, 'answerLost', 'subscriptionNeeded');

export interface LinkKind {
  scope: LinkScope;
  isPersonal: boolean;
  /** It expires or has a password, which personal accounts without a subscription don't offer. */
  isLimited: boolean;
}

export function toLinkError(error: unknown, { scope, isPersonal, isLimited }: LinkKind): unknown {
  if (!isAppError(error) || isClear(error)) return error;
  const { subject, details } = error;
  const isOff = isServiceCode(error, 'sharingdisabled');
  if (scope === 'users' && !isOff) return toPeopleError(error, subject ?? '');
  const isRefused = isOff || details?.status === 400;
  if (!isRefused) return error;
  const organizationCode = scope === 'anonymous' ? 'anonymousLinksOff' : 'sharingOff';
  const personalCode = isLimited ? 'subscriptionNeeded' : 'sharingRefused';
  const code = isPersonal ? personalCode : organizationCode;
  return new AppError(code, { subject, details, cause: error });
}

/** Microsoft often says only `sharingFailed`. */
export function toInvitationError(error: unknown): unknown {
  if (!isAppError(error) || isClear(error)) return error;
  const { subject, details } = error;
  if (isServiceCode(error, 'sharingdisabled'))
    return new AppError('sharingOff', { subject, details, cause: error });
  if (details?.status !== 400) return error;
  return new AppError('invitationRefused', { subject, details, cause: error });
}

export function toPeopleError(error: unknown, subject: string): unknown {
  const known = toInvitationError(error);
  if (!isAppError(known, 'invitationRefused')) return toGrantError(known, subject);
  return new AppError('peopleRefused', { subject, details: known.details, cause: error });
}

export function toGrantError(error: unknown, subject: string): unknown {
  if (!isAppError(error, 'notFound')) return error;
  return new AppError('accessChanged', { subject, details: error.details, cause: error });
}
