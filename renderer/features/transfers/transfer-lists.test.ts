import { describe, expect, it } from 'vitest';
import { aTransferSummary, aTransfer } from '../../../electron/contract/testing/fixtures.ts';
import type { Transfer } from '../../../electron/contract/transfers.ts';
import { toTransferStateText } from './state-text.ts';
import {
  canCancel,
  canPrioritize,
  canPause,
  countByFilter,
  toPart,
  toParts,
  toTimeLeftMs,
  toTrayShown,
} from './transfer-lists.ts';

it('every transfer is counted under exactly one filter', () => {
  const summary = aTransferSummary({
    active: 4,
    running: 4,
    waiting: 1,
    paused: 2,
    conflicts: 1,
    failed: 2,
    done: 5,
    cancelled: 3,
    safeToClose: false,
  });
  expect(countByFilter(summary)).toEqual({
    all: 18,
    active: 5,
    paused: 2,
    attention: 3,
    done: 5,
    cancelled: 3,
  });
});

it('queued and running transfers can be paused; queued and paused ones can be moved to the top', () => {
  const states = [
    'queued',
    'checking',
    'running',
    'waiting',
    'paused',
    'conflict',
    'failed',
    'done',
  ] as const;
  const having = (can: (transfer: Transfer) => boolean) =>
    states.filter((state) => can(aTransfer(state, { state })));
  expect(having(canPause)).toEqual(['queued', 'checking', 'running', 'waiting']);
  expect(having(canPrioritize)).toEqual(['queued', 'paused']);
  expect(having(canCancel)).toEqual(['queued', 'checking', 'running', 'waiting', 'paused', 'conflict']);
});

describe('the tray', () => {
  const idle = { count: 0, inProgress: false };
  const running = { count: 51, inProgress: true };
  const over = { count: 51, inProgress: false };

  it('is shown once transfers run, and until their result is told', () => {
    expect(toTrayShown(false, idle, { ...running, isTold: false })).toBe(true);
    expect(toTrayShown(true, running, { ...over, isTold: true })).toBe(false);
    expect(toTrayShown(true, running, { ...over, isTold: false })).toBe(true);
  });

  it('isn’t shown for transfers whose result was told before the page knew of them', () => {
    expect(toTrayShown(false, idle, { ...over, isTold: true })).toBe(false);
    expect(toTrayShown(false, idle, { ...over, isTold: false })).toBe(true);
  });
});

const leftMs = (bytesDone: number, bytesInFlight: number) =>
  toTimeLeftMs({ bytesDone, bytesInFlight, bytesTotal: 150, bytesPerSecond: 20 });

describe('the time left', () => {
  it('is unknown without a size or speed', () => {
    const of = { bytesDone: 5, bytesInFlight: 0, bytesTotal: 10 };
    expect(toTimeLeftMs({ ...of, bytesTotal: null, bytesPerSecond: 10 })).toBeNull();
    expect(toTimeLeftMs({ ...of, bytesPerSecond: null })).toBeNull();
    expect(toTimeLeftMs({ ...of, bytesPerSecond: 0 })).toBeNull();
  });

  it('is the rest at the current speed, and null when nothing is left', () => {
    expect(leftMs(50, 0)).toBe(5000);
    expect(leftMs(0, 50)).toBe(5000);
    expect(leftMs(150, 0)).toBeNull();
    expect(leftMs(50, 100)).toBeNull();
    expect(leftMs(200, 0)).toBeNull();
  });

  it('distinguishes confirmed bytes from sent ones', () => {
    expect(toParts({ bytesDone: 0, bytesInFlight: 8, bytesTotal: 8 })).toEqual({ part: 0, sent: 1 });
  });

  it('treats an empty file as 0% instead of dividing by zero', () => {
    expect(toPart(0, 0)).toBe(0);
    expect(toPart(5, null)).toBeNull();
    expect(toPart(150, 100)).toBe(1);
    expect(toPart(1, 5_000_000)).toBe(0);
    expect(toPart(9_999_999, 10_000_000)).toBe(0.999);
  });
});

const inWords = (verified: boolean | null, outcome: Transfer['outcome']) =>
  toTransferStateText(aTransfer('a', { state: 'done', outcome, verified }), 0);

