// Measures a page's main thread in processor time, which other programs on the machine don't inflate.
import type { Page } from '@playwright/test';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  /** Microseconds on the clock and on the processor. */
  dur?: number;
  tdur?: number;
  args: { name?: string };
}

export interface PageWork {
  frames: number;
  tasks: number[];
  /** The same by what was done: "Layout", "Paint", "FunctionCall", … */
  parts: ReadonlyMap<string, number>;
}

export async function watchPage(page: Page, work: () => Promise<unknown>): Promise<PageWork> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline'] },
  });
  await work();
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return toPageWork(events);
}

const taskNames = new Set(['RunTask', 'ThreadControllerImpl::RunTask']);

function toPageWork(events: readonly TraceEvent[]): PageWork {
  const ownThread = busiestPage(events);
  const own = events
    .filter((event) => event.ph === 'X' && toThread(event) === ownThread)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const parts = new Map<string, number>();
  const add = (name: string, ms: number) => parts.set(name, (parts.get(name) ?? 0) + ms);
  const open: TraceEvent[] = [];
  const tasks: number[] = [];
  for (const event of own) {
    while (open.length > 0 && endOf(open.at(-1)) <= event.ts) open.pop();
    const cpuMs = (event.tdur ?? 0) / 1000;
    const above = open.at(-1);
    // What a part holds is counted there alone.
    if (above !== undefined) add(above.name, -cpuMs);
    add(event.name, cpuMs);
    if (above === undefined && taskNames.has(event.name)) tasks.push(cpuMs);
    open.push(event);
  }
  const frames = own.filter(({ name }) => name === 'Layerize').length;
  return { frames, tasks: tasks.sort((a, b) => b - a), parts };
}

const toThread = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;

const endOf = (event: TraceEvent | undefined): number =>
  event === undefined ? 0 : event.ts + (event.dur ?? 0);

function busiestPage(events: readonly TraceEvent[]): string {
  const counts = new Map<string, number>();
  for (const event of events)
    if (event.ph === 'M' && event.args.name === 'CrRendererMain') counts.set(toThread(event), 0);
  for (const event of events) {
    const thread = toThread(event);
    const count = counts.get(thread);
    if (count !== undefined) counts.set(thread, count + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
