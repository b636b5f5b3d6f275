import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createRig } from './testing/rig.ts';

const byName = [{ key: 'name' as const, direction: 'ascending' as const }];

test('a new profile starts without accounts and opens My Files of the sample drive', async () => {
  await using rig = await createRig();
  expect((await rig.call('app.start', {})).accounts).toEqual([]);
  const account = await rig.call('accounts.addSample', {});
  expect(account).toMatchObject({ displayName: 'Alex Sample', driveType: 'personal', canUndoDelete: true });

  const opened = await rig.call('view.open', {
    accountId: account.accountId,
    place: 'myfiles',
    folder: null,
    sort: byName,
    filter: '',
  });
  expect(opened).toMatchObject({ path: 'myfiles', name: 'My files', count: 0 });
  expect(opened.freshness.state).toBe('loading');
  const fresh = await rig.waitForEvent('view.changed', (head) => head.freshness.state === 'fresh');
  expect(fresh.count).toBeGreaterThan(3);

  const { rows } = await rig.call('view.rows', { viewId: opened.viewId, from: 0, to: 100 });
  expect(rows).toHaveLength(fresh.count);
  expect(rows.map(({ name }) => name)).toContain('Finance');
  const kinds = rows.map(({ kind }) => kind === 'folder');
  expect(kinds).toEqual(kinds.toSorted((a, b) => Number(b) - Number(a)));
  expect(rig.bugs).toEqual([]);
});

test('accounts and folders are available at the next start before any network request', async () => {
  await using rig = await createRig();
  const { accountId } = await rig.call('accounts.addSample', {});
  const opening = { accountId, place: 'myfiles' as const, folder: null, sort: byName, filter: '' };
  await rig.call('view.open', opening);
  const fresh = await rig.waitForEvent('view.changed', (head) => head.freshness.state === 'fresh');

  await rig.restart();
  expect((await rig.call('app.start', {})).accounts).toHaveLength(1);
  const again = await rig.call('view.open', opening);
  expect(again.count).toBe(fresh.count);
  expect(again.freshness.state).toBe('refreshing');
});

test('a closed core leaves no handle open, so the program exits', async () => {
  const program = fileURLToPath(new URL('./testing/open-and-close.ts', import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program]);
  expect(stderr).not.toMatch(/error/i);
  expect(stdout).toMatch(/^closed after \d+ items\n$/);
});

test('closing a core waits for a removal or move in progress, and no event follows', async () => {
  await using rig = await createRig();
  await rig.call('accounts.addSample', {});
  const ended: string[] = [];
  const forgetting = rig.session
    .call('storage.forgetEverything', { includeDocuments: true })
    .then(() => ended.push('forgotten'));
  await rig.core.close();
  expect(ended).toEqual(['forgotten']);
  await forgetting;
  expect(await rig.failure('settings.change', { theme: 'dark' })).toMatchObject({ code: 'cancelled' });
});
