import type { UpdateState } from '../../contract/program.ts';

type Reason = NonNullable<UpdateState['failure']>['reason'];

const unreachable =
  /^(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE)$|net::ERR_(INTERNET|NAME|CONNECTION|ADDRESS|NETWORK|TIMED_OUT|PROXY|CERT)/;
const notUnderstood = /^(ERR_UPDATER_(INVALID|NO_|CHANNEL|LATEST|ASSET|ZIP)\w*|HTTP_ERROR_\d+)$/;

/**
 * What an updater's error means to a person. The codes are electron-updater's (`ERR_UPDATER_…`, `ERR_CHECKSUM_…`),
 * Node's, and Chromium's in the message (`net::ERR_…`).
 */
export function toUpdateReason(error: unknown): Reason {
  if (!(error instanceof Error)) return 'other';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'ERR_CHECKSUM_MISMATCH' || /sha\d+ checksum mismatch/i.test(error.message)) return 'damaged';
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE' || /code signature/i.test(error.message)) return 'unsigned';
  if (unreachable.test(code) || unreachable.test(error.message)) return 'unreachable';
  return notUnderstood.test(code) ? 'notUnderstood' : 'other';
}
