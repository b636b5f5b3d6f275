import type { Row } from '../../contract/found.ts';
import type { Selection, SelectionSummary, ViewHead } from '../../contract/records.ts';
import { AppError } from '../errors.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { Ordering } from '../index/view.ts';
import type { SessionContext } from '../session/session-context.ts';

export interface Handles {
  has(viewId: string): boolean;
  arrange(session: SessionContext, viewId: string, arrangement: Ordering): Promise<ViewHead>;
  rows(session: SessionContext, viewId: string, from: number, to: number): Promise<Rows>;
  locate(session: SessionContext, viewId: string, itemId: string): Promise<number | null>;
  findPrefix(session: SessionContext, viewId: string, prefix: string, from: number): Promise<number | null>;
  summarize(
    session: SessionContext,
    selection: Selection,
  ): Promise<SelectionSummary & { accountIds: string[] }>;
  refresh(session: SessionContext, viewId: string): Promise<ViewHead>;
  close(session: SessionContext, viewId: string): Promise<void>;
  /** In view order. */
  select(session: SessionContext, accountId: string, selection: Selection): Promise<Selected>;
  closeSession(session: SessionContext): void;
  closeAccount(accountId: string): void;
}

export interface HeldView {
  readonly viewId: string;
  readonly session: SessionContext;
}

export interface Rows {
  revision: number;
  from: number;
  rows: Row[];
}

export interface Selected {
  selection: Selection;
  entries: DriveEntry[];
  pathOf: (this: void, entry: DriveEntry) => string;
}

export function joinHandles(all: readonly Handles[]): Handles {
  const of = (viewId: string): Handles => {
    const found = all.find((handles) => handles.has(viewId));
    if (found === undefined) throw new AppError('viewGone');
    return found;
  };
  return {
    has: (viewId) => all.some((handles) => handles.has(viewId)),
    arrange: async (session, viewId, arrangement) => of(viewId).arrange(session, viewId, arrangement),
    rows: async (session, viewId, from, to) => of(viewId).rows(session, viewId, from, to),
    locate: async (session, viewId, itemId) => of(viewId).locate(session, viewId, itemId),
    findPrefix: async (session, viewId, prefix, from) => of(viewId).findPrefix(session, viewId, prefix, from),
    summarize: async (session, selection) => of(selection.viewId).summarize(session, selection),
    refresh: async (session, viewId) => of(viewId).refresh(session, viewId),
    close: async (session, viewId) => of(viewId).close(session, viewId),
    select: async (session, accountId, selection) =>
      of(selection.viewId).select(session, accountId, selection),
    closeSession(session) {
      for (const handles of all) handles.closeSession(session);
    },
    closeAccount(accountId) {
      for (const handles of all) handles.closeAccount(accountId);
    },
  };
}
