// A PDF of 500 pages, a PDF of 2 GB, and a video of 2 GB, read in parts. "first picture" is when the first
// page or frame is drawn, "end" when its last page is drawn or a frame from its end is shown. Memory: of the
// preview's renderer, and what the main process has more than before.
import { readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { Page } from '@playwright/test';
import type { Content } from '../../electron/sample/model/content.ts';
import type { SampleService } from '../../electron/sample/sample-service.ts';
import { makePdf } from '../pages/make-pdf.ts';
import { createPreviewPane } from '../pages/preview-pane.ts';
import { printTable, toMedian } from './measure.ts';
import { makeVideo } from './make-video.ts';
import { type SampleApp, withSampleApp } from './sample-app.ts';

const rounds = Number(process.env.ROUNDS ?? 3);
const latencyMs = Number(process.env.LATENCY ?? 40);
const largeBytes = Number(process.env.BYTES ?? 2 * 1024 ** 3 - 1);

function joinContent(parts: readonly Content[]): Content {
  return {
    sizeBytes: parts.reduce((sum, part) => sum + part.sizeBytes, 0),
    read(start, end) {
      let from = 0;
      return parts.flatMap((part) => {
        const [partStart, partEnd] = [Math.max(start - from, 0), Math.min(end - from, part.sizeBytes)];
        from += part.sizeBytes;
        return partStart < partEnd ? part.read(partStart, partEnd) : [];
      });
    },
    quickXorHash: () => 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  };
}

const held = (bytes: Uint8Array): Content => ({
  sizeBytes: bytes.length,
  read: (start, end) => [bytes.subarray(start, end)],
  quickXorHash: () => '',
});

const blanks = (sizeBytes: number): Content => ({
  sizeBytes,
  read: (start, end) => [new Uint8Array(end - start).fill(0x20)],
  quickXorHash: () => '',
});

const toPages = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ text: `This is page ${at + 1}` }));

function makeLargePdf(sizeBytes: number): Content {
  const toParts = (blankBytes: number): [string, string] => {
    const attachment = `<< /Length ${blankBytes} >>\nstream\n|\nendstream`;
    const pdf = makePdf(toPages(500), { objects: [attachment] }).toString('latin1');
    const [head = '', tail = ''] = pdf.split('|');
    return [head, tail.replace(/startxref\n(\d+)/, (_, at) => `startxref\n${Number(at) + blankBytes - 1}`)];
  };
  const blankBytes = sizeBytes - toParts(sizeBytes).join('').length;
  const [head, tail] = toParts(blankBytes).map((text) => held(Buffer.from(text, 'latin1')));
  return joinContent([head!, blanks(blankBytes), tail!]);
}

function add({ drive }: SampleService, name: string, content: Content): void {
  const folder = drive.find('Look') ?? drive.addFolder('Look');
  drive.raw.add(folder, { kind: 'file', name, by: drive.raw.owner, content });
}

function toMemory(parentPid: number): { mainMiB: number; rendererMiB: number } {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return [{ pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) }];
      } catch {
        return [];
      }
    });
  const own = new Set([parentPid]);
  for (const _ of all) for (const { pid, parent } of all) if (own.has(parent)) own.add(pid);
  const pssOf = (pid: number): number => {
    try {
      return (
        Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
      );
    } catch {
      return 0;
    }
  };
  const isRenderer = (pid: number): boolean => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('--type=renderer');
    } catch {
      return false;
    }
  };
  const renderers = [...own].filter(isRenderer).map(pssOf);
  return {
    mainMiB: pssOf(parentPid),
    rendererMiB: renderers.reduce((largest, one) => Math.max(largest, one), 0),
  };
}

interface Watched {
  firstMs: number;
  endMs: number;
}

async function watchPdf(page: Page, name: string, pages: number): Promise<Watched> {
  const pane = createPreviewPane(page);
  const startMs = performance.now();
  await page.keyboard.press('Space');
  const shown = pane.inPages(name);
  await shown.locator('canvas').first().waitFor();
  const firstMs = performance.now() - startMs;
  const field = pane.root.getByLabel('Page', { exact: true });
  await field.waitFor();
  const endStartMs = performance.now();
  await field.fill(String(pages));
  await field.press('Enter');
  await shown.getByText(`This is page ${pages}`, { exact: true }).waitFor({ state: 'attached' });
  return { firstMs, endMs: performance.now() - endStartMs };
}

async function watchVideo(page: Page): Promise<Watched> {
  const pane = createPreviewPane(page);
  const startMs = performance.now();
  await page.keyboard.press('Space');
  const player = pane.root.locator('video');
  await player.waitFor();
  await player.evaluate(
    (video: HTMLVideoElement) =>
      new Promise<void>((resolve, reject) => {
        video.addEventListener('error', () => reject(new Error(video.error?.message)));
        video.addEventListener('loadeddata', () => resolve());
        if (video.readyState >= 2) resolve();
      }),
  );
  const firstMs = performance.now() - startMs;
  const endStartMs = performance.now();
  await player.evaluate(
    (video: HTMLVideoElement) =>
      new Promise<void>((resolve) => {
        video.addEventListener('seeked', () => resolve());
        video.currentTime = video.duration - 2;
      }),
  );
  return { firstMs, endMs: performance.now() - endStartMs };
}

async function measure(name: string, content: Content, watch: (page: Page) => Promise<Watched>) {
  return withSampleApp(
    { content: 'empty', latencyMs },
    (sample) => add(sample, name, content),
    async ({ app, page, sample }: SampleApp) => {
      await page.getByRole('row', { name: /^Look/ }).click({ position: { x: 120, y: 10 } });
      await page.keyboard.press('Enter');
      await page.getByRole('row', { name: new RegExp(`^${name}`) }).click({ position: { x: 120, y: 10 } });
      const pid = app.process().pid ?? 0;
      const before = toMemory(pid);
      const watched = await watch(page);
      const after = toMemory(pid);
      return {
        ...watched,
        rendererMiB: after.rendererMiB,
        moreMiB: after.mainMiB - before.mainMiB,
        requests: sample.counters.tally('GET download').count,
        readMiB: sample.counters.tally('GET download').bytesOut / 1024 ** 2,
      };
    },
  );
}

const cases: [string, Content, (page: Page) => Promise<Watched>][] = [
  ['500 pages.pdf', held(makePdf(toPages(500))), (page) => watchPdf(page, '500 pages.pdf', 500)],
  ['large.pdf', makeLargePdf(largeBytes), (page) => watchPdf(page, 'large.pdf', 500)],
  ['large.webm', joinContent(makeVideo(largeBytes, held)), watchVideo],
];

const table: Record<string, string | number>[] = [];
for (const [name, content, watch] of cases) {
  const runs: Awaited<ReturnType<typeof measure>>[] = [];
  for (let round = 0; round < rounds; round += 1) runs.push(await measure(name, content, watch));
  const median = (pick: (run: (typeof runs)[number]) => number) => Math.round(toMedian(runs.map(pick)));
  table.push({
    file: name,
    MiB: Math.round((content.sizeBytes / 1024 ** 2) * 10) / 10,
    rounds,
    'first picture, median ms': median(({ firstMs }) => firstMs),
    'its end': median(({ endMs }) => endMs),
    'renderer, MiB': median(({ rendererMiB }) => rendererMiB),
    'main process, MiB more': median(({ moreMiB }) => moreMiB),
    'parts read': median(({ requests }) => requests),
    'MiB read': median(({ readMiB }) => readMiB),
  });
}
printTable(table);
