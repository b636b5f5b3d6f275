import type { Output } from '../../contract/api.ts';
import type { ItemRef, PlaceName, Sort, ViewHead } from '../../contract/records.ts';
import type { Session } from '../session/windows.ts';
import type { Rig } from './rig.ts';

export const byName: Sort[] = [{ key: 'name', direction: 'ascending' }];

export interface OpenedFolder {
  accountId: string;
  viewId: string;
  head: ViewHead;
}

export async function openListed(
  rig: Rig,
  where: { accountId: string; place?: PlaceName; folder?: ItemRef | null; filter?: string },
): Promise<OpenedFolder> {
  const { accountId, place = 'myfiles', folder = null, filter = '' } = where;
  const opened = await rig.call('view.open', { accountId, place, folder, sort: byName, filter });
  const { viewId } = opened;
  // Known whole by the index: nothing is listed.
  if (opened.freshness.state === 'fresh') return { accountId, viewId, head: opened };
  const head = await rig.waitForEvent(
    'view.changed',
    (changed) =>
      changed.viewId === viewId &&
      (changed.freshness.state === 'fresh' || changed.freshness.state === 'failed'),
  );
  return { accountId, viewId, head };
}

export async function openPath(rig: Rig, accountId: string, text: string): Promise<OpenedFolder> {
  const { place, folder } = await rig.call('paths.resolve', { accountId, text });
  return openListed(rig, { accountId, place, folder });
}

export async function rowsOf(rig: Rig, viewId: string): Promise<Output<'view.rows'>['rows']> {
  return (await rig.call('view.rows', { viewId, from: 0, to: 500 })).rows;
}

export async function namesOf(rig: Rig, viewId: string): Promise<string[]> {
  return (await rowsOf(rig, viewId)).map(({ name }) => name);
}

export async function rowNamed(
  rig: Rig,
  viewId: string,
  name: string,
): Promise<Output<'view.rows'>['rows'][number]> {
  const row = (await rowsOf(rig, viewId)).find((one) => one.name === name);
  if (row === undefined) throw new Error(`no row "${name}"`);
  return row;
}

export const toRef = ({ driveId, itemId }: ItemRef): ItemRef => ({ driveId, itemId });

export async function addSample(rig: Rig): Promise<string> {
  return (await rig.call('accounts.addSample', {})).accountId;
}

export async function offerPaths(session: Session, paths: readonly string[]): Promise<string[]> {
  const offered = await session.offer(paths.map((path) => ({ path, name: '', relativePath: '' })));
  if (!offered.ok) throw new Error(`offer: ${offered.error.code}`);
  return offered.value.map(({ ticket }) => ticket);
}
