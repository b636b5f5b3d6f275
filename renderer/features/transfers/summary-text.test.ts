import { describe, expect, it } from 'vitest';
import { aTransferSummary } from '../../../electron/contract/testing/fixtures.ts';
import { toDoneText, toLimitsText } from '../../words/transfer-text.ts';
import { toSummaryText } from './summary-text.ts';

describe('what was done', () => {
  it.each([
    ['upload', '12 files, 2 folders uploaded to myfiles/Finance'],
    ['download', '12 files, 2 folders downloaded from myfiles/Finance'],
    ['delete', '14 items deleted from myfiles/Finance'],
    ['restore', '14 items restored to myfiles/Finance'],
    ['move', '14 items moved to myfiles/Finance'],
    ['copy', '14 items copied to myfiles/Finance'],
    ['skipped', '14 skipped'],
  ] as const)('is said with its place: %s', (kind, text) => {
    expect(toDoneText({ kind, files: 12, folders: 2 }, { place: 'myfiles/Finance', toFolder: null })).toBe(
      text,
    );
  });
});

it('a download to a chosen folder is said with that folder', () => {
  const did = [{ kind: 'download', files: 12, folders: 0 } as const];
  expect(toSummaryText(aTransferSummary({ done: 12, did, place: 'myfiles/Finance', toFolder: 'Desk' }))).toBe(
    '12 files downloaded to “Desk”',
  );
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

  it('says what was done if there is nothing else to say', () => {
    const [upload, move] = [
      { kind: 'upload', files: 1, folders: 0 } as const,
      { kind: 'move', files: 240, folders: 0 } as const,
    ];
    expect(toSummaryText(aTransferSummary({ done: 240, did: [move], place: 'myfiles/Archive' }))).toBe(
      '240 items moved to myfiles/Archive',
    );
    expect(toSummaryText(aTransferSummary({ done: 241, did: [upload, move] }))).toBe(
      '1 file uploaded · 240 items moved',
    );
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
