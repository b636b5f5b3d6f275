import { describe, expect, it } from 'vitest';
import { aTransferSummary } from '../../../electron/contract/testing/fixtures.ts';
import { transferWords } from '../../words/transfers.ts';
import { toSummaryText } from './summary-text.ts';

describe('batches that ended', () => {
  it('are one sentence for many files, with the failures counted', () => {
    expect(transferWords.batchEnded('upload', 12, 0, 'myfiles/Finance')).toBe(
      '12 files uploaded to myfiles/Finance',
    );
    expect(transferWords.batchEnded('download', 10, 2, 'shared/HR')).toBe(
      '10 of 12 files downloaded from shared/HR, 2 failed',
    );
  });
});

describe('the head of the tray', () => {
  it('says first what needs a person', () => {
    expect(
      toSummaryText(
        aTransferSummary({ conflicts: 1, active: 2, running: 2, waiting: 1, failed: 1, done: 9 }),
      ),
    ).toBe('1 needs you, 3 under way, 1 failed');
  });

  it('says that all is paused, and what was paused one by one', () => {
    expect(toSummaryText(aTransferSummary({ active: 3, allPaused: true }))).toBe('Paused, 3 to go');
    expect(toSummaryText(aTransferSummary({ active: 1, running: 1, paused: 2 }))).toBe(
      '1 under way, 2 paused',
    );
  });

  it('does not call what only waits under way', () => {
    expect(toSummaryText(aTransferSummary({ waiting: 3, done: 1 }))).toBe('3 waiting');
    expect(toSummaryText(aTransferSummary({ waiting: 4, active: 2 }))).toBe('6 waiting');
    expect(toSummaryText(aTransferSummary({ waiting: 4, active: 2, running: 1 }))).toBe('6 under way');
    expect(toSummaryText(aTransferSummary({ active: 2 }))).toBe('2 under way');
    expect(toSummaryText(aTransferSummary({ waiting: 3, allPaused: true }))).toBe('Paused, 3 to go');
  });

  it('says how many are done when nothing else is to be said', () => {
    expect(toSummaryText(aTransferSummary({ done: 1 }))).toBe('1 transfer done');
    expect(toSummaryText(aTransferSummary({}))).toBe('No transfers');
  });
});

it('limits are told with their direction, and only where there are any', () => {
  expect(transferWords.limits({ upload: null, download: null })).toBeNull();
  expect(transferWords.limits({ upload: 200 * 1024, download: null })).toBe('limited to 200 KB/s up');
  expect(transferWords.limits({ upload: 200 * 1024, download: 1024 ** 2 })).toBe(
    'limited to 200 KB/s up and 1.0 MB/s down',
  );
});
