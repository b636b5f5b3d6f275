// The core as a process of its own, to be killed and started again: it begins the batches it does not know yet, decides
// the conflicts that are meant to be, and ends when nothing is left to do.
import type { Input, MethodName, Output } from '../../../contract/api.ts';
import type { Notice } from '../../../contract/bridge.ts';
import type { Transfer } from '../../../contract/records.ts';
import { createCore, type Session } from '../../core.ts';
import type { Clock } from '../../ports.ts';
import { toPorts } from '../test-ports.ts';
import { createTestVault } from '../test-vault.ts';
import { placeDiskPoints } from './kill-disk.ts';
import { withKillPoints } from './kill-http.ts';
import type { KillOrder, KillReply, KillWord } from './kill-order.ts';

/** Time runs faster: what happens every few seconds happens in between, and waits are short. */
const haste = 40;
const startMs = Date.now();
const briskClock: Clock = {
  now: () => startMs + (Date.now() - startMs) * haste,
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const timer = setTimeout(resolve, ms / haste);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      });
    }),
};

/** Our own text: the parent wrote it. */
const order = JSON.parse(process.argv[2] ?? '') as KillOrder;
const bugs: string[] = [];
const listeners = new Set<(notice: Notice) => void>();

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

async function open(): Promise<{ session: Session; close: () => Promise<void> }> {
  const log = {
    info() {},
    warn() {},
    error: (message: string, facts?: unknown) => void bugs.push(`${message} ${JSON.stringify(facts)}`),
  };
  const ports = toPorts({ ...order.service, reach: () => null }, order.userData, briskClock, log);
  ports.http = withKillPoints(ports.http);
  ports.vault = createTestVault();
  ports.picker = { chooseFolder: async () => order.chosen };
  ports.journalWorker = new URL('kill-journal-worker.ts', import.meta.url);
  const core = await createCore(ports);
  const session = core.connect((notice) => listeners.forEach((listener) => listener(notice)));
  return { session, close: () => core.close() };
}

async function call<M extends MethodName>(session: Session, name: M, input: Input<M>): Promise<Output<M>> {
  const reply = await session.call(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`);
  return reply.value as Output<M>;
}

async function toAccount(session: Session): Promise<string> {
  const accounts = await call(session, 'accounts.list', {});
  return accounts[0]?.accountId ?? (await call(session, 'accounts.addSample', {})).accountId;
}

/** What an earlier life began goes on by itself. */
async function begin(session: Session, accountId: string): Promise<void> {
  const { transfers } = await call(session, 'transfers.list', {});
  const names = new Set(transfers.map(({ kind, name }) => `${kind} ${name}`));
  for (const { paths, parent, intent } of order.uploads) {
    if (paths.some((path) => names.has(`upload ${path.split('/').at(-1)}`))) continue;
    const offered = await session.offer(paths.map((path) => ({ path, name: '', relativePath: '' })));
    if (!offered.ok) throw new Error(offered.error.code);
    const tickets = offered.value.map(({ ticket }) => ticket);
    await call(session, 'transfers.upload', { accountId, parent, tickets, intent });
  }
  for (const { items, method } of order.downloads) {
    if (items.some(({ name }) => names.has(`download ${name}`))) continue;
    const viewId = await openRoot(session, accountId);
    const itemIds = items.map(({ itemId }) => itemId);
    await call(session, method, { accountId, selection: { viewId, mode: 'only', itemIds } });
  }
}

async function openRoot(session: Session, accountId: string): Promise<string> {
  const fresh = heard(
    ({ event, payload }) =>
      event === 'view.changed' && (payload as { freshness: { state: string } }).freshness.state === 'fresh',
  );
  const { viewId } = await call(session, 'view.open', {
    accountId,
    place: 'myfiles',
    folder: null,
    sort: [{ key: 'name', direction: 'ascending' }],
    filter: '',
  });
  await fresh;
  return viewId;
}

/** Names are held by sessions that nobody can end any more: a day passes at the service. */
async function outlastHolders(session: Session, held: readonly Transfer[]): Promise<void> {
  const expired = new Promise((resolve) => process.once('message', (reply: KillReply) => resolve(reply)));
  say({ kind: 'held' });
  await expired;
  await call(session, 'transfers.retry', { transferIds: held.map(({ transferId }) => transferId) });
}

const going: readonly string[] = ['queued', 'checking', 'running', 'waiting'];

/** Until nothing goes on any more. What is in the way where it was put on purpose stays, and the new one, too. */
async function finish(session: Session): Promise<Transfer[]> {
  for (;;) {
    const news = heard(({ event }) => event === 'transfers.changed');
    const { transfers } = await call(session, 'transfers.list', {});
    const meant = transfers.find(({ state, name }) => state === 'conflict' && order.taken.includes(name));
    if (meant !== undefined) {
      const { transferId } = meant;
      await call(session, 'transfers.resolve', { transferId, choice: 'keepBoth', applyToBatch: true });
      continue;
    }
    const open = transfers.filter(({ state }) => going.includes(state));
    if (open.length === 0) return transfers;
    if (open.every(({ waitReason }) => waitReason === 'nameBusy')) await outlastHolders(session, open);
    else await news;
  }
}

const say = (word: KillWord): unknown => process.send?.(word);

// Whoever started it is gone, however that came: nobody waits for what it does.
process.once('disconnect', () => process.exit());
await placeDiskPoints();
const { session, close } = await open();
const accountId = await toAccount(session);
say({ kind: 'ready' });
await begin(session, accountId);
const transfers = await finish(session);
await close();
say({ kind: 'ended', transfers, bugs });
process.disconnect();
