import { describe, expect, it } from 'vitest';
import { canRetry, isRetryable } from './can-retry.ts';
import { errorCodes, toFailure } from './error-codes.ts';
import type { ErrorCode } from './errors.ts';
import { toFailureSentences } from './strings/failure-sentences.ts';
import { aTransfer } from './testing/fixtures.ts';

const fixedElsewhere: readonly ErrorCode[] = [
  'folderGone',
  'parentGone',
  'accessDenied',
  'accessRevoked',
  'addDenied',
  'addRefused',
  'changeRefused',
  'copyRefused',
  'downloadRefused',
  'nameExists',
  'pathTooLong',
  'tooLargeAlone',
  'uploadExpired',
  'quotaFull',
  'ownerQuotaFull',
  'notEmpty',
  'noLicence',
  'originalUnreadable',
  'localFileMissing',
  'localFileUnreadable',
  'diskDenied',
];

describe('trying again', () => {
  it.each(errorCodes)('after %s is offered if the text asks for it, and only then may it', (code) => {
    for (const subject of [null, 'Report.docx']) {
      const { text } = toFailureSentences(toFailure(code, subject));
      if (/\b(?:then|and) try again\b|^try again|\. try again/iu.test(text))
        expect(canRetry(code), text).toBe(true);
      if (!canRetry(code)) expect(text).not.toMatch(/try again|try later/iu);
    }
  });

  it.each(fixedElsewhere)('is offered after %s, which a person can put right elsewhere', (code) =>
    expect(canRetry(code)).toBe(true),
  );

  it.each([
    'notFound',
    'versionGone',
    'originalGone',
    'badName',
    'tooLarge',
    'notSupported',
    'packageRefused',
    'malware',
    'localNotAFile',
  ] as const)('is not offered after %s, which stays as it is', (code) => expect(canRetry(code)).toBe(false));
});

const failed = (code: ErrorCode) => aTransfer('a', { state: 'failed', failure: toFailure(code) });

describe('a transfer', () => {
  it('can be tried again only if it failed, and not for good', () => {
    expect(isRetryable(failed('locked'))).toBe(true);
    expect(isRetryable(failed('notFound'))).toBe(false);
    expect(isRetryable(aTransfer('a', { state: 'failed' }))).toBe(true);
    expect(isRetryable({ ...failed('versionReplaced'), state: 'done' })).toBe(false);
    expect(isRetryable(aTransfer('a', { state: 'waiting', failure: toFailure('locked') }))).toBe(false);
  });
});
