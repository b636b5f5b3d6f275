import type { IndexState } from '../../../contract/found.ts';
import type { Rig } from '../../testing/rig.ts';
import { addSample } from '../../testing/steps.ts';

const everywhere = { scope: 'all' as const, near: null, within: null, sort: [] };

export async function indexedTree(rig: Rig, accountId: string): Promise<string[]> {
  const head = await rig.call('search.open', { ...everywhere, accountId, filter: '' });
  const { rows } = await rig.call('view.rows', { viewId: head.viewId, from: 0, to: 500 });
  await rig.call('view.close', { viewId: head.viewId });
  return rows
    .map(({ name, kind, foundIn }) => `${foundIn?.path}/${name}${kind === 'folder' ? '/' : ''}`)
    .map((path) => path.replace(/^myfiles\//, ''))
    .sort();
}

export const nextState = (rig: Rig, state: IndexState['state']): Promise<IndexState> => {
  rig.events.length = 0;
  return rig.waitForEvent('index.changed', (changed) => changed.state === state);
};

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

export async function enumerated(rig: Rig): Promise<string> {
  const accountId = await addSample(rig);
  const fresh = nextState(rig, 'fresh');
  await showAccount(rig, accountId);
  await fresh;
  return accountId;
}

/** As after the computer wakes. */
export async function checked(rig: Rig): Promise<IndexState> {
  const ended = Promise.race([nextState(rig, 'fresh'), nextState(rig, 'failed')]);
  rig.core.networkBack();
  return ended;
}
