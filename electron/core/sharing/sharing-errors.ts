import type { LinkScope } from '../../contract/sharing.ts';
import { isAppError, AppError } from '../errors.ts';

const isServiceCode = (error: AppError, ...codes: string[]): boolean =>
  codes.includes(error.details?.serviceCode?.toLowerCase() ?? '');

export function toLinkError(error: unknown, scope: LinkScope): unknown {
  if (!isAppError(error) || error.code === 'answerLost') return error;
  const { subject, details } = error;
  const isOff = isServiceCode(error, 'sharingdisabled');
  if (scope === 'users' && !isOff) return toPeopleError(error, subject ?? '');
  const isRefused = isOff || details?.status === 400;
  if (!isRefused) return error;
  const code = scope === 'anonymous' ? 'anonymousLinksOff' : 'sharingOff';
  return new AppError(code, { subject, details, cause: error });
}

/** Microsoft often says only `sharingFailed`. */
export function toInvitationError(error: unknown): unknown {
  if (!isAppError(error) || error.code === 'answerLost') return error;
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
