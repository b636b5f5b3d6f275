import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Input, MethodName, Output } from '../../contract/api.ts';
import { createCore } from '../core.ts';
import { createFastClock } from '../testing/fast-clock.ts';
import { toPorts } from '../testing/test-ports.ts';
import { createTransferRig, type TransferRig } from '../testing/transfer-steps.ts';

interface Client extends AsyncDisposable {
  call<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>>;
  accountId: string;
  path: string;
}

async function createClient(rig: TransferRig, name: string): Promise<Client> {
  const userData = await mkdtemp(join(tmpdir(), 'slipway-client-'));
  const log = { info: () => {}, warn: () => {}, error: (message: string) => void rig.bugs.push(message) };
  const core = await createCore(toPorts(rig.service, userData, createFastClock(), log));
  const session = core.connect(() => {});
  const call: Client['call'] = async (method, input) => {
    const reply = await session.call(method, input);
    if (!reply.ok) throw new Error(`${method}: ${reply.error.code}`, { cause: reply.error });
    return reply.value as never;
  };
  const { accountId } = await call('accounts.addSample', {});
  return {
    call,
    accountId,
    path: join(userData, 'documents', 'alex@contoso.example', 'myfiles', name),
    async [Symbol.asyncDispose]() {
      await core.close();
      await rm(userData, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function openFile(client: Client, item: { driveId: string; itemId: string }, content: string) {
  await client.call('items.open', { accountId: client.accountId, item });
  await expect.poll(() => readFile(client.path, 'utf8').catch(() => '')).toBe(content);
  await expect.poll(async () => (await client.call('transfers.list', {})).summary.active).toBe(0);
}

const editOf = async (client: Client) => (await client.call('edits.list', {}))[0];

async function edit(client: Client, work: () => Promise<void>): Promise<'saved' | 'conflict'> {
  const before = (await editOf(client))?.transferId;
  await work();
  const settled = async () => {
    const now = await editOf(client);
    return now?.transferId !== before && (now?.state === 'saved' || now?.state === 'conflict')
      ? now.state
      : null;
  };
  await expect.poll(settled).not.toBeNull();
  return (await settled()) ?? 'conflict';
}

const rounds = Number(process.env.SLIPWAY_EDIT_ROUNDS ?? 5);

test(`two people who edit one file at the same moment, ${rounds} times, each learn the outcome, and nothing is lost`, async () => {
  await using rig = await createTransferRig({ driveType: 'business' });
  rig.service.drive.addFile('Ideas.txt', 'start\n');
  const item = { driveId: rig.service.drive.id, itemId: rig.service.drive.idOf('Ideas.txt') };
  const now = () => rig.service.drive.bytes('Ideas.txt').toString();
  await using first = await createClient(rig, 'Ideas.txt');
  await using second = await createClient(rig, 'Ideas.txt');
  let conflicts = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const client of [first, second]) await openFile(client, item, now());
    const lines = [`first ${round}\n`, `second ${round}\n`] as const;
    const opened = now();
    const outcomes = await Promise.all([
      edit(first, () => writeFile(first.path, `${opened}${lines[0]}`)),
      edit(second, () => writeFile(second.path, `${opened}${lines[1]}`)),
    ]);
    // One is stored, the other gets a conflict: never both, never none.
    expect(outcomes.toSorted()).toEqual(['conflict', 'saved']);
    conflicts += 1;
    const [winner, loser] = outcomes[0] === 'saved' ? [first, second] : [second, first];
    const [kept, open] = winner === first ? lines : lines.toReversed();
    expect(now().endsWith(kept ?? '')).toBe(true);
    // The loser takes the other's version and adds their own line to it.
    await loser.call('edits.takeTheirs', { documentId: (await editOf(loser))?.documentId ?? '' });
    await openFile(loser, item, now());
    const both = `${now()}${open}`;
    expect(await edit(loser, () => writeFile(loser.path, both))).toBe('saved');
    expect(now()).toBe(both);
  }
  const expected = Array.from({ length: rounds }, (_, round) => [`first ${round}`, `second ${round}`]).flat();
  const lines = now().trim().split('\n');
  expect(lines.toSorted()).toEqual(['start', ...expected].toSorted());
  expect(conflicts).toBe(rounds);
  expect(rig.service.drive.tree()).toEqual(['Ideas.txt']);
});
