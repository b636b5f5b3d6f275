import { EventEmitter } from 'node:events';
import type { IndexState } from '../contract/found.ts';
import type { Edit } from '../contract/edits.ts';
import type { Account, ChangeOutcome, FolderMove, Settings, Transfer } from '../contract/records.ts';
import type { RecentFolder } from '../contract/window-start.ts';
import type { UpdateState } from '../contract/program.ts';
import type { SessionContext } from './session/session-context.ts';
import type { TransferChanges } from './transfers/transfers.ts';

/** What services tell each other. Who reacts to what stands in `connect-events.ts`. */
interface CoreEventMap {
  settingsChanged: [settings: Settings];
  accountsChanged: [accounts: Account[]];
  /** Microsoft Graph asked the account to wait; null: it may continue. */
  accountWaiting: [accountId: string, untilMs: number | null];
  signedInAgain: [accountId: string];
  /** What is known about writing in folders of others has changed. */
  writeAccessChanged: [accountId: string];
  recentChanged: [folders: RecentFolder[]];
  folderRenamed: [accountId: string];
  /** What is known of a drive as a whole. */
  indexChanged: [state: IndexState];
  documentsChanged: [];
  folderMoved: [move: FolderMove | null];
  editsChanged: [edits: Edit[]];
  saveChanged: [documentId: string, transfer: Transfer];
  transfersChanged: [changes: TransferChanges];
  changesEnded: [outcome: ChangeOutcome];
  updatesChanged: [state: UpdateState];
  addressOpened: [];
  noticesChanged: [];
  networkChanged: [];
  /** A proxy has what it wanted, or another way was chosen. */
  networkMayWork: [];
  windowClosed: [context: SessionContext];
}

export type CoreEvents = EventEmitter<CoreEventMap>;

export const createCoreEvents = (): CoreEvents => new EventEmitter<CoreEventMap>();
