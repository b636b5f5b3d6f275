import { describe, expect, it } from 'vitest';
import type { Transfer } from '../../../electron/contract/records.ts';
import { toStateWords } from '../../words/transfers.ts';
import {
  commonPath,
  countByFilter,
  matchesFilter,
  toBatches,
  toPart,
  toTimeLeftMs,
  toTrayOrder,
} from './transfer-lists.ts';

const transfer = (transferId: string, changes: Partial<Transfer> = {}): Transfer => ({
  transferId,
  batchId: 'one',
  accountId: 'account',
  kind: 'upload',
  name: `${transferId}.txt`,
  path: 'myfiles/Finance',
  state: 'running',
  bytesDone: 0,
  bytesTotal: 100,
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
  ...changes,
});

describe('the lists of transfers', () => {
  it('keep a batch together in the order it was started, newest batch first', () => {
    const batches = toBatches([
      transfer('a'),
      transfer('b', { batchId: 'two', kind: 'download', path: 'shared/HR' }),
      transfer('c', { path: 'myfiles/Finance/2026' }),
    ]);
    expect(batches.map(({ batchId, kind, path }) => ({ batchId, kind, path }))).toEqual([
      { batchId: 'two', kind: 'download', path: 'shared/HR' },
      { batchId: 'one', kind: 'upload', path: 'myfiles/Finance' },
    ]);
    expect(batches[1]?.transfers.map(({ transferId }) => transferId)).toEqual(['a', 'c']);
  });

  it('name the folder that all transfers of a batch have in common, by whole names', () => {
    expect(commonPath(['myfiles/Trip', 'myfiles/Trip 2'])).toBe('myfiles');
    expect(commonPath(['myfiles/a/b', 'myfiles/a'])).toBe('myfiles/a');
    expect(commonPath(['shared/a', 'myfiles/a'])).toBe('');
    expect(commonPath([])).toBe('');
  });

  it('put first in the tray what needs a person, last what ended, latest first', () => {
    const order = toTrayOrder([
      transfer('old', { state: 'done', endedAt: '2026-05-04T10:01:00Z' }),
      transfer('new', { state: 'cancelled', endedAt: '2026-05-04T10:02:00Z' }),
      transfer('queued', { state: 'queued' }),
      transfer('second', { state: 'waiting' }),
      transfer('third', { state: 'running' }),
      transfer('failed', { state: 'failed', endedAt: '2026-05-04T10:00:30Z' }),
      transfer('conflict', { state: 'conflict' }),
    ]);
    expect(order.map(({ transferId }) => transferId)).toEqual([
      'conflict',
      'failed',
      'second',
      'third',
      'queued',
      'new',
      'old',
    ]);
  });

  it('count every transfer under exactly one filter', () => {
    const states = [
      'queued',
      'checking',
      'running',
      'waiting',
      'conflict',
      'done',
      'failed',
      'cancelled',
    ] as const;
    const all = states.map((state) => transfer(state, { state }));
    const counts = countByFilter(all);
    expect(counts).toEqual({ all: 8, active: 4, attention: 2, done: 1, cancelled: 1 });
    expect(all.filter((each) => matchesFilter(each, 'attention')).map(({ state }) => state)).toEqual([
      'conflict',
      'failed',
    ]);
  });
});

describe('the time left', () => {
  it('is unknown while the size or the speed is', () => {
    expect(toTimeLeftMs({ bytesDone: 5, bytesTotal: null, bytesPerSecond: 10 })).toBeNull();
    expect(toTimeLeftMs({ bytesDone: 5, bytesTotal: 10, bytesPerSecond: null })).toBeNull();
    expect(toTimeLeftMs({ bytesDone: 5, bytesTotal: 10, bytesPerSecond: 0 })).toBeNull();
  });

  it('is what is left at the present speed, and nothing is said when nothing is left', () => {
    expect(toTimeLeftMs({ bytesDone: 50, bytesTotal: 150, bytesPerSecond: 20 })).toBe(5000);
    expect(toTimeLeftMs({ bytesDone: 150, bytesTotal: 150, bytesPerSecond: 20 })).toBeNull();
    expect(toTimeLeftMs({ bytesDone: 200, bytesTotal: 150, bytesPerSecond: 20 })).toBeNull();
  });

  it('leaves the part of an empty file at nothing instead of dividing by it', () => {
    expect(toPart(0, 0)).toBe(0);
    expect(toPart(5, null)).toBeNull();
    expect(toPart(150, 100)).toBe(1);
  });
});

describe('the state in words', () => {
  const now = Date.parse('2026-05-04T10:00:00Z');

  it('counts down a wait the service asked for, and drops the number when it is over', () => {
    const waiting = transfer('a', {
      state: 'waiting',
      waitReason: 'throttled',
      waitUntil: '2026-05-04T10:00:42Z',
    });
    expect(toStateWords(waiting, now)).toBe('OneDrive asks us to wait 42 s');
    expect(toStateWords(waiting, now + 60_000)).toBe('OneDrive asks us to wait');
  });

  it('says for a save whether it made a file or updated one, and under which name both were kept', () => {
    const done = { state: 'done' } as const;
    expect(toStateWords(transfer('a', { ...done, outcome: 'created' }), now)).toBe('Uploaded');
    expect(toStateWords(transfer('a', { ...done, outcome: 'updated' }), now)).toBe('Updated in OneDrive');
    expect(toStateWords(transfer('a', { ...done, outcome: 'keptBoth', finalName: 'a 1.txt' }), now)).toBe(
      'Kept both, as “a 1.txt”',
    );
  });

  it('tells uploads from downloads', () => {
    expect(toStateWords(transfer('a'), now)).toBe('Uploading');
    expect(toStateWords(transfer('a', { kind: 'download' }), now)).toBe('Downloading');
  });
});
