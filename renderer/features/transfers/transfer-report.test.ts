import { expect, test } from 'vitest';
import { toFailure } from '../../../electron/contract/errors.ts';
import { aTransfer } from '../../../electron/contract/testing/fixtures.ts';
import type { Transfer } from '../../../electron/contract/transfers.ts';
import { toTransferReport } from './transfer-report.ts';

const failed = (name: string, failure: Transfer['failure']): { type: 'transfer'; transfer: Transfer } => ({
  type: 'transfer',
  transfer: aTransfer(name, { name, state: 'failed', endedAt: '2026-05-04T10:01:00Z', failure }),
});

test('a report names each failed file with its location, reason, and support details', () => {
  const details = { status: 403, serviceCode: 'accessDenied', requestId: 'r-1', at: '2026-05-04T10:01:00Z' };
  const rows = [failed('a.txt', toFailure('accessDenied', 'a.txt', {}, details)), failed('b.txt', null)];
  const report = toTransferReport(rows, 2, '1.2.3');
  expect(report).toContain('Slipway 1.2.3: 2 transfers failed');
  expect(report).toContain('a.txt · To myfiles/Finance\n  You don’t have permission to change “a.txt”.');
  expect(report).toMatch(
    /code: accessDenied\n {2}status: 403\n {2}service code: accessDenied\n {2}request id: r-1/,
  );
  expect(report).toContain('b.txt');
  expect(report).not.toContain('in this report');
  const first = toTransferReport(rows, 100_000, '1');
  expect(first).toContain('100,000 transfers failed');
  expect(first).toContain('… and 99,998 more that aren’t in this report');
});
