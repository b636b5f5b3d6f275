import { describe, expect, test } from 'vitest';
import { toAppError } from './graph-errors.ts';

const now = Date.UTC(2026, 10, 21);
const response = (status: number, error: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers,
  text: error === null ? '' : JSON.stringify({ error }),
});
const codeOf = (status: number, error: unknown, headers?: Record<string, string>) =>
  toAppError(response(status, error, headers), now).code;

describe('a refusal becomes a Slipway code', () => {
  test.each([
    [401, { code: 'InvalidAuthenticationToken' }, 'signInNeeded'],
    [403, { code: 'accessDenied' }, 'accessDenied'],
    [403, { code: 'malwareDetected' }, 'malware'],
    [404, { code: 'itemNotFound' }, 'notFound'],
    [404, { code: 'Request_ResourceNotFound' }, 'notFound'],
    [409, { code: 'nameAlreadyExists' }, 'nameExists'],
    ...[400, 403, 409, 423, 500].map((status): [number, object, string] => [
      status,
      {
        code: 'x',
        message: 'It is not checked out. You must first check out this document before making changes.',
      },
      'checkOutNeeded',
    ]),
    [400, { code: 'x', message: 'The file is not checked out.' }, 'unexpectedAnswer'],
    [412, { code: 'notAllowed' }, 'changedMeanwhile'],
    [423, { code: 'notAllowed', innerError: { code: 'resourceLocked' } }, 'locked'],
    [429, { code: 'activityLimitReached' }, 'throttled'],
    [503, { code: 'serviceNotAvailable' }, 'serviceUnavailable'],
    [507, { code: 'quotaLimitReached' }, 'quotaFull'],
    [403, { code: 'accessDenied', innerError: { code: 'serviceReadOnly' } }, 'driveReadOnly'],
    [403, { code: 'accessDenied', message: 'Database Is Read Only' }, 'driveReadOnly'],
    [400, { code: 'invalidRequest', innerError: { code: 'invalidPath' } }, 'badName'],
    [400, { code: 'invalidRequest', innererror: { code: 'pathIsTooLong' } }, 'pathTooLong'],
    [400, { code: 'invalidRequest' }, 'unexpectedAnswer'],
    [500, null, 'serviceUnavailable'],
    [418, null, 'unexpectedAnswer'],
  ])('%d %j is %s', (status, error, expected) => {
    expect(codeOf(status, error)).toBe(expected);
  });

  test('the deepest known code decides', () => {
    const error = {
      code: 'invalidRequest',
      innerError: { code: 'itemNotFound', innerError: { code: 'somethingNew' } },
    };
    expect(codeOf(400, error)).toBe('notFound');
  });

  test('a person without a OneDrive is told so, whatever the status', () => {
    const error = { code: 'BadRequest', message: "Unable to retrieve user's mysite URL." };
    for (const status of [400, 404, 429]) expect(codeOf(status, error)).toBe('driveNotReady');
  });

  test('a virus is also detected by its header', () => {
    expect(codeOf(403, null, { 'x-virus-infected': 'EICAR' })).toBe('malware');
  });

  test('details are for support and contain the request ID', () => {
    const failure = toAppError(
      response(404, { code: 'itemNotFound', innerError: { 'request-id': 'r-1' } }, { 'retry-after': '7' }),
      now,
      { subject: 'a.txt' },
    ).toFailure();
    expect(failure).toMatchObject({
      subject: 'a.txt',
      facts: {},
      details: { status: 404, serviceCode: 'itemNotFound', requestId: 'r-1', at: '2026-11-21T00:00:00.000Z' },
    });
  });

  test('a body that isn’t JSON, or is unexpected JSON, does no harm', () => {
    for (const text of ['[]', '"x"', 'null', '{"error":"text"}', '{"error":{"code":7}}']) {
      expect(toAppError({ status: 404, headers: {}, text }, now).code).toBe('notFound');
    }
  });

  test('an HTML page is from the network, not from Graph', () => {
    expect(toAppError({ status: 404, headers: {}, text: '<html>' }, now).code).toBe('networkSignIn');
  });
});
