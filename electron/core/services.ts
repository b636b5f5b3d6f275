import { createAccountImports, type AccountImports } from './account-import/account-imports.ts';
import { createAppDrives, type AppDrives } from './accounts/app-only/app-drives.ts';
import { createSignIns, type SignIns } from './accounts/sign-in/sign-ins.ts';
import { createEdits, type Edits } from './edits/edits.ts';
import { createOpenedCopies, type OpenedCopies } from './copies/opened-copies.ts';
import { createKeptReviews, type KeptReviews } from './copies/kept-reviews.ts';
import { createDrags, type Drags, type DragsDeps } from './drags/drags.ts';
import { createWindowDrags, type WindowDrags } from './drags/window-drags.ts';
import type { CoreEvents } from './events.ts';
import { createChangeOutcomes, type ChangeOutcomes } from './items/change-outcomes.ts';
import { createDeletes, type Deletes } from './items/deletes.ts';
import { createItemMethods, type ItemMethods } from './methods/item-methods.ts';
import { createMoves, type Moves } from './items/moves.ts';
import { createPicks, type Picks } from './items/picks.ts';
import { createFolderRefreshes, type FolderRefreshes } from './methods/folder-refreshes.ts';
import { createUndo, type Undo } from './items/undo.ts';
import { profilePaths } from './lib/profile-paths.ts';
import type { Ports } from './ports.ts';
import type { RunningCalls } from './session/running-calls.ts';
import { createAddressInbox, type AddressInbox } from './session/address-inbox.ts';
import { createTaskbarProgress, type TaskbarProgress } from './transfers/list/taskbar-progress.ts';
import { createJournal } from './transfers/store/journal/journal.ts';
import { createTransfers, type Transfers } from './transfers/transfers.ts';
import { createUpdates, type Updates } from './updates/updates.ts';
import { type Foundation, createFoundation } from './foundation.ts';
import { type DriveServices, createDriveServices } from './drive-services.ts';

interface SignInServices {
  signIns: SignIns;
  appDrives: AppDrives;
  accountImports: AccountImports;
}

/** Services that change items through transfers. */
interface ChangeServices {
  outcomes: ChangeOutcomes;
  /** Deleting is one of the six methods. */
  deletes: Pick<Deletes, 'plan'>;
  moves: Moves;
  picks: Picks;
  drags: Drags;
  windowDrags: WindowDrags;
  undo: Undo;
}

export interface Services extends Foundation, DriveServices, SignInServices, ChangeServices {
  transfers: Transfers;
  itemMethods: ItemMethods;
  edits: Edits;
  openedCopies: OpenedCopies;
  keptReviews: KeptReviews;
  folderRefreshes: FolderRefreshes;
  taskbar: TaskbarProgress;
  updates: Updates;
  addresses: AddressInbox;
  networkBack: () => void;
}

