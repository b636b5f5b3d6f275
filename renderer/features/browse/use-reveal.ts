import { useEffect, useEffectEvent } from 'react';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { call } from '../../api/client.ts';
import { maxLocated, toShownIds } from '../../state/arrivals.ts';
import { usePane, usePaneState } from '../../state/pane.ts';
import type { RowPosition } from '../../ui/grid/selection.ts';
import { useViewVersion } from './use-view-version.ts';

export function useReveal(head: ViewHead, scrollTo: (ordinal: number) => void): void {
  // A new version may contain the items.
  const version = useViewVersion(head);
  const itemIds = usePaneState((pane) => pane.revealIds);
  const { select, reveal } = usePane();
  const show = useEffectEvent((found: readonly RowPosition[]) => {
    const [first] = found.toSorted((a, b) => a.ordinal - b.ordinal);
    if (first === undefined) return;
    scrollTo(first.ordinal);
    const ids = found.map(({ itemId }) => itemId);
    select({ type: 'arrive', first, ids: toShownIds(itemIds, ids, head.filter !== '') });
    reveal();
  });
  useEffect(() => {
    if (itemIds.length === 0) return;
    let current = true;
    locateAll(version.viewId, itemIds.slice(0, maxLocated)).then(
      (found) => current && show(found),
      // The items or the view are gone.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [version, itemIds]);
}

async function locateAll(viewId: string, itemIds: readonly string[]): Promise<RowPosition[]> {
  const places = await Promise.all(itemIds.map((itemId) => call('view.locate', { viewId, itemId })));
  return itemIds.flatMap((itemId, at) => {
    const ordinal = places[at]?.ordinal ?? null;
    return ordinal === null ? [] : [{ itemId, ordinal }];
  });
}
