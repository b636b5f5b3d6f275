import { afterEach, describe, expect, test } from 'vitest';
import { aTransferSummary } from '../../contract/testing/fixtures.ts';
import type { UpdateState } from '../../contract/program.ts';
import type { TransferSummary } from '../../contract/transfers.ts';
import { noPolicy } from '../policy/policy.ts';
import type { Updater } from '../ports.ts';
import { toUpdateReason } from './update-failure.ts';
import { countBeforeInstall, createUpdates, type Updates } from './updates.ts';

const quiet = { info() {}, warn() {}, error() {} };
const none = aTransferSummary();
const builtIn = { clientId: null, updateFeed: 'https://updates.example/' };

let updates: Updates | null = null;
afterEach(() => updates?.close());

async function start(changes: Partial<Updater> = {}, policy = noPolicy) {
  const told: UpdateState[] = [];
  const asked: string[] = [];
  let summary = none;
  const waiting: (() => void)[] = [];
  const heard = async (state: UpdateState['state']): Promise<UpdateState> => {
    for (;;) {
      const found = told.find((each) => each.state === state);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  updates = await createUpdates({
    updater: {
      whyNot: () => Promise.resolve(null),
      check: (feed) => (asked.push(`check ${feed}`), Promise.resolve('2.0.0')),
      download: (progress) => (asked.push('download'), progress(41.7), Promise.resolve()),
      install: () => (asked.push('install'), Promise.resolve()),
      ...changes,
    },
    policy,
    builtIn,
    clock: {
      now: () => 0,
      sleep: (_ms, signal) => new Promise((_, stop) => signal?.addEventListener('abort', stop)),
    },
    log: quiet,
    transfers: () => summary,
    changed: (state) => {
      told.push(state);
      for (const go of waiting.splice(0)) go();
    },
  });
  return { updates, told, asked, heard, setSummary: (next: TransferSummary) => (summary = next) };
}

describe('updates', () => {
  test('are off without a feed, by policy, and where nothing can be replaced', async () => {
    const noFeed = await createUpdates({
      updater: {
        whyNot: () => Promise.resolve(null),
        check: () => Promise.resolve('9'),
        download: () => Promise.resolve(),
        install: () => Promise.resolve(),
      },
      policy: noPolicy,
      builtIn: { clientId: null, updateFeed: null },
      clock: { now: () => 0, sleep: () => Promise.resolve() },
      log: quiet,
      transfers: () => none,
      changed: () => expect.unreachable(),
    });
    expect(noFeed.check()).toMatchObject({ state: 'off', offReason: 'noFeed' });
    const managed = await start({}, { ...noPolicy, locked: ['updateFeed'] });
    expect(managed.updates.state()).toMatchObject({ state: 'off', offReason: 'policy' });
    const loose = await start({ whyNot: () => Promise.resolve('notInstalled') });
    expect(loose.updates.check()).toMatchObject({ state: 'off', offReason: 'notInstalled' });
    expect([...managed.asked, ...loose.asked]).toEqual([]);
  });

  test('are checked for at the start, but not downloaded or installed without a request', async () => {
    const { updates: running, asked, heard } = await start();
    expect(await heard('available')).toMatchObject({
      version: '2.0.0',
      checkedAt: '1970-01-01T00:00:00.000Z',
    });
    expect(running.install()).toMatchObject({ state: 'available' });
    expect(asked).toEqual(['check https://updates.example/']);
  });

  test('come from the administrator’s feed if there is one', async () => {
    const { asked, heard } = await start(
      {},
      { ...noPolicy, locked: ['updateFeed'], updateFeed: 'https://own.example/' },
    );
    await heard('available');
    expect(asked).toEqual(['check https://own.example/']);
  });

  test('are downloaded on request with progress, then installed on request', async () => {
    const { updates: running, asked, told, heard } = await start();
    await heard('available');
    running.download();
    await heard('ready');
    expect(told.filter(({ state }) => state === 'downloading').map(({ percent }) => percent)).toEqual([
      0, 41,
    ]);
    expect(running.install()).toMatchObject({ state: 'installing' });
    expect(asked.slice(1)).toEqual(['download', 'install']);
  });

  test('wait for the last transfer, show how many there are, and can be canceled', async () => {
    const { updates: running, asked, heard, setSummary } = await start();
    await heard('available');
    running.download();
    await heard('ready');
    setSummary({ ...none, active: 2, waiting: 1, safeToClose: false });
    expect(running.install()).toMatchObject({ state: 'waiting', transfersLeft: 3 });
    running.transfersChanged({ ...none, active: 1, safeToClose: false });
    expect(running.state()).toMatchObject({ state: 'waiting', transfersLeft: 1 });
    expect(running.postpone()).toMatchObject({ state: 'ready' });
    running.transfersChanged(none);
    expect(asked).not.toContain('install');
    expect(running.install()).toMatchObject({ state: 'waiting' });
    running.transfersChanged(none);
    expect(running.state()).toMatchObject({ state: 'installing' });
    running.transfersChanged(none);
    expect(asked.filter((each) => each === 'install')).toHaveLength(1);
  });

  test('that fail report the step and the reason, and can be tried again', async () => {
    let isDamaged = true;
    const {
      updates: running,
      heard,
      told,
    } = await start({
      download: () =>
        isDamaged
          ? Promise.reject(
              Object.assign(new Error('sha512 checksum mismatch'), { code: 'ERR_CHECKSUM_MISMATCH' }),
            )
          : Promise.resolve(),
    });
    await heard('available');
    running.download();
    expect(await heard('failed')).toMatchObject({
      failure: { during: 'download', reason: 'damaged' },
      version: '2.0.0',
    });
    isDamaged = false;
    running.download();
    await heard('ready');
    expect(told.at(-1)).toMatchObject({ state: 'ready', failure: null });
  });

  test('that can’t be checked for are reported only to somebody who asked', async () => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const { updates: running, heard } = await start({ check: () => Promise.reject(refused) });
    expect(await heard('idle')).toMatchObject({ failure: null });
    running.check();
    expect(await heard('failed')).toMatchObject({ failure: { during: 'check', reason: 'unreachable' } });
  });
});

test.each([
  [none, 0],
  [{ ...none, conflicts: 1, safeToClose: true }, 0],
  [{ ...none, conflicts: 1, safeToClose: false }, 0],
  [{ ...none, waiting: 3, waitingForPerson: 2, safeToClose: false }, 1],
  [{ ...none, active: 2, allPaused: true, safeToClose: false }, 0],
  [{ ...none, active: 2, waiting: 1, safeToClose: false }, 3],
  [{ ...none, active: 1, safeToClose: true }, 1],
] as const)('with %j, an install waits for %i', (summary, count) => {
  expect(countBeforeInstall(summary)).toBe(count);
});

test.each([
  [Object.assign(new Error('x'), { code: 'ENOTFOUND' }), 'unreachable'],
  [new Error('net::ERR_INTERNET_DISCONNECTED'), 'unreachable'],
  [Object.assign(new Error('x'), { code: 'ERR_UPDATER_INVALID_SIGNATURE' }), 'unsigned'],
  [Object.assign(new Error('x'), { code: 'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND' }), 'notUnderstood'],
  [Object.assign(new Error('x'), { code: 'HTTP_ERROR_404' }), 'notUnderstood'],
  ['text', 'other'],
] as const)('%s means %s', (error, reason) => {
  expect(toUpdateReason(error)).toBe(reason);
});
