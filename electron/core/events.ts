import { EventEmitter } from 'node:events';
import type { Payload } from '../contract/api.ts';
import type { FolderRefresh } from '../contract/folder-refresh.ts';
import type { IndexState } from '../contract/found.ts';
import type { Edit, OutdatedCopy } from '../contract/edits.ts';
import type { ChangeOutcome } from '../contract/changes.ts';
import type { FolderMove } from '../contract/local-copies.ts';
import type { Account } from '../contract/records.ts';
import type { Settings } from '../contract/settings.ts';
import type { Transfer } from '../contract/transfers.ts';
import type { RecentFolder } from '../contract/window-start.ts';
import type { UpdateState } from '../contract/program.ts';
import type { SessionContext } from './session/session-context.ts';
import type { TransferChanges } from './transfers/transfers.ts';

/** Events between services. Reactions are in `connect-events.ts`. */
interface CoreEventMap {
  settingsChanged: [settings: Settings];
  accountsChanged: [accounts: Account[]];
  accountWaiting: [accountId: string, untilMs: number | null];
  signedInAgain: [accountId: string];
  writeAccessChanged: [accountId: string];
  recentChanged: [folders: RecentFolder[]];
  folderRenamed: [accountId: string];
  indexChanged: [state: IndexState];
  folderRefreshed: [refresh: FolderRefresh];
  documentsChanged: [];
  folderMoved: [move: FolderMove | null];
  editsChanged: [edits: Edit[]];
  outdatedChanged: [outdated: OutdatedCopy[]];
  folderListed: [accountId: string];
  saveChanged: [documentId: string, transfer: Transfer];
  transfersChanged: [changes: TransferChanges];
  changesEnded: [outcome: ChangeOutcome];
  dragChanged: [change: Payload<'drags.changed'>];
  updatesChanged: [state: UpdateState];
  addressOpened: [];
  noticesChanged: [];
  networkChanged: [];
  networkMayWork: [];
  windowClosed: [context: SessionContext];
}

export type CoreEvents = EventEmitter<CoreEventMap>;

export const createCoreEvents = (): CoreEvents => new EventEmitter<CoreEventMap>();
