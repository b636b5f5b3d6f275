// Core in its own process: the app without its window.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ItemRef } from '../../electron/contract/records.ts';
import type { Transfer } from '../../electron/contract/transfers.ts';
import { createCore, type Core } from '../../electron/core/core.ts';
import { connectBare, type BareSession } from '../../electron/core/testing/test-session.ts';
import { offerPaths } from '../../electron/core/testing/steps.ts';
import { realClock, toPorts } from '../../electron/core/testing/test-ports.ts';
import { GRAPH_HOSTS, MEANT_FOR, SIGN_IN_HOSTS } from '../../electron/sample/model/clouds.ts';
import { click } from '../../electron/sample/testing/sign-in.ts';
import { browserRequest } from '../../electron/core/testing/sign-in-steps.ts';
import { answerParent } from './child.ts';

interface Engine extends BareSession {
  core: Core;
  accountId: string;
}

let engine: Engine | null = null;
const opened: string[] = [];
let maxRssBytes = 0;
const check = (): number => (maxRssBytes = Math.max(maxRssBytes, process.memoryUsage.rss()));

const running = (): Engine => {
  if (engine === null) throw new Error('not opened');
  return engine;
};

function toReached(url: string, { graphUrl, signInUrl }: { graphUrl: string; signInUrl?: string }) {
  const { protocol, hostname, pathname, search } = new URL(url);
  if (protocol !== 'https:' || signInUrl === undefined) return null;
  const origin = SIGN_IN_HOSTS.includes(hostname)
    ? signInUrl
    : GRAPH_HOSTS.includes(hostname)
      ? new URL(graphUrl).origin
      : null;
  return origin === null ? null : { url: origin + pathname + search, headers: { [MEANT_FOR]: hostname } };
}

interface CarryInput {
  from: ItemRef;
  to: ItemRef;
  toAccountId: string;
  beside?: { path: string; parent: ItemRef };
}

interface Timed {
  ms: number;
  cpuMs: number;
  maxRssBytes: number;
}

async function timed(begin: () => Promise<unknown>): Promise<Timed> {
  const { call, waitForEvent } = running();
  globalThis.gc?.();
  const rssBytes = process.memoryUsage.rss();
  maxRssBytes = 0;
  const timer = setInterval(check, 25);
  const startMs = performance.now();
  const cpuBefore = process.cpuUsage();
  const ended = waitForEvent(
    'transfers.changed',
    ({ summary }) => summary.safeToClose && summary.done + summary.failed > 0,
  );
  await begin();
  await ended;
  const ms = performance.now() - startMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  clearInterval(timer);
  check();
  const { transfers } = await call('transfers.list', {});
  const bad = transfers.filter(({ state }: Transfer) => state !== 'done');
  if (bad.length > 0) throw new Error(`not done: ${JSON.stringify(bad[0])}`);
  await call('transfers.clearEnded', {});
  return { ms, cpuMs: (user + system) / 1000, maxRssBytes: maxRssBytes - rssBytes };
}

function measureMemory(): { heapBytes: number; rssBytes: number } {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapBytes: heapUsed, rssBytes: rss };
}

