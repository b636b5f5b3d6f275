import { useEffect } from 'react';
import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { toRef } from '../../api/client.ts';
import { usePane } from '../../state/pane.ts';
import { useApp } from '../../state/store.ts';

const restMs = 1000;

export function useSpringLoad({ place }: ViewHead, targetItem: Item | undefined): void {
  const { go } = usePane();
  const driveId = targetItem?.driveId;
  const itemId = targetItem?.itemId;
  useEffect(() => {
    if (driveId === undefined || itemId === undefined) return;
    const timer = setTimeout(() => {
      useApp.getState().hintDrop(null);
      go({ name: 'browse', place, folder: toRef({ driveId, itemId }) });
    }, restMs);
    return () => clearTimeout(timer);
  }, [go, place, driveId, itemId]);
}
