/**
 * What a response of an upload session means.
 *
 * Protocol: 200 and 201 carry the finished item, 202 says what is missing. 404 (also 401, 403 and 410: the permission
 * inside the URL may end before the session does) means that the session is gone. 409: the name is taken; 412: another
 * version is there. 416: the range is there already, or out of order: ask what is missing. 408, 429 and 5xx pass.
 */
export type PieceStatus = 'stored' | 'received' | 'gone' | 'taken' | 'locked' | 'passing' | 'refused';

const gone: readonly number[] = [401, 403, 404, 410];
const taken: readonly number[] = [409, 412];

export function toPieceStatus(status: number): PieceStatus {
  if (status === 202) return 'received';
  if (status === 200 || status === 201) return 'stored';
  if (gone.includes(status)) return 'gone';
  if (taken.includes(status)) return 'taken';
  if (status === 423) return 'locked';
  if (status === 507) return 'refused';
  return status === 408 || status === 416 || status === 429 || status >= 500 ? 'passing' : 'refused';
}
