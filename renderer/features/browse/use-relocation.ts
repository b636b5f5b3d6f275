import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { call } from '../../api/client.ts';
import { fetchRow } from '../../api/row-access.ts';
import type { RowPosition } from '../../ui/grid/selection.ts';
import { usePane } from '../../state/pane.ts';
import { useViewVersion } from './use-view-version.ts';

/** A larger selection isn't checked for missing items. */
const maxPruned = 200;

/** If the focused item is gone, focus goes to the row now in its place. */
export function useRelocation(head: ViewHead): void {
  const client = useQueryClient();
  const pane = usePane();
  const { count } = head;
  const version = useViewVersion(head);
  useEffect(() => {
    const { viewId } = version;
    let current = true;
    const relocate = async () => {
      const before = pane.now().selection;
      const rowIn = async (ordinal: number): Promise<RowPosition | null> => {
        if (count === 0) return null;
        const at = Math.min(ordinal, count - 1);
        const item = await fetchRow(client, viewId, at);
        return item === undefined ? null : { itemId: item.itemId, ordinal: at };
      };
      const focus =
        before.focus && ((await find(viewId, before.focus)) ?? (await rowIn(before.focus.ordinal)));
      const anchor = before.anchor && ((await find(viewId, before.anchor)) ?? focus);
      const gone = before.mode === 'only' ? await findGone(viewId, before.ids) : [];
      const now = pane.now().selection;
      // The person has moved the focus in the meantime.
      if (!current || now.focus !== before.focus || now.anchor !== before.anchor) return;
      pane.select({ type: 'relocate', focus, anchor });
      if (gone.length > 0) pane.select({ type: 'forget', ids: gone });
    };
    // The view is gone.
    relocate().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [client, pane, version, count]);
}

async function find(viewId: string, { itemId }: RowPosition): Promise<RowPosition | null> {
  const { ordinal } = await call('view.locate', { viewId, itemId });
  return ordinal === null ? null : { itemId, ordinal };
}

async function findGone(viewId: string, ids: ReadonlySet<string>): Promise<string[]> {
  if (ids.size > maxPruned) return [];
  const all = [...ids];
  const places = await Promise.all(all.map((itemId) => call('view.locate', { viewId, itemId })));
  return all.filter((_, at) => places[at]?.ordinal === null);
}
