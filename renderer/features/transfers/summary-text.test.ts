import { describe, expect, it } from 'vitest';
import { aTransferSummary } from '../../../electron/contract/testing/fixtures.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toLimitsText, toWhatText } from '../../words/transfer-text.ts';
import { toSummaryText } from './summary-text.ts';

describe('the summary of finished batches', () => {
  it('is one sentence for many files, with failures counted', () => {
    const [what, place] = [toWhatText(12, 2), 'myfiles/Finance'];
    expect(t('transfers.batchEnded.upload', { what, done: 14, all: 14, failed: 0, place })).toBe(
      '12 files, 2 folders uploaded to myfiles/Finance',
    );
    expect(
      t('transfers.batchEnded.download', { what, done: 10, all: 12, failed: 2, place: 'shared/HR' }),
    ).toBe('10 of 12 files downloaded from shared/HR, 2 failed');
  });
});

describe('the tray header', () => {
  it('starts with what needs attention', () => {
    expect(
      toSummaryText(
        aTransferSummary({ conflicts: 1, active: 2, running: 2, waiting: 1, failed: 1, done: 9 }),
      ),
    ).toBe('1 needs attention, 3 in progress, 1 failed');
  });

  it('says that all is paused, and what was paused individually', () => {
    expect(toSummaryText(aTransferSummary({ active: 3, allPaused: true }))).toBe('Paused, 3 left');
    expect(toSummaryText(aTransferSummary({ active: 1, running: 1, paused: 2 }))).toBe(
      '1 in progress, 2 paused',
    );
  });

  it('doesn’t count waiting transfers as in progress', () => {
    expect(toSummaryText(aTransferSummary({ waiting: 3, done: 1 }))).toBe('3 waiting');
    expect(toSummaryText(aTransferSummary({ waiting: 4, active: 2 }))).toBe('6 waiting');
    expect(toSummaryText(aTransferSummary({ waiting: 4, active: 2, running: 1 }))).toBe('6 in progress');
    expect(toSummaryText(aTransferSummary({ active: 2 }))).toBe('2 in progress');
    expect(toSummaryText(aTransferSummary({ waiting: 3, allPaused: true }))).toBe('Paused, 3 left');
  });

  it('counts finished transfers if there is nothing else to say', () => {
    expect(toSummaryText(aTransferSummary({ done: 1 }))).toBe('1 transfer done');
    expect(toSummaryText(aTransferSummary({}))).toBe('No transfers');
  });
});

it('limits are named with their direction, and only if there are any', () => {
  expect(toLimitsText({ upload: null, download: null })).toBeNull();
  expect(toLimitsText({ upload: 200 * 1024, download: null })).toBe('limited to 200 KB/s up');
  expect(toLimitsText({ upload: 200 * 1024, download: 1024 ** 2 })).toBe(
    'limited to 200 KB/s up and 1.0 MB/s down',
  );
});
