// First rows from the network and from the index, frames while scrolling to the end, another order, select
// all, a filter (FILES=10000 by default); also the page's tasks over 50 ms and the event loop delay of the
// main process. Every response takes LATENCY=40 milliseconds. Then the processor time of the page's main
// thread, which a busy machine doesn't inflate, next to plain rows of the same words. BESIDE=1000000 adds as
// many items elsewhere, enumerated meanwhile.
import { type monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Page } from '@playwright/test';
import { withBigFolder, type BigFolder } from './big-folder.ts';
import { printTable, toMedian } from './measure.ts';
import { type PageWork, watchPage } from './page-work.ts';

const files = Number(process.env.FILES ?? 10_000);
const rounds = Number(process.env.ROUNDS ?? 3);
const latencyMs = Number(process.env.LATENCY ?? 40);
const beside = Number(process.env.BESIDE ?? 0);

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
  const frames = await page.evaluate(scrollToEnd, '[role=grid]');
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
  const turnMs = await app.evaluate(readTurns);
  for (const _ of '12') await page.keyboard.press('Backspace');
  await page.keyboard.press('Escape');
  await whole.waitFor();
  return {
    networkMs,
    listedMs,
    indexMs,
    frames,
    sortMs,
    selectMs,
    filterMs,
    tasks,
    loopMs,
    turnMs,
    ...(await measureWork(page)),
    indexed: await readIndex(page),
  };
}

