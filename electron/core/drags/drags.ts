import { randomUUID } from 'node:crypto';
import type { DragOut } from '../../contract/drags.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import { toLocalName } from '../documents/local-name.ts';
import { AppError } from '../errors.ts';
import { toAccountItemKey } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { toDownloads, type ItemMethods } from '../methods/item-methods.ts';
import type { Clock, Desktop } from '../ports.ts';
import type { SessionContext } from '../session/session-context.ts';
import type { Transfers } from '../transfers/transfers.ts';
import { createContentSource } from './content-source.ts';
import type { WindowDrags } from './window-drags.ts';
import { findCopies, type Dragged, type FindCopiesDeps } from './find-copies.ts';

export interface Drags {
  /** Called on pointer down: a drag's data has to be known before it starts. */
  plan(session: SessionContext, dragged: Dragged): Promise<DragOut>;
  /** Passes `files` to the system's drag. @throws AppError notFound; notSupported: the session has no window */
  start(session: SessionContext, dragId: string): void;
  fetch(session: SessionContext, dragId: string): { batchId: string; count: number };
  /** false: not all are here, or the system does not support it. */
  copy(picked: { accountId: string; selected: Omit<Dragged, 'accountId'> }): Promise<boolean>;
  /** @throws AppError ticketUnknown */
  isOwn(session: SessionContext, dragId: string, tickets: readonly string[]): boolean;
}

export interface DragsDeps extends Omit<FindCopiesDeps, 'wasFetched'> {
  accounts: AccountDrives;
  itemMethods: Pick<ItemMethods, 'download'>;
  transfers: Pick<Transfers, 'batch'>;
  desktop: Pick<Desktop, 'copyFiles'>;
  clock: Clock;
  windowDrags: Pick<WindowDrags, 'windowOf'>;
}

interface Drag {
  dragged: Dragged;
  paths: readonly string[];
}

/** The current one, and a few whose end the renderer has not seen. */
const maxDrags = 4;
/** A larger file is downloaded first, which can be paused and resumed. */
const maxStreamedBytes = 100 * 1024 ** 2;

export function createDrags(deps: DragsDeps): Drags {
  const { accounts, transfers } = deps;
  const sessions = new WeakMap<SessionContext, Map<string, Drag>>();
  /** By account and item. */
  const fetched = new Map<string, string>();

  const remember = (session: SessionContext, drag: Drag): string => {
    const drags = sessions.get(session) ?? new Map<string, Drag>();
    sessions.set(session, drags);
    const dragId = randomUUID();
    drags.set(dragId, drag);
    const oldest = drags.keys().next().value;
    if (drags.size > maxDrags && oldest !== undefined) drags.delete(oldest);
    return dragId;
  };
  const find = (session: SessionContext, dragId: string) => sessions.get(session)?.get(dragId);
  const get = (session: SessionContext, dragId: string): Drag => {
    const drag = find(session, dragId);
    if (drag === undefined) throw new AppError('notFound');
    return drag;
  };
  const wasFetched = (accountId: string, entry: DriveEntry): boolean => {
    const batchId = fetched.get(toAccountItemKey(accountId, entry));
    const counts = batchId === undefined ? undefined : transfers.batch(batchId)?.counts;
    return counts !== undefined && counts.done === counts.all;
  };
  const finding = { ...deps, wasFetched };

  return {
    async plan(session, dragged) {
      const { accountId, entries } = dragged;
      if (!entries.some(canLeave))
        return { dragId: remember(session, { dragged, paths: [] }), how: 'none', content: null };
      const paths = await findCopies(finding, dragged);
      const dragId = remember(session, { dragged, paths: paths ?? [] });
      if (paths !== null) return { dragId, how: 'files', content: null };
      const only = entries.length === 1 ? entries[0] : undefined;
      if (only === undefined || !isStreamed(only)) return { dragId, how: 'fetch', content: null };
      const source = createContentSource(accounts.drive(accountId), toRef(only), deps.clock);
      const content = {
        url: session.contentUrls.createUrl(source, { mayBeSaved: true }),
        mimeType: only.mimeType ?? 'application/octet-stream',
        name: toLocalName(only.name),
      };
      return { dragId, how: 'content', content };
    },
    start(session, dragId) {
      const { paths } = get(session, dragId);
      if (paths.length === 0) throw new AppError('notFound');
      session.startDrag(paths);
    },
    fetch(session, dragId) {
      const { accountId, entries, pathOf } = get(session, dragId).dragged;
      const wanted = entries.filter(canLeave);
      const batch = deps.itemMethods.download(accountId, toDownloads({ entries: wanted, pathOf }, null));
      for (const entry of wanted) fetched.set(toAccountItemKey(accountId, entry), batch.batchId);
      return batch;
    },
    async copy({ accountId, selected: { entries, pathOf } }) {
      const paths = await findCopies(finding, { accountId, entries, pathOf });
      if (paths === null || paths.length === 0) return false;
      const text = entries.map((entry) => `${pathOf(entry)}/${entry.name}`).join('\n');
      return deps.desktop.copyFiles(paths, text);
    },
    isOwn(session, dragId, tickets) {
      const own = new Set(find(deps.windowDrags.windowOf(dragId) ?? session, dragId)?.paths);
      const offered = session.tickets.pathsOf(tickets);
      return offered.length === own.size && offered.every((path) => own.has(path));
    },
  };
}

const toRef = ({ driveId, itemId }: DriveEntry): ItemRef => ({ driveId, itemId });

/** Notebooks are not files; malware is not exported. */
const canLeave = ({ kind, problem }: DriveEntry): boolean => kind !== 'package' && problem === null;

const isStreamed = ({ kind, sizeBytes }: DriveEntry): boolean =>
  kind === 'file' && sizeBytes !== null && sizeBytes <= maxStreamedBytes;