const skills = {
  async open(at: {
    graphUrl: string;
    accessToken: string;
    userData: string;
    filesAtOnce: number;
    signInUrl?: string;
  }) {
    const log = {
      info: () => {},
      warn: () => {},
      error: (message: string, facts?: unknown) =>
        process.stderr.write(`${message} ${JSON.stringify(facts)}\n`),
    };
    const service = { ...at, reach: (url: string) => toReached(url, at) };
    // Uses the bundled worker threads, as the app does.
    const ports = {
      ...toPorts(service, at.userData, realClock, log),
      browser: { open: async (url: string) => void opened.push(url) },
      indexWorker: new URL('../../out/main/index-worker.js', import.meta.url),
      journalWorker: new URL('../../out/main/journal-worker.js', import.meta.url),
    };
    const core = await createCore(ports);
    const bare = connectBare(core);
    const { accountId } = await bare.call('accounts.addSample', {});
    engine = { ...bare, core, accountId };
    await bare.call('settings.change', { filesAtOnce: at.filesAtOnce });
    return { documents: join(at.userData, 'documents') };
  },
  upload: ({ paths, driveId, itemId }: { paths: string[]; driveId: string; itemId: string }) =>
    timed(async () => {
      const { session, call, accountId } = running();
      const tickets = await offerPaths(session, paths);
      await call('transfers.upload', { accountId, parent: { driveId, itemId }, tickets, intent: 'upload' });
    }),
  async download({ itemId }: { itemId: string }) {
    const { call, openRoot, accountId } = running();
    const viewId = await openRoot(accountId);
    const selection = { viewId, mode: 'only' as const, itemIds: [itemId] };
    const result = await timed(() => call('transfers.download', { accountId, selection }));
    await call('view.close', { viewId });
    return result;
  },
  async change({ verb, from, to }: { verb: 'move' | 'delete'; from: ItemRef; to: ItemRef }) {
    const { call, openRoot, accountId } = running();
    const viewId = await openRoot(accountId, from);
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
    const result = await timed(async () => {
      if (verb === 'delete') return call('items.delete', { accountId, selection });
      const { pickId } = await call('items.pick', { accountId, selection });
      return call('items.move', { pickId, accountId, to });
    });
    await call('view.close', { viewId });
    return result;
  },
  async signIn({ name, signInUrl, graphUrl }: { name: string; signInUrl: string; graphUrl: string }) {
    const { call, waitForEvent } = running();
    const ready = waitForEvent('signIn.changed', ({ state }) => state === 'browser');
    const ended = waitForEvent('signIn.changed', ({ account }) => account !== null);
    await call('signIn.begin', browserRequest());
    await ready;
    const page = opened.at(-1) ?? '';
    const { action, fields } = await click(
      toReached(page, { graphUrl, signInUrl })?.url ?? page,
      name,
      'Accept',
    );
    await fetch(action, { method: 'POST', body: new URLSearchParams(fields) });
    return { accountId: (await ended).account?.accountId ?? '' };
  },
  /** `beside`: uploads a file once the copy runs, and says how long that took. */
  async carry({ from, to, toAccountId, beside }: CarryInput) {
    const { session, call, openRoot, accountId } = running();
    const viewId = await openRoot(accountId, from);
    const selection = { viewId, mode: 'allExcept' as const, itemIds: [] };
    let besideMs: number | null = null;
    const result = await timed(async () => {
      const { pickId } = await call('items.pick', { accountId, selection });
      await call('items.carry', { verb: 'copy', pickId, accountId: toAccountId, to });
      if (beside === undefined) return;
      const list = async () => (await call('transfers.list', {})).transfers;
      while (!(await list()).some(({ bytesDone }) => bytesDone > 0)) await sleep(20);
      const tickets = await offerPaths(session, [beside.path]);
      const startMs = performance.now();
      const upload = { accountId, parent: beside.parent, tickets, intent: 'upload' as const };
      const { batchId } = await call('transfers.upload', upload);
      const isDone = ({ batchId: of, state }: Transfer) => of === batchId && state === 'done';
      while (!(await list()).some(isDone)) await sleep(20);
      besideMs = performance.now() - startMs;
      if (!(await list()).some(({ carried, state }) => carried !== null && state !== 'done'))
        throw new Error('the copy ended before the upload: SIZE_MIB is too small');
    });
    await call('view.close', { viewId });
    return { ...result, besideMs };
  },
  async enqueue({ itemId, count }: { itemId: string; count: number }) {
    const { call, openRoot, accountId } = running();
    const viewId = await openRoot(accountId);
    const before = measureMemory();
    const selection = { viewId, mode: 'only' as const, itemIds: [itemId] };
    await call('transfers.download', { accountId, selection });
    for (;;) {
      const { summary } = await call('transfers.top', { max: 1 });
      if (summary.active + summary.waiting + summary.done > count && summary.persisted) break;
      await sleep(200);
    }
    await sleep(2_000);
    const after = measureMemory();
    return { heapBytes: after.heapBytes - before.heapBytes, rssBytes: after.rssBytes - before.rssBytes };
  },
  async close(_input: object) {
    await running().core.close();
  },
};
export type EngineSkills = typeof skills;

answerParent(skills);