describe('the state in words', () => {
  it('of a queued or waiting transfer says when everything is paused', () => {
    expect(toTransferStateText(aTransfer('a', { state: 'queued' }), 0, true)).toBe('Paused with all others');
    expect(toTransferStateText(aTransfer('a', { kind: 'delete', state: 'failed' }), 0)).toBe('Not deleted');
    expect(
      toTransferStateText(
        aTransfer('a', { kind: 'move', state: 'waiting', waitReason: 'offline', waitUntil: null }),
        0,
      ),
    ).toBe('Moving · Offline. Resumes automatically');
    const waiting = aTransfer('a', { state: 'waiting', waitReason: 'locked' });
    expect(toTransferStateText(waiting, 0, true)).toBe('Paused with all others');
    expect(toTransferStateText(waiting, 0)).toBe('Open elsewhere');
    expect(toTransferStateText(aTransfer('a', { state: 'paused' }), 0)).toBe('Paused');
  });

  it('P15 of an upload too slow for its session says when that expires', () => {
    const uploadExpiresAt = '2026-11-21T12:00:00.000Z';
    const going = { state: 'running', uploadExpiresAt, bytesDone: 0, bytesTotal: 3_600_000 } as const;
    const anHourBefore = Date.parse(uploadExpiresAt) - 3_600_000;
    const at = (bytesPerSecond: number | null) =>
      toTransferStateText(aTransfer('a', { ...going, bytesPerSecond }), anHourBefore);
    expect(at(1_100)).toBe('Uploading');
    expect(at(900)).toContain('At this speed, the upload won’t finish before it expires (today, ');
    expect(at(null)).toBe('Uploading');
  });

  const now = Date.parse('2026-05-04T10:00:00Z');

  it('says that an earlier attempt still holds the name, and when it is retried', () => {
    const waiting = aTransfer('a', {
      state: 'waiting',
      waitReason: 'nameReserved',
      waitUntil: '2026-05-04T12:00:00Z',
    });
    expect(toTransferStateText(waiting, now)).toBe(
      'OneDrive reserves this name for an earlier attempt. Retrying in 2 h',
    );
  });

  it('counts down a wait requested by the service, and omits the number when it is over', () => {
    const waiting = aTransfer('a', {
      state: 'waiting',
      waitReason: 'throttled',
      waitUntil: '2026-05-04T10:00:42Z',
    });
    expect(toTransferStateText(waiting, now)).toBe('OneDrive is busy. Continuing in 42 s');
    expect(toTransferStateText(waiting, now + 60_000)).toBe('OneDrive is busy. Waiting to continue');
  });

  it('says whether a save created or updated a file, and the name under which both were kept', () => {
    const done = { state: 'done', verified: true } as const;
    expect(toTransferStateText(aTransfer('a', { ...done, outcome: 'created' }), now)).toBe('Uploaded');
    expect(toTransferStateText(aTransfer('a', { ...done, outcome: 'updated' }), now)).toBe(
      'Updated in OneDrive',
    );
    expect(
      toTransferStateText(aTransfer('a', { ...done, outcome: 'keptBoth', finalName: 'a 1.txt' }), now),
    ).toBe('Kept both, as “a 1.txt”');
  });

  it('T41 P30 says if SharePoint changed an upload, or there was no hash to compare', () => {
    expect(inWords(false, 'created')).toBe('Uploaded, changed by SharePoint');
    expect(inWords(null, 'updated')).toBe('Updated in OneDrive, not verified');
    expect(inWords(null, 'downloaded')).toBe('Downloaded, not verified');
    expect(inWords(false, 'downloaded')).toBe('Downloaded, checksum differs from OneDrive’s');
    expect(inWords(null, 'skipped')).toBe('Skipped');
    expect(inWords(null, 'folderCreated')).toBe('Folder created');
  });

  it('distinguishes uploads from downloads', () => {
    expect(toTransferStateText(aTransfer('a'), now)).toBe('Uploading');
    expect(toTransferStateText(aTransfer('a', { kind: 'download' }), now)).toBe('Downloading');
  });
});
