/**
 * What a response of an upload session means.
 *
 * Protocol: 200 and 201 carry the finished item, 202 says what is missing, but each is known to come with the other's
 * body or without one, so the body decides. 404 (also 401, 403 and 410: the permission
 * inside the URL may end before the session does) means that the session is gone. 409: the name is taken; 412: another
 * version is there. 416: the range is there already, or out of order: ask what is missing. 408, 429 and 5xx pass.
 */
export type PieceStatus = 'taken' | 'gone' | 'nameTaken' | 'changed' | 'locked' | 'passing' | 'refused';

const gone: readonly number[] = [401, 403, 404, 410];

export function toPieceStatus(status: number): PieceStatus {
  if (status >= 200 && status < 300) return 'taken';
  if (gone.includes(status)) return 'gone';
  if (status === 409) return 'nameTaken';
  if (status === 412) return 'changed';
  if (status === 423) return 'locked';
  if (status === 507) return 'refused';
  return status === 408 || status === 416 || status === 429 || status >= 500 ? 'passing' : 'refused';
}
