// Core for the soak test, in its own process so that memory, handles and sockets are its own.
import { execFileSync } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import type { Transfer } from '../../electron/contract/transfers.ts';
import { createCore, type Core } from '../../electron/core/core.ts';
import type { Clock } from '../../electron/core/ports.ts';
import { connectBare, type BareSession } from '../../electron/core/testing/test-session.ts';
import { byName, offerPaths } from '../../electron/core/testing/steps.ts';
import { realClock, toPorts } from '../../electron/core/testing/test-ports.ts';
import { answerParent } from './child.ts';

interface Running extends BareSession {
  core: Core;
  accountId: string;
}

const bugs: string[] = [];
let running: Running | null = null;
let jumpedMs = 0;
/** Only the time of day jumps; waits keep their length. */
const clock: Clock = { now: () => Date.now() + jumpedMs, sleep: (ms, signal) => realClock.sleep(ms, signal) };

const now = (): Running => {
  if (running === null) throw new Error('not opened');
  return running;
};

const limitFiles = (bytes: '0' | 'unlimited'): void =>
  void execFileSync('prlimit', [`--pid=${process.pid}`, `--fsize=${bytes}:`]);

function countSockets(names: readonly string[]): number {
  const isSocket = (name: string): boolean => {
    try {
      return readlinkSync(`/proc/self/fd/${name}`).startsWith('socket:');
    } catch {
      return false;
    }
  };
  return names.filter(isSocket).length;
}

async function persist<T>(act: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (attempt === 20) throw error;
      await realClock.sleep(500);
    }
  }
}

async function select(names: readonly string[]) {
  const { call, waitForEvent, accountId } = now();
  // Without a network the listing fails, and the known rows are shown.
  const listed = waitForEvent('view.changed', ({ freshness }) =>
    ['fresh', 'failed'].includes(freshness.state),
  );
  const where = { accountId, place: 'myfiles', folder: null, sort: byName, filter: '' } as const;
  const { viewId } = await call('view.open', where);
  await listed;
  const { rows } = await call('view.rows', { viewId, from: 0, to: 500 });
  const itemIds = rows.filter(({ name }) => names.includes(name)).map(({ itemId }) => itemId);
  return { viewId, mode: 'only' as const, itemIds };
}

const skills = {
  async open(at: { graphUrl: string; accessToken: string; userData: string }) {
    const error = (message: string, facts?: unknown) => bugs.push(`${message} ${JSON.stringify(facts)}`);
    const log = { info: () => {}, warn: () => {}, error };
    const ports = {
      ...toPorts({ ...at, reach: () => null }, at.userData, clock, log),
      indexWorker: new URL('../../out/main/index-worker.js', import.meta.url),
      journalWorker: new URL('../../out/main/journal-worker.js', import.meta.url),
    };
    const core = await createCore(ports);
    const bare = connectBare(core);
    const { accountId } = await bare.call('accounts.addSample', {});
    running = { ...bare, core, accountId };
    return null;
  },
  async send({ path, driveId, itemId }: { path: string; driveId: string; itemId: string }) {
    const { session, call, accountId } = now();
    const tickets = await offerPaths(session, [path]);
    const parent = { driveId, itemId };
    return (await call('transfers.upload', { accountId, parent, tickets, intent: 'save' })).batchId;
  },
  async download({ names }: { names: string[] }) {
    const { call, accountId } = now();
    const selection = await select(names);
    if (selection.itemIds.length > 0) await call('transfers.download', { accountId, selection });
    await call('view.close', { viewId: selection.viewId });
    return null;
  },
  async remove({ names }: { names: string[] }) {
    const { call, waitForEvent, accountId } = now();
    const selection = await select(names);
    if (selection.itemIds.length > 0) {
      const ended = waitForEvent('changes.ended', ({ kind }) => kind === 'delete');
      await call('items.delete', { accountId, selection });
      await ended;
    }
    await call('view.close', { viewId: selection.viewId });
    return null;
  },
  /** Tries again until the disk takes the account: without one, everything afterwards would be refused. */
  async signOutAndIn(_input: object) {
    const { call, accountId } = now();
    await persist(() => call('accounts.remove', { accountId, includeDocuments: true }));
    now().accountId = (await persist(() => call('accounts.addSample', {}))).accountId;
    return null;
  },
  async setDiskFull({ isFull }: { isFull: boolean }) {
    limitFiles(isFull ? '0' : 'unlimited');
    return null;
  },
  async jump({ ms }: { ms: number }) {
    jumpedMs += ms;
    return null;
  },
  async wake(_input: object) {
    now().core.networkBack();
    return null;
  },
  /** Lists the transfers; if `helps`, also resolves conflicts and retries failures. */
  async check({
    helps,
  }: {
    helps: boolean;
  }): Promise<Pick<Transfer, 'batchId' | 'state' | 'name' | 'failure'>[]> {
    const { call } = now();
    const { transfers } = await call('transfers.list', {});
    for (const { transferId, state } of helps ? transfers : []) {
      if (state === 'conflict')
        await call('transfers.resolve', { transferId, choice: 'replace', applyToBatch: false }).catch(
          () => null,
        );
      if (state === 'failed') await call('transfers.retry', { transferIds: [transferId] });
    }
    return transfers.map(({ batchId, state, name, failure }) => ({ batchId, state, name, failure }));
  },
  async clearEnded(_input: object) {
    await now().call('transfers.clearEnded', {});
    return null;
  },
  async sample(_input: object) {
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    const names = readdirSync('/proc/self/fd');
    return { rss, heapUsed, external, handles: names.length, sockets: countSockets(names) };
  },
  async close(_input: object) {
    await now().core.close();
    return bugs;
  },
  async processId(_input: object) {
    return process.pid;
  },
};
export type SoakSkills = typeof skills;

answerParent(skills);
