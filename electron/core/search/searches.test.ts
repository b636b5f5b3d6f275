import { expect, test } from 'vitest';
import type { Row } from '../../contract/found.ts';
import { createRig, type Rig } from '../testing/rig.ts';
import { addSample, openPath } from '../testing/steps.ts';

const everywhere = { scope: 'all' as const, near: null, within: null, sort: [] };

async function search(rig: Rig, accountId: string, filter: string) {
  const head = await rig.call('search.open', { ...everywhere, accountId, filter });
  const { rows } = await rig.call('view.rows', { viewId: head.viewId, from: 0, to: 100 });
  return { head, rows, names: rows.map(({ name }) => name) };
}

/** Lists folders, so that the index holds them. */
async function listed(rig: Rig, ...paths: string[]): Promise<string> {
  const accountId = await addSample(rig);
  for (const path of paths) await openPath(rig, accountId, path);
  return accountId;
}

test('a search finds what the index holds in any folder, and says where it stands', async () => {
  await using rig = await createRig();
  const accountId = await listed(rig, 'myfiles', 'myfiles/Finance', 'myfiles/Finance/Invoices/2026');
  const { head, rows } = await search(rig, accountId, 'INVOICE type:pdf');
  expect(head.search).toMatchObject({ scope: 'all', hasMore: false, problems: [] });
  expect(head.count).toBeGreaterThan(10);
  const [first] = rows as [Row];
  expect(first).toMatchObject({
    accountId,
    source: 'index',
    foundIn: { path: 'myfiles/Finance/Invoices/2026' },
  });
  // Shown in its folder.
  const { place, folder } = first.foundIn ?? { place: 'myfiles', folder: null };
  const opened = await rig.call('view.open', { accountId, place, folder, sort: [], filter: '' });
  const { ordinal } = await rig.call('view.locate', { viewId: opened.viewId, itemId: first.itemId });
  expect(ordinal).not.toBeNull();
});
