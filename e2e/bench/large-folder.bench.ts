// Measures a large folder (FILES=10000 by default): first rows from the network and from the index, frames
// while scrolling to the end, another order, select all, a filter; also the page's tasks over 50 ms and the
// event loop delay of the main process. Every response takes LATENCY=40 milliseconds.
import { type monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { withBigFolder, type BigFolder } from './big-folder.ts';
import { printTable, toMedian } from './measure.ts';

const files = Number(process.env.FILES ?? 10_000);
const rounds = Number(process.env.ROUNDS ?? 3);
const latencyMs = Number(process.env.LATENCY ?? 40);

async function measure({ app, page }: BigFolder) {
  const firstRow = page.getByRole('row', { name: /^File 0*1\b|^file/i }).first();
  const whole = page.locator(`[role=grid][aria-rowcount="${files + 1}"]`);
  await page.evaluate(watchTasks);
  await app.evaluate(watchLoop);
  const networkMs = await timed(async () => {
    await page.keyboard.press('Enter');
    await firstRow.waitFor();
  });
  const listedMs = networkMs + (await timed(() => whole.waitFor()));
  await page.keyboard.press('Alt+ArrowLeft');
  await page.getByRole('row', { name: /^Big/ }).waitFor();
  const indexMs = await timed(async () => {
    await page.keyboard.press('Alt+ArrowRight');
    await firstRow.waitFor();
  });
  await whole.waitFor();
  const frames = await page.evaluate(scrollToEnd);
  const size = page.getByRole('columnheader', { name: /^Size/ });
  const sortMs = await timed(async () => {
    await size.click({ position: { x: 6, y: 16 } });
    await page.locator('[role=columnheader][aria-sort$=ending]', { hasText: 'Size' }).waitFor();
  });
  const selectMs = await timed(async () => {
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+a');
    await page
      .getByText(`All ${files.toLocaleString('en-US')} selected`)
      .first()
      .waitFor();
  });
  await page.keyboard.press('Escape');
  const filterMs = await timed(async () => {
    await page.keyboard.press('Control+f');
    await page.keyboard.type('12');
    await page.waitForFunction(
      (all) => Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')) <= all,
      files,
    );
  });
  const tasks = await page.evaluate(readTasks);
  const loopMs = await app.evaluate(readLoop);
  return { networkMs, listedMs, indexMs, frames, sortMs, selectMs, filterMs, tasks, loopMs };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

interface Watched {
  longTasks?: number[];
  loopDelay?: ReturnType<typeof monitorEventLoopDelay>;
}

function watchTasks(): void {
  const lengths: number[] = ((globalThis as Watched).longTasks = []);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) lengths.push(duration);
  }).observe({ type: 'longtask' });
}

const readTasks = (): number[] => (globalThis as Watched).longTasks ?? [];

function watchLoop(): void {
  const histogram = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 10 });
  histogram.enable();
  (globalThis as Watched).loopDelay = histogram;
}

/** The 99th percentile, minus the timer's resolution. */
const readLoop = (): number =>
  Math.max(0, ((globalThis as Watched).loopDelay?.percentile(99) ?? 0) / 1e6 - 10);

/** Runs in the page: scrolls to the end in 600 frames and returns the length of each in milliseconds. */
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

const runs: Awaited<ReturnType<typeof measure>>[] = [];
for (let round = 0; round < rounds; round += 1) runs.push(await withBigFolder(files, measure, latencyMs));
const frames = runs.flatMap((run) => run.frames).sort((a, b) => a - b);
const median = (pick: (run: (typeof runs)[number]) => number) => Math.round(toMedian(runs.map(pick)));
const longest = (lengths: readonly number[]) =>
  Math.round(lengths.reduce((most, one) => Math.max(most, one), 0));
printTable([
  {
    items: files,
    rounds,
    'first rows from the network, median ms': median(({ networkMs }) => networkMs),
    'listed to the end': median(({ listedMs }) => listedMs),
    'first rows from the index': median(({ indexMs }) => indexMs),
    'another order': median(({ sortMs }) => sortMs),
    'all selected': median(({ selectMs }) => selectMs),
    filtered: median(({ filterMs }) => filterMs),
  },
]);
printTable([
  {
    'frame while scrolling, median ms': Math.round(toMedian(frames) * 10) / 10,
    '99th percentile': Math.round((frames[Math.floor(frames.length * 0.99)] ?? 0) * 10) / 10,
    'longest frame': longest(frames),
    'tasks over 50 ms, a round': median(({ tasks }) => tasks.length),
    'longest task': longest(runs.flatMap(({ tasks }) => tasks)),
    'delay of the main loop, 99th percentile': median(({ loopMs }) => loopMs),
  },
]);
