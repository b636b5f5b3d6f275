import { describe, expect, it } from 'vitest';
import type { Transfer, TransferSummary } from '../../../electron/contract/records.ts';
import { toSummaryWords, transferWords } from '../../words/transfers.ts';
import { countEnds, toEndedBatches } from './ended-batches.ts';

const transfer = (transferId: string, batchId: string, state: Transfer['state']): Transfer => ({
  transferId,
  batchId,
  accountId: 'account',
  kind: 'upload',
  name: transferId,
  path: 'myfiles/Finance',
  state,
  bytesDone: 0,
  bytesTotal: 1,
  bytesPerSecond: null,
  createdAt: '2026-05-04T10:00:00Z',
  endedAt: null,
  waitUntil: null,
  waitReason: null,
  outcome: null,
  finalName: null,
  verified: null,
  failure: null,
  conflict: null,
  documentId: null,
  toFolder: null,
  item: null,
});

describe('batches that ended', () => {
  it('are told once, when their last transfer ends', () => {
    const start = [transfer('a', 'one', 'running'), transfer('b', 'one', 'queued')];
    const half = [transfer('a', 'one', 'done'), transfer('b', 'one', 'running')];
    const end = [transfer('a', 'one', 'done'), transfer('b', 'one', 'failed')];
    expect(toEndedBatches(start, half)).toEqual([]);
    const [batch] = toEndedBatches(half, end);
    expect(batch === undefined ? null : countEnds(batch)).toEqual({ done: 1, failed: 1 });
    expect(toEndedBatches(end, end)).toEqual([]);
  });

  it('are one sentence for many files, with the failures counted', () => {
    expect(transferWords.batchEnded('upload', 12, 0, 'myfiles/Finance')).toBe(
      '12 files uploaded to myfiles/Finance',
    );
    expect(transferWords.batchEnded('download', 10, 2, 'shared/HR')).toBe(
      '10 of 12 files downloaded from shared/HR, 2 failed',
    );
  });

  it('do not count what waits for a choice as ended', () => {
    const before = [transfer('a', 'one', 'running')];
    expect(toEndedBatches(before, [transfer('a', 'one', 'conflict')])).toEqual([]);
  });
});

const summary = (changes: Partial<TransferSummary>): TransferSummary => ({
  active: 0,
  waiting: 0,
  paused: 0,
  conflicts: 0,
  failed: 0,
  done: 0,
  cancelled: 0,
  bytesDone: 0,
  bytesTotal: 0,
  bytesPerSecond: 0,
  safeToClose: true,
  held: false,
  ...changes,
});

describe('the head of the tray', () => {
  it('says first what needs a person', () => {
    expect(toSummaryWords(summary({ conflicts: 1, active: 2, waiting: 1, failed: 1, done: 9 }))).toBe(
      '1 needs you, 3 under way, 1 failed',
    );
  });

  it('says how many are done when nothing else is to be said', () => {
    expect(toSummaryWords(summary({ done: 1 }))).toBe('1 transfer done');
    expect(toSummaryWords(summary({}))).toBe('No transfers');
  });
});
