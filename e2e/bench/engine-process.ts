// The core in a process of its own: what the app is, without its window.
import { join } from 'node:path';
import type { Input, MethodName, Output } from '../../electron/contract/api.ts';
import type { Notice } from '../../electron/contract/bridge.ts';
import type { Transfer, TransferSummary } from '../../electron/contract/records.ts';
import { createCore, type Core, type Session } from '../../electron/core/core.ts';
import { realClock, toPorts } from '../../electron/core/testing/test-ports.ts';
import { answerParent } from './child.ts';

interface Engine {
  core: Core;
  session: Session;
  accountId: string;
  rssBytes: number;
}

let engine: Engine | null = null;
let mostRssBytes = 0;
const listeners = new Set<(notice: Notice) => void>();
const look = (): number => (mostRssBytes = Math.max(mostRssBytes, process.memoryUsage.rss()));

async function call<M extends MethodName>(name: M, input: Input<M>): Promise<Output<M>> {
  const reply = await running().session.call(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`);
  return reply.value as Output<M>;
}

const running = (): Engine => {
  if (engine === null) throw new Error('not opened');
  return engine;
};

function heard(test: (notice: Notice) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const listener = (notice: Notice): void => {
      if (!test(notice)) return;
      listeners.delete(listener);
      resolve();
    };
    listeners.add(listener);
  });
}

interface Timed {
  ms: number;
  /** Of the processor, in this process. */
  cpuMs: number;
  /** Above what it was before. */
  mostRssBytes: number;
}

/** Carries it out until nothing goes on any more. */
async function timed(begin: () => Promise<unknown>): Promise<Timed> {
  globalThis.gc?.();
  const rssBytes = process.memoryUsage.rss();
  mostRssBytes = 0;
  const timer = setInterval(look, 25);
  const startMs = performance.now();
  const cpuBefore = process.cpuUsage();
  const ended = heard(({ event, payload }) => {
    if (event !== 'transfers.changed') return false;
    const { summary } = payload as { summary: TransferSummary };
    return summary.safeToClose && summary.done + summary.failed > 0;
  });
  await begin();
  await ended;
  const ms = performance.now() - startMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  clearInterval(timer);
  look();
  const { transfers } = await call('transfers.list', {});
  const bad = transfers.filter(({ state }: Transfer) => state !== 'done');
  if (bad.length > 0) throw new Error(`not done: ${JSON.stringify(bad[0])}`);
  await call('transfers.clearEnded', {});
  return { ms, cpuMs: (user + system) / 1000, mostRssBytes: mostRssBytes - rssBytes };
}

const skills = {
  async open(at: { graphUrl: string; accessToken: string; userData: string; filesAtOnce: number }) {
    const log = {
      info: () => {},
      warn: () => {},
      error: (message: string, facts?: unknown) =>
        process.stderr.write(`${message} ${JSON.stringify(facts)}\n`),
    };
    const service = { ...at, reach: () => null };
    // Threads as they are in the app: from the bundle, not compiled in here.
    const ports = {
      ...toPorts(service, at.userData, realClock, log),
      indexWorker: new URL('../../out/main/index-worker.js', import.meta.url),
      journalWorker: new URL('../../out/main/journal-worker.js', import.meta.url),
    };
    const core = await createCore(ports);
    const session = core.connect((notice) => {
      for (const listener of listeners) listener(notice);
    });
    engine = { core, session, accountId: '', rssBytes: 0 };
    const { accountId } = await call('accounts.addSample', {});
    engine.accountId = accountId;
    await call('settings.change', { filesAtOnce: at.filesAtOnce });
    return { documents: join(at.userData, 'documents') };
  },
  upload: ({ paths, driveId, itemId }: { paths: string[]; driveId: string; itemId: string }) =>
    timed(async () => {
      const offered = await running().session.offer(
        paths.map((path) => ({ path, name: '', relativePath: '' })),
      );
      if (!offered.ok) throw new Error(offered.error.code);
      const tickets = offered.value.map(({ ticket }) => ticket);
      const { accountId } = running();
      await call('transfers.upload', { accountId, parent: { driveId, itemId }, tickets, intent: 'upload' });
    }),
  /** A folder of My Files, whole. */
  async download({ driveId, itemId }: { driveId: string; itemId: string }) {
    const { accountId } = running();
    const fresh = heard(
      ({ event, payload }) =>
        event === 'view.changed' && (payload as { freshness: { state: string } }).freshness.state === 'fresh',
    );
    const { viewId } = await call('view.open', {
      accountId,
      place: 'myfiles',
      folder: null,
      sort: [{ key: 'name', direction: 'ascending' }],
      filter: '',
    });
    await fresh;
    const selection = { viewId, mode: 'only' as const, itemIds: [itemId] };
    void driveId;
    const result = await timed(() => call('transfers.download', { accountId, selection }));
    await call('view.close', { viewId });
    return result;
  },
  async close(_input: object) {
    await running().core.close();
  },
};
export type EngineSkills = typeof skills;

answerParent(skills);
