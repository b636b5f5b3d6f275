// A folder of 10,000 items: how long until its first rows are on screen, and the frames while it is scrolled to its end.
import { performance } from 'node:perf_hooks';
import { withBigFolder, type BigFolder } from './big-folder.ts';
import { printTable, toMedian } from './measure.ts';

const files = 10_000;
const rounds = Number(process.env.ROUNDS ?? 3);

async function measure({ page }: BigFolder) {
  const openedMs = performance.now();
  await page.keyboard.press('Enter');
  await page
    .getByRole('row', { name: /^File 0*1\b|^file/i })
    .first()
    .waitFor();
  const firstRowsMs = performance.now() - openedMs;
  await page.locator(`[role=grid][aria-rowcount="${files + 1}"]`).waitFor();
  const listedMs = performance.now() - openedMs;
  const frames = await page.evaluate(scrollToEnd);
  return { firstRowsMs, listedMs, frames };
}

/** In the page: 600 steps of one frame each to the end of the grid; the length of every frame in milliseconds. */
function scrollToEnd(): Promise<number[]> {
  const scroller = [...document.querySelectorAll('[role=grid], [role=grid] *')].find(
    (element) =>
      element.scrollHeight > element.clientHeight * 10 && getComputedStyle(element).overflowY !== 'visible',
  );
  if (scroller === undefined) throw new Error('nothing to scroll');
  const end = scroller.scrollHeight - scroller.clientHeight;
  const steps = 600;
  return new Promise((resolve) => {
    const frames: number[] = [];
    let lastMs = performance.now();
    let step = 0;
    const frame = (nowMs: number) => {
      if (step > 0) frames.push(nowMs - lastMs);
      lastMs = nowMs;
      step += 1;
      scroller.scrollTop = (end * step) / steps;
      if (step <= steps) requestAnimationFrame(frame);
      else resolve(frames);
    };
    requestAnimationFrame(frame);
  });
}

const runs = [];
for (let round = 0; round < rounds; round += 1) runs.push(await withBigFolder(files, measure));
const frames = runs.flatMap((run) => run.frames).sort((a, b) => a - b);
printTable([
  {
    items: files,
    rounds,
    'first rows, median ms': Math.round(toMedian(runs.map(({ firstRowsMs }) => firstRowsMs))),
    'listed to the end, median ms': Math.round(toMedian(runs.map(({ listedMs }) => listedMs))),
    'frame while scrolling, median ms': Math.round(toMedian(frames) * 10) / 10,
    '99th percentile ms': Math.round((frames[Math.floor(frames.length * 0.99)] ?? 0) * 10) / 10,
    'longest frame ms': Math.round((frames.at(-1) ?? 0) * 10) / 10,
  },
]);