/** Every service before its dependents; the stack disposes of them in reverse. */
export async function createServices(
  ports: Ports,
  events: CoreEvents,
  stack: AsyncDisposableStack,
  options: { holdsEarlierTransfers?: boolean; running: RunningCalls },
): Promise<Services> {
  const { clock, log, policy, builtIn } = ports;
  stack.defer(() => ports.http.close());
  const foundation = await createFoundation(ports, events, stack, options.running);
  const { index, settings, accounts, activity, keys } = foundation;
  const drives = await createDriveServices(foundation, events, stack);
  const { documents, access } = drives;

  const { userData } = ports.folders;
  const paths = profilePaths(userData);
  const journal = createJournal({ workerModule: ports.journalWorker, folder: userData, keys, log });
  const outcomes = createChangeOutcomes({
    accounts,
    activity,
    transfers: () => transfers,
    ended: (outcome) => events.emit('changesEnded', outcome),
    clock,
  });
  const { transfers, starter } = createTransfers({
    settings: settings.get(),
    drives: accounts,
    index,
    access,
    quotaOf: (accountId) => accounts.quota(accountId),
    justMade: drives.justMade,
    documents,
    journal,
    clock,
    log,
    notify: (changes) => events.emit('transfersChanged', changes),
    changes: outcomes,
    pathChanged: (accountId) => events.emit('folderRenamed', accountId),
    saveChanged: (documentId, transfer) => events.emit('saveChanged', documentId, transfer),
    pastedFolder: paths.offered,
    keepsSessions: (accountId) => keys.keeps(accountId),
    deleteKeys: (accountId) => keys.deleteKey(accountId),
    holdsEarlier: options.holdsEarlierTransfers === true,
  });
  stack.defer(() => transfers.close());
  const deletes = createDeletes({ accounts, transfers });
  const itemMethods = createItemMethods(starter, deletes);
  const edits = createEdits({
    documents,
    accounts,
    itemMethods,
    transfers,
    clock,
    log,
    changed: (list) => events.emit('editsChanged', list),
  });
  stack.defer(() => edits.close());
  const copies = createCopyServices({ ...foundation, ...drives, itemMethods, transfers }, events, stack);
  const folderRefreshes = createFolderRefreshes({
    ...drives,
    accounts,
    index,
    clock,
    log,
    changed: (refresh) => events.emit('folderRefreshed', refresh),
  });
  stack.defer(() => folderRefreshes.close());
  const updates = await createUpdates({
    updater: ports.updater,
    policy,
    builtIn,
    clock,
    log,
    transfers: () => transfers.summary(),
    changed: (state) => events.emit('updatesChanged', state),
  });
  stack.defer(() => updates.close());
  const taskbar = createTaskbarProgress(ports.desktop);
  stack.defer(() => taskbar.close());
  const addresses = createAddressInbox(() => events.emit('addressOpened'));
  const signIn = createSignInServices(foundation, stack);
  const changes = {
    outcomes,
    deletes,
    moves: createMoves({ index, accounts, transfers }),
    picks: createPicks(),
    ...createDragServices(ports, events, { ...drives, accounts, index, itemMethods, transfers }),
    undo: createUndo({ accounts, activity, transfers, outcomes }),
  };
  const networkBack = () => events.emit('networkMayWork');
  const works = {
    transfers,
    itemMethods,
    edits,
    folderRefreshes,
    updates,
    taskbar,
    addresses,
    networkBack,
  };
  return { ...foundation, ...drives, ...signIn, ...changes, ...copies, ...works };
}

function createDragServices(
  { clock, desktop }: Ports,
  events: CoreEvents,
  deps: Omit<DragsDeps, 'clock' | 'desktop' | 'windowDrags'>,
) {
  const windowDrags = createWindowDrags({ clock, changed: (change) => events.emit('dragChanged', change) });
  return { windowDrags, drags: createDrags({ ...deps, clock, desktop, windowDrags }) };
}

function createCopyServices(
  deps: Foundation & DriveServices & Pick<Services, 'itemMethods' | 'transfers'>,
  events: CoreEvents,
  stack: AsyncDisposableStack,
): Pick<Services, 'openedCopies' | 'keptReviews'> {
  const { clock, log } = deps.ports;
  const openedCopies = createOpenedCopies({
    ...deps,
    isPushed: ({ accountId, item }) => deps.indexing.isPushed(accountId, item.driveId),
    clock,
    log,
    changed: (outdated) => events.emit('outdatedChanged', outdated),
  });
  stack.defer(() => openedCopies.close());
  stack.defer(() => deps.freshness.close());
  const keptReviews = createKeptReviews({ ...deps, log });
  stack.defer(() => keptReviews.close());
  return { openedCopies, keptReviews };
}

function createSignInServices(
  { ports, accounts, credentials }: Foundation,
  stack: AsyncDisposableStack,
): SignInServices {
  const accountImports = createAccountImports({ ports, accounts, credentials });
  stack.defer(() => accountImports.close());
  const signIns = createSignIns({ ports, accounts, credentials });
  stack.defer(() => signIns.close());
  return { accountImports, signIns, appDrives: createAppDrives({ ports, accounts, signIns }) };
}
