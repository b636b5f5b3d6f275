import { expect, test } from 'vitest';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { AppError } from '../errors.ts';
import type { Index } from '../index/index-client.ts';
import { realClock } from '../testing/test-ports.ts';
import { silentLog as log } from '../testing/transfer-records.ts';
import { createIndexing } from './indexing.ts';

const root = { driveId: 'd', itemId: 'r' };
const drive = { account: { accountId: 'a', kind: 'delegated', driveId: 'd' }, root } as AccountDrive;

function createOpened(answer: () => Promise<unknown>, held = 'syncs') {
  const asked: string[] = [];
  const index = {
    call: (name: string) => {
      asked.push(name);
      return name === held ? answer() : Promise.resolve([]);
    },
  } as unknown as Index;
  const accounts = { all: () => [], find: () => drive, drive: () => drive };
  const indexing = createIndexing({
    index,
    accounts,
    clock: realClock,
    log,
    isAutomatic: () => false,
    changed: () => undefined,
    openSocket: () => Promise.reject(new AppError('offline')),
  });
  return { indexing, asked };
}

test('what an earlier session started is looked for again if that failed', async () => {
  let isLost = true;
  const { indexing, asked } = createOpened(() =>
    isLost ? Promise.reject(new AppError('indexLost')) : Promise.resolve([]),
  );
  indexing.opened(drive);
  await new Promise(setImmediate);
  isLost = false;
  indexing.opened(drive);
  await new Promise(setImmediate);
  indexing.opened(drive);
  expect(asked).toEqual(['syncs', 'syncs']);
  await indexing.close();
});

test.each(['stopAccount', 'close'] as const)(
  'starts no check for what is only found after %s',
  async (how) => {
    const answer = Promise.withResolvers<unknown>();
    const { indexing, asked } = createOpened(() => answer.promise);
    indexing.opened(drive);
    const ended = how === 'close' ? indexing.close() : indexing.stopAccount('a');
    answer.resolve([{ root: { driveId: 'd', itemId: 'folder' } }]);
    await ended;
    await new Promise(setImmediate);
    expect(asked).toEqual(['syncs']);
    expect(indexing.stateOf('a')).toBeNull();
    await indexing.close();
  },
);

test('while a drive is listed from the beginning, no check planned before runs', async () => {
  const answer = Promise.withResolvers<unknown>();
  const { indexing, asked } = createOpened(() => answer.promise, 'beginSync');
  const enumerating = indexing.enumerate('a', null);
  await new Promise(setImmediate);
  indexing.checkAll();
  await new Promise(setImmediate);
  expect(asked).toEqual(['beginSync']);
  answer.reject(new AppError('indexLost'));
  await expect(enumerating).rejects.toThrow('indexLost');
  await expect.poll(() => asked).toContain('syncs');
  await indexing.close();
});
