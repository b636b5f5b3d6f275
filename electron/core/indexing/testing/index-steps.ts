import type { IndexState } from '../../../contract/found.ts';
import type { Rig } from '../../testing/rig.ts';
import { addSample } from '../../testing/steps.ts';

const everywhere = { scope: 'all' as const, near: null, within: null, sort: [] };

/** "Finance/Invoices/2026/…", folders with a slash at the end: what the index holds of the drive, sorted. */
export async function indexedTree(rig: Rig, accountId: string): Promise<string[]> {
  const head = await rig.call('search.open', { ...everywhere, accountId, filter: '' });
  const { rows } = await rig.call('view.rows', { viewId: head.viewId, from: 0, to: 500 });
  await rig.call('view.close', { viewId: head.viewId });
  return rows
    .map(({ name, kind, foundIn }) => `${foundIn?.path}/${name}${kind === 'folder' ? '/' : ''}`)
    .map((path) => path.replace(/^myfiles\//, ''))
    .sort();
}

/** The next time that a drive's index is in that state; what was before does not count. */
export const nextState = (rig: Rig, state: IndexState['state']): Promise<IndexState> => {
  rig.events.length = 0;
  return rig.waitForEvent('index.changed', (changed) => changed.state === state);
};

/** Looks at the account, so that its drive is enumerated. */
export async function showAccount(rig: Rig, accountId: string): Promise<void> {
  const { viewId } = await rig.call('view.open', {
    accountId,
    place: 'myfiles',
    folder: null,
    sort: [],
    filter: '',
  });
  await rig.call('view.close', { viewId });
}

/** Looks at a new account and waits until its drive is known whole. */
export async function enumerated(rig: Rig): Promise<string> {
  const accountId = await addSample(rig);
  const fresh = nextState(rig, 'fresh');
  await showAccount(rig, accountId);
  await fresh;
  return accountId;
}

/** Asks for changes, as after a sleep of the computer, and waits for the end of it. */
export async function checked(rig: Rig): Promise<IndexState> {
  const ended = Promise.race([nextState(rig, 'fresh'), nextState(rig, 'failed')]);
  rig.core.networkBack();
  return ended;
}
