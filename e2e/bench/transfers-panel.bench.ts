// Measures a journal of 100,000 transfers: time until the page shows the first rows, and frames while
// scrolling from top to bottom and by wheel, idle and while transfers run.
import { performance } from 'node:perf_hooks';
import type { Page } from '@playwright/test';
import type { TransferSummary } from '../../electron/contract/transfers.ts';
import { withBigFolder, type BigFolder } from './big-folder.ts';
import { printTable, toMedian } from './measure.ts';

const files = 100_000;
const rounds = Number(process.env.ROUNDS ?? 3);
const mebibyte = 1024 ** 2;
const stepPx = 150;

async function measure({ app, page, sample }: BigFolder) {
  // Holds the files, since only the list is measured.
  const stopped = sample.faults.hold({ route: 'GET item', times: Infinity });
  await page.getByRole('toolbar', { name: 'Commands' }).getByRole('button', { name: 'Download' }).click();
  await waitForAll(page);
  const openedMs = performance.now();
  await page.getByRole('button', { name: /^Transfers/ }).click();
  await page.locator('[data-transfer-state="queued"]').nth(8).waitFor();
  const shownMs = performance.now() - openedMs;
  const frames = await page.evaluate(scroll, null);
  await page.locator(`[aria-posinset="${files + 2}"]`).waitFor();
  const heapBytes = await page.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  );
  const turned = await page.evaluate(scroll, -stepPx);
  stopped.remove();
  stopped.letGo();
  await waitForNews(page);
  const running = await page.evaluate(scroll, -stepPx);
  const mainBytes = await app.evaluate(() => process.memoryUsage().rss);
  return { shownMs, frames, turned, running, heapBytes, mainBytes };
}

async function waitForAll(page: Page): Promise<void> {
  for (;;) {
    const reply = await page.evaluate(() => window.slipway.call('transfers.top', { max: 1 }));
    const { summary } = (reply as unknown as { value: { summary: TransferSummary } }).value;
    if (summary.active + summary.waiting + summary.done > files) return;
    await page.waitForTimeout(200);
  }
}

async function waitForNews(page: Page): Promise<void> {
  for (;;) {
    const reply = await page.evaluate(() => window.slipway.call('transfers.top', { max: 1 }));
    const { summary } = (reply as unknown as { value: { summary: TransferSummary } }).value;
    if (summary.done > 20) return;
    await page.waitForTimeout(100);
  }
}

function scroll(stepPx: number | null): Promise<number[]> {
  const scroller = document.querySelector('[role=tabpanel] [role=list]')?.parentElement;
  if (scroller === null || scroller === undefined) throw new Error('nothing to scroll');
  const steps = 600;
  const each = stepPx ?? (scroller.scrollHeight - scroller.clientHeight) / steps;
  return new Promise((resolve) => {
    const frames: number[] = [];
    let lastMs = performance.now();
    let step = 0;
    const frame = (nowMs: number) => {
      if (step > 0) frames.push(nowMs - lastMs);
      lastMs = nowMs;
      step += 1;
      scroller.scrollTop += each;
      if (step <= steps) requestAnimationFrame(frame);
      else resolve(frames);
    };
    requestAnimationFrame(frame);
  });
}

function toFigures(frames: readonly number[]): Record<string, number> {
  const sorted = frames.toSorted((a, b) => a - b);
  const round = (ms: number | undefined) => Math.round((ms ?? 0) * 10) / 10;
  return {
    'frame, median ms': round(toMedian(sorted)),
    '99th percentile ms': round(sorted[Math.floor(sorted.length * 0.99)]),
    'longest ms': round(sorted.at(-1)),
  };
}

const runs = [];
for (let round = 0; round < rounds; round += 1) runs.push(await withBigFolder(files, measure));
printTable([
  {
    transfers: files,
    rounds,
    'first lines, median ms': Math.round(toMedian(runs.map(({ shownMs }) => shownMs))),
    'page heap MiB': Math.round(toMedian(runs.map(({ heapBytes }) => heapBytes)) / mebibyte),
    'main process MiB': Math.round(toMedian(runs.map(({ mainBytes }) => mainBytes)) / mebibyte),
  },
]);
const scrolls = [
  ['from top to bottom', runs.flatMap(({ frames }) => frames)],
  ['by the wheel', runs.flatMap(({ turned }) => turned)],
  ['by the wheel while transfers run', runs.flatMap(({ running }) => running)],
] as const;
printTable(scrolls.map(([scrolled, frames]) => ({ scrolled, ...toFigures(frames) })));
