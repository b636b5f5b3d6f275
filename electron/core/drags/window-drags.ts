import type { WindowDrag } from '../../contract/drags.ts';
import { AppError } from '../errors.ts';
import type { PickedItems } from '../items/picks.ts';
import type { Clock } from '../ports.ts';
import type { SessionContext } from '../session/session-context.ts';

/** They may end in another window of the same profile. */
export interface WindowDrags {
  /**
   * Counts from now on: a short drag ends before it is known what was dragged. @throws AppError badInput: the
   * id is in use
   */
  begin(
    session: SessionContext,
    drag: Omit<WindowDrag, 'folderIds'>,
    select: () => Promise<PickedItems>,
  ): Promise<PickedItems>;
  /** Its items stay available for a moment, because the other window may hear of the drop later. */
  end(session: SessionContext, dragId: string): void;
  /** null: unknown, ended too long ago, or its window has closed. */
  find(dragId: string): PickedItems | null;
  windowOf(dragId: string): SessionContext | null;
  windowClosed(session: SessionContext): void;
}

export interface WindowDragsDeps {
  clock: Clock;
  changed: (change: { dragId: string; drag: WindowDrag | null }) => void;
}

interface Begun {
  session: SessionContext;
  dragged: PickedItems | null;
  endedMs: number | null;
}

const availableMs = 30_000;
/** Folders of a larger selection are checked when they are moved. */
const maxFolderIds = 100;

export function createWindowDrags({ clock, changed }: WindowDragsDeps): WindowDrags {
  const drags = new Map<string, Begun>();

  const forget = (dragId: string): void => {
    if (drags.delete(dragId)) changed({ dragId, drag: null });
  };
  const forgetAllOf = (session: SessionContext): void => {
    for (const [dragId, begun] of drags) if (begun.session === session) forget(dragId);
  };
  const get = (dragId: string): Begun | null => {
    const begun = drags.get(dragId);
    if (begun === undefined) return null;
    if (begun.endedMs === null || clock.now() - begun.endedMs <= availableMs) return begun;
    drags.delete(dragId);
    return null;
  };

  return {
    async begin(session, drag, select) {
      if (drags.has(drag.dragId)) throw new AppError('badInput');
      forgetAllOf(session);
      const begun: Begun = { session, dragged: null, endedMs: null };
      if (!session.closed.aborted) drags.set(drag.dragId, begun);
      const dragged = await select();
      begun.dragged = dragged;
      if (drags.get(drag.dragId) !== begun || begun.endedMs !== null) return dragged;
      const folders = dragged.selected.entries.filter(({ kind }) => kind === 'folder');
      const folderIds = folders.slice(0, maxFolderIds).map(({ itemId }) => itemId);
      changed({ dragId: drag.dragId, drag: { ...drag, folderIds } });
      return dragged;
    },
    end(session, dragId) {
      const begun = drags.get(dragId);
      if (begun?.session !== session || begun.endedMs !== null) return;
      begun.endedMs = clock.now();
      changed({ dragId, drag: null });
    },
    find: (dragId) => get(dragId)?.dragged ?? null,
    windowOf: (dragId) => get(dragId)?.session ?? null,
    windowClosed: forgetAllOf,
  };
}
