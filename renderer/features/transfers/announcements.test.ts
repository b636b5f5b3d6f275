import { describe, expect, it } from 'vitest';
import { aTransferSummary } from '../../../electron/contract/testing/fixtures.ts';
import type { TransferSummary } from '../../../electron/contract/transfers.ts';
import { type Run, toAnnouncement } from './announcements.ts';

const uploaded = (files: number, folders = 0) => ({
  did: [{ kind: 'upload' as const, files, folders }],
});

function announce(summaries: Partial<TransferSummary>[]): string[] {
  const announced: string[] = [];
  let run: Run | null = null;
  let failedLast: number | undefined;
  for (const summary of summaries.map(aTransferSummary)) {
    const announcement = toAnnouncement(run, summary, failedLast);
    run = announcement.run;
    failedLast = summary.failed;
    if (announcement.text !== null) announced.push(announcement.text);
  }
  return announced;
}

describe('announcements of transfers to screen readers', () => {
  it('cover the start, half, and end, however many steps there are', () => {
    const steps = Array.from({ length: 99 }, (_, index) => ({
      active: 3,
      bytesDone: index + 1,
      bytesTotal: 100,
    }));
    expect(
      announce([
        { active: 3, bytesTotal: 100 },
        ...steps,
        { ...uploaded(3), bytesDone: 100, bytesTotal: 100 },
      ]),
    ).toEqual(['3 transfers started', 'Half of all transfers done', '3 files uploaded']);
  });

  it('cover changes that are listed only once they have failed, but not those of the last session', () => {
    expect(announce([{ failed: 2 }, { failed: 3 }, { failed: 3 }])).toEqual(['1 failed']);
  });

  it('don’t count transfers that had already ended', () => {
    const moved = { kind: 'move', files: 5, folders: 0 } as const;
    const [before, after] = [uploaded(7), uploaded(8)];
    const both = { did: [...after.did, moved] };
    expect(announce([before, { active: 1, ...before }, after])).toEqual([
      '1 transfer started',
      '1 file uploaded',
    ]);
    expect(announce([before, { active: 6, ...before }, both]).at(-1)).toBe('1 file uploaded');
  });

  it('immediately report that a choice is needed, and how many failed', () => {
    expect(
      announce([
        { active: 2 },
        { active: 1, conflicts: 1 },
        { active: 1, conflicts: 1 },
        { ...uploaded(1), failed: 1 },
      ]),
    ).toEqual(['2 transfers started', '1 transfer needs attention', '1 file uploaded, 1 failed']);
  });

  it('count folders separately from files', () => {
    expect(announce([{ active: 1 }, { active: 3, ...uploaded(0, 1) }, uploaded(3, 1)])).toEqual([
      '1 transfer started',
      '3 files, 1 folder uploaded',
    ]);
    expect(announce([{ active: 1 }, uploaded(0, 1)]).at(-1)).toBe('1 folder uploaded');
  });

  it('leave changes to their own messages, unless one failed', () => {
    const deleted = { did: [{ kind: 'delete' as const, files: 1000, folders: 0 }] };
    expect(announce([{ active: 1000 }, deleted])).toEqual(['1,000 transfers started']);
    expect(announce([{ active: 1000 }, { ...deleted, failed: 2 }]).at(-1)).toBe('2 failed');
  });

  it('stay silent when everything was canceled or cleared', () => {
    expect(announce([{ active: 1 }, {}])).toEqual(['1 transfer started']);
  });
});
