import { describe, expect, it } from 'vitest';
import { aTransferSummary } from '../../../electron/contract/testing/fixtures.ts';
import type { TransferSummary } from '../../../electron/contract/records.ts';
import { type Run, toAnnouncement } from './announcements.ts';

function announce(summaries: Partial<TransferSummary>[]): string[] {
  const announced: string[] = [];
  let run: Run | null = null;
  for (const summary of summaries) {
    const announcement = toAnnouncement(run, aTransferSummary(summary));
    run = announcement.run;
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
      announce([{ active: 3, bytesTotal: 100 }, ...steps, { done: 3, bytesDone: 100, bytesTotal: 100 }]),
    ).toEqual(['3 transfers started', 'Half of all transfers done', '3 files transferred']);
  });

  it('don’t count transfers that had already ended', () => {
    expect(announce([{ done: 7 }, { active: 1, done: 7 }, { done: 8, failed: 0 }])).toEqual([
      '1 transfer started',
      '1 file transferred',
    ]);
  });

  it('immediately report that a choice is needed, and how many failed', () => {
    expect(
      announce([
        { active: 2 },
        { active: 1, conflicts: 1 },
        { active: 1, conflicts: 1 },
        { done: 1, failed: 1 },
      ]),
    ).toEqual(['2 transfers started', '1 transfer needs attention', 'Transfers finished: 1 done, 1 failed']);
  });

  it('count folders separately from files', () => {
    expect(
      announce([{ active: 1 }, { active: 3, done: 1, doneFolders: 1 }, { done: 4, doneFolders: 1 }]),
    ).toEqual(['1 transfer started', '3 files, 1 folder transferred']);
    expect(announce([{ active: 1 }, { done: 1, doneFolders: 1 }]).at(-1)).toBe('1 folder transferred');
  });

  it('stay silent when everything was canceled or cleared', () => {
    expect(announce([{ active: 1 }, {}])).toEqual(['1 transfer started']);
  });
});