async function measureWork(page: Page) {
  const scrollTo = (top: number) =>
    page.evaluate((px) => document.querySelector('[role=grid]')?.scrollTo({ top: px }), top);
  await scrollTo(0);
  const rows = await watchPage(page, () => page.evaluate(scrollToEnd, '[role=grid]'));
  await scrollTo(0);
  const commands = await watchPage(page, async () => {
    await page.getByRole('columnheader', { name: /^Size/ }).click({ position: { x: 6, y: 16 } });
    await page.locator('[role=columnheader][aria-sort$=ending]', { hasText: 'Size' }).waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+a');
    await page
      .getByText(/^All [\d,]+ selected/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[role=row][data-ordinal="3"]').click({ position: { x: 120, y: 10 } });
    await page.keyboard.press('Delete');
    await page.locator(`[role=grid][aria-rowcount="${files}"]`).waitFor();
  });
  await page.evaluate(showPlainRows, files);
  const plain = await watchPage(page, () => page.evaluate(scrollToEnd, '#plain'));
  return { rows, commands, plain };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

interface Watched {
  longTasks?: number[];
  loopDelay?: ReturnType<typeof monitorEventLoopDelay>;
  loopTurns?: number[];
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
  const turns: number[] = ((globalThis as Watched).loopTurns = []);
  let last = process.threadCpuUsage();
  setInterval(() => {
    const now = process.threadCpuUsage();
    turns.push((now.user + now.system - last.user - last.system) / 1000);
    last = now;
  }, 10).unref();
}

/** The 99th percentile, minus the timer's resolution. */
const readLoop = (): number =>
  Math.max(0, ((globalThis as Watched).loopDelay?.percentile(99) ?? 0) / 1e6 - 10);

/** Processor time of the main thread between two samples, 10 ms apart if nothing delays them: the 99th percentile. */
function readTurns(): number {
  const turns = [...((globalThis as Watched).loopTurns ?? [])].sort((a, b) => a - b);
  return turns[Math.floor(turns.length * 0.99)] ?? 0;
}

const readIndex = async (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const reply = await window.slipway.call('index.state', {});
    const [index] = reply.ok ? (reply.value as { state: string; itemCount: number }[]) : [];
    return `${index?.itemCount ?? 0}, ${index?.state ?? 'unknown'}`;
  });

/** Runs in the page: covers the list with plain rows of the same words, as a lower bound for the work of such rows. */
function showPlainRows(count: number): void {
  const list = document.querySelector('[role=grid]');
  if (list === null) throw new Error('no list');
  const words = [
    ...(list.querySelector('[role=row][data-ordinal]')?.querySelectorAll('[role=gridcell]') ?? []),
  ].map((cell) => cell.textContent);
  const { left, top, width, height } = list.getBoundingClientRect();
  const [rowPx, around] = [32, 6];
  const scroller = document.createElement('div');
  scroller.id = 'plain';
  Object.assign(scroller.style, { position: 'fixed', overflowY: 'scroll', background: 'white', zIndex: '9' });
  Object.assign(scroller.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
  const room = document.createElement('div');
  Object.assign(room.style, { position: 'relative', height: `${count * rowPx}px` });
  const rows = Array.from({ length: Math.ceil(height / rowPx) + 2 * around }, () => {
    const row = document.createElement('div');
    Object.assign(row.style, { position: 'absolute', display: 'flex', height: `${rowPx}px`, width: '100%' });
    row.append(...words.map(() => Object.assign(document.createElement('div'), { className: 'cell' })));
    for (const cell of row.children as Iterable<HTMLElement>)
      Object.assign(cell.style, { flex: '1 1 0', minWidth: '0', overflow: 'hidden', whiteSpace: 'nowrap' });
    return row;
  });
  const draw = () => {
    const first = Math.max(0, Math.floor(scroller.scrollTop / rowPx) - around);
    for (const [at, row] of rows.entries()) {
      row.style.transform = `translateY(${(first + at) * rowPx}px)`;
      for (const [column, cell] of [...row.children].entries())
        cell.textContent = column === 0 ? `file ${first + at}.txt` : (words[column] ?? '');
    }
  };
  room.append(...rows);
  scroller.append(room);
  document.body.append(scroller);
  scroller.addEventListener('scroll', draw);
  draw();
}

/** Runs in the page: scrolls a list to its end in 600 frames and returns the length of each in milliseconds. */
function scrollToEnd(list: string): Promise<number[]> {
  const scroller = document.querySelector(list);
  if (scroller === null) throw new Error('nothing to scroll');
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
for (let round = 0; round < rounds; round += 1)
  runs.push(await withBigFolder(files, measure, latencyMs, beside));
const frames = runs.flatMap((run) => run.frames).sort((a, b) => a - b);
const median = (pick: (run: (typeof runs)[number]) => number) => Math.round(toMedian(runs.map(pick)));
const longest = (lengths: readonly number[]) =>
  Math.round(lengths.reduce((max, one) => Math.max(max, one), 0));
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
    'its turns in processor time, 99th percentile': median(({ turnMs }) => turnMs),
    'in the index at the end': runs.at(-1)?.indexed ?? '',
  },
]);
const partsOf = (work: PageWork, ...names: string[]) =>
  names.reduce((sum, name) => sum + (work.parts.get(name) ?? 0), 0) / work.frames;
const toWork = (what: string, pick: (run: (typeof runs)[number]) => PageWork) => {
  const all = runs.map(pick);
  const tasks = all.flatMap((work) => work.tasks);
  const mean = (of: (work: PageWork) => number) =>
    Math.round((all.map(of).reduce((sum, one) => sum + one, 0) / all.length) * 10) / 10;
  return {
    'processor time of the page': what,
    'a frame, ms': mean((work) => work.tasks.reduce((sum, one) => sum + one, 0) / work.frames),
    'of it script': mean((work) => partsOf(work, 'FunctionCall', 'EvaluateScript')),
    'style and layout': mean((work) => partsOf(work, 'Layout', 'UpdateLayoutTree')),
    'longest task': longest(tasks),
    'tasks over 50 ms': tasks.filter((one) => one > 50).length,
  };
};
printTable([
  toWork('scrolled to the end', ({ rows }) => rows),
  toWork('plain rows, scrolled to the end', ({ plain }) => plain),
  toWork('another order, all selected, one deleted', ({ commands }) => commands),
]);
