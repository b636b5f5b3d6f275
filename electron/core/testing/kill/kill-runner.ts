// A separate process, to be killed and restarted. It ends when nothing is left to do.
import type { Transfer } from '../../../contract/transfers.ts';
import { createCore } from '../../core.ts';
import type { Clock } from '../../ports.ts';
import { bundled } from '../bundled.ts';
import { connectBare, type BareSession } from '../test-session.ts';
import { offerPaths } from '../steps.ts';
import { toPorts } from '../test-ports.ts';
import { createTestVault } from '../test-vault.ts';
import { placeDiskPoints } from './kill-disk.ts';
import { withKillPoints } from './kill-http.ts';
import type { KillOrder, KillReply, KillWord } from './kill-order.ts';

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

async function open(): Promise<BareSession & { close: () => Promise<void> }> {
  const log = {
    info() {},
    warn() {},
    error: (message: string, facts?: unknown) => void bugs.push(`${message} ${JSON.stringify(facts)}`),
  };
  const ports = toPorts({ ...order.service, reach: () => null }, order.userData, briskClock, log);
  ports.http = withKillPoints(ports.http);
  ports.vault = createTestVault();
  ports.picker = { chooseFolder: async () => order.chosen };
  ports.journalWorker = bundled('kill-journal-worker', new URL('kill-journal-worker.ts', import.meta.url));
  const core = await createCore(ports);
  return { ...connectBare(core), close: () => core.close() };
}

async function toAccount(): Promise<string> {
  const accounts = await call('accounts.list', {});
  return accounts[0]?.accountId ?? (await call('accounts.addSample', {})).accountId;
}

async function begin(accountId: string): Promise<void> {
  const { transfers } = await call('transfers.list', {});
  const names = new Set(transfers.map(({ kind, name }) => `${kind} ${name}`));
  for (const { paths, parent, intent } of order.uploads) {
    if (paths.some((path) => names.has(`upload ${path.split('/').at(-1)}`))) continue;
    const tickets = await offerPaths(session, paths);
    await call('transfers.upload', { accountId, parent, tickets, intent });
  }
  for (const { items, method } of order.downloads) {
    if (items.some(({ name }) => names.has(`download ${name}`))) continue;
    const viewId = await openRoot(accountId);
    const itemIds = items.map(({ itemId }) => itemId);
    await call(method, { accountId, selection: { viewId, mode: 'only', itemIds } });
  }
}

async function openForEditing(accountId: string): Promise<void> {
  const files = await call('documents.list', {});
  const { transfers } = await call('transfers.list', {});
  const names = new Set(transfers.map(({ kind, name }) => `${kind} ${name}`));
  for (const { item, name } of order.opened) {
    if (!files.some((file) => file.name === name) && !names.has(`download ${name}`))
      await call('items.open', { accountId, item });
  }
}

const announced = new Set<string>();

async function announceOpened(ended: readonly Transfer[]): Promise<void> {
  const isHere = (name: string) =>
    ended.some((one) => one.kind === 'download' && one.name === name && one.state === 'done');
  const here = order.opened.filter(({ name }) => !announced.has(name) && isHere(name));
  if (here.length === 0) return;
  const files = await call('documents.list', {});
  for (const { name } of here) {
    const file = files.find((one) => one.name === name);
    if (file === undefined) continue;
    await call('documents.open', { documentId: file.documentId });
    announced.add(name);
    say({ kind: 'opened', name });
  }
}

const areSaved = (transfers: readonly Transfer[]): boolean =>
  order.opened.every(({ name }) =>
    transfers.some((one) => one.kind !== 'download' && one.name === name && one.state === 'done'),
  );

/** Names are reserved by sessions that can't be ended any more: a day passes at the service. */
async function outlastHolders(held: readonly Transfer[]): Promise<void> {
  const expired = new Promise((resolve) => process.once('message', (reply: KillReply) => resolve(reply)));
  say({ kind: 'held' });
  await expired;
  await call('transfers.retry', { transferIds: held.map(({ transferId }) => transferId) });
}

const going: readonly string[] = ['queued', 'checking', 'running', 'waiting'];

async function finish(): Promise<Transfer[]> {
  for (;;) {
    const news = waitForEvent('transfers.changed');
    const { transfers } = await call('transfers.list', {});
    const meant = transfers.find(({ state, name }) => state === 'conflict' && order.taken.includes(name));
    if (meant !== undefined) {
      const { transferId } = meant;
      await call('transfers.resolve', { transferId, choice: 'keepBoth', applyToBatch: true });
      continue;
    }
    await announceOpened(transfers);
    const open = transfers.filter(({ state }) => going.includes(state));
    if (open.length === 0 && areSaved(transfers)) return transfers;
    if (open.length > 0 && open.every(({ waitReason }) => waitReason === 'nameReserved'))
      await outlastHolders(open);
    else await news;
  }
}

const say = (word: KillWord): unknown => process.send?.(word);

process.once('disconnect', () => process.exit());
await placeDiskPoints();
const { session, call, waitForEvent, openRoot, close } = await open();
const accountId = await toAccount();
say({ kind: 'ready' });
await begin(accountId);
await openForEditing(accountId);
const transfers = await finish();
await close();
say({ kind: 'ended', transfers, bugs });
process.disconnect();
