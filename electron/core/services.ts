import { createAccountImports, type AccountImports } from './account-import/account-imports.ts';
import { createAccounts, type Accounts } from './accounts/accounts.ts';
import { createAppDrives, type AppDrives } from './accounts/app-only/app-drives.ts';
import { createCredentialStore, type CredentialStore } from './accounts/credential-store.ts';
import { createSignIns, type SignIns } from './accounts/sign-in/sign-ins.ts';
import { createBandwidth, type Bandwidth } from './bandwidth/bandwidth.ts';
import { createEdits, type Edits } from './edits/edits.ts';
import { createFreshness, type Freshness } from './copies/freshness.ts';
import { createKeptItems, type KeptItems } from './copies/kept-items.ts';
import { createOpenedCopies, type OpenedCopies } from './copies/opened-copies.ts';
import { createKeptReviews, type KeptReviews } from './copies/kept-reviews.ts';
import { createDocuments, type Documents } from './documents/documents.ts';
import type { IndexState } from '../contract/found.ts';
import { createDocumentsPlace, type DocumentsPlace } from './documents/place/documents-place.ts';
import { createPlaceFile } from './documents/place/place-file.ts';
import { createDrags, type Drags, type DragsDeps } from './drags/drags.ts';
import { createWindowDrags, type WindowDrags } from './drags/window-drags.ts';
import type { CoreEvents } from './events.ts';
import { createIndex, type Index } from './index/index-client.ts';
import { createIndexing, type Indexing } from './indexing/indexing.ts';
import { createJustMade, type JustMade } from './graph/just-made.ts';
import { createActivityLog, type ActivityLog } from './activity/activity-log.ts';
import { createChangeOutcomes, toEditOutcome, type ChangeOutcomes } from './items/change-outcomes.ts';
import { createDeletes, type Deletes } from './items/deletes.ts';
import { createItemMethods, type ItemMethods } from './methods/item-methods.ts';
import { createItemEdits, type ItemEdits } from './items/item-edits.ts';
import { createMoves, type Moves } from './items/moves.ts';
import { createPicks, type Picks } from './items/picks.ts';
import { createFolderRefreshes, type FolderRefreshes } from './methods/folder-refreshes.ts';
import { createUndo, type Undo } from './items/undo.ts';
import { openWebSocket } from './network/web-socket.ts';
import { sweepTemporaries, whenWritten } from './lib/atomic-file.ts';
import { createCoalescer } from './lib/coalescer.ts';
import { profilePaths } from './lib/profile-paths.ts';
import { createLibraries, type Libraries } from './libraries/libraries.ts';
import { createPlaceMemory, type PlaceMemory } from './places/last-places.ts';
import { joinHandles, type Handles } from './places/handles.ts';
import { createListings, type Listings } from './places/listings.ts';
import { createPaths, type Paths } from './places/paths.ts';
import { createViews, type Views } from './places/views.ts';
import { recordCalls, type CallRecord } from './network/call-record.ts';
import { createNetwork, type Network } from './network/network.ts';
import { findClouds, findUploadRoots } from './accounts/upload-root.ts';
import type { Ports } from './ports.ts';
import { lockProfile, type ProfileLock } from './profile/profile-lock.ts';
import { restrictProfile } from './profile/file-modes.ts';
import { createProfileNotices, type ProfileNotices } from './profile/profile-notices.ts';
import { createPictureCache, toLimit, type PictureCache } from './previews/picture-cache.ts';
import { createPreviews, type Previews } from './previews/previews.ts';
import { createFacts, type Facts } from './search/facts.ts';
import { createSearches, type Searches } from './search/searches.ts';
import type { RunningCalls } from './session/running-calls.ts';
import { createAddressInbox, type AddressInbox } from './session/address-inbox.ts';
import { createSettings, type SettingsService } from './settings/settings.ts';
import { createItemSharing, type ItemSharing } from './sharing/item-sharing.ts';
import { createListShared } from './sharing/shared-list/list-shared.ts';
import { createSharedLinks, type SharedLinks } from './sharing/shared-list/opened-links.ts';
import { createSharedMemory, type SharedMemory } from './sharing/shared-list/shared-memory.ts';
import { createWriteAccess, type WriteAccess } from './sharing/write-access.ts';
import { createTaskbarProgress, type TaskbarProgress } from './transfers/list/taskbar-progress.ts';
import { createJournal } from './transfers/store/journal/journal.ts';
import { createSessionKeys, type SessionKeys } from './transfers/store/journal/session-keys.ts';
import { createTransfers, type Transfers } from './transfers/transfers.ts';
import { createUpdates, type Updates } from './updates/updates.ts';
import { createVersions, type Versions } from './versions/versions.ts';

interface Foundation {
  ports: Ports;
  lock: ProfileLock;
  network: Network;
  calls: CallRecord;
  notices: ProfileNotices;
  index: Index;
  settings: SettingsService;
  placeMemory: PlaceMemory;
  bandwidth: Bandwidth;
  credentials: CredentialStore;
  accounts: Accounts;
  activity: ActivityLog;
  keys: SessionKeys;
  sharedMemory: SharedMemory;
}

interface DriveServices {
  justMade: JustMade;
  listings: Listings;
  access: WriteAccess;
  views: Views;
  searches: Searches;
  handles: Handles;
  indexing: Indexing;
  facts: Facts;
  paths: Paths;
  items: ItemEdits;
  previews: Previews;
  pictures: PictureCache;
  sharing: ItemSharing;
  sharedLinks: SharedLinks;
  libraries: Libraries;
  versions: Versions;
  documents: Documents;
  place: DocumentsPlace;
  freshness: Freshness;
  kept: KeptItems;
}

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

const documentsIntervalMs = 500;
const indexIntervalMs = 500;

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
  const { index, settings, accounts, activity } = foundation;
  const drives = await createDriveServices(foundation, events, stack);
  const { documents, access } = drives;
  const { keys } = foundation;

  const { userData } = ports.folders;
  const paths = profilePaths(userData);
  const journal = createJournal({ workerModule: ports.journalWorker, folder: userData, keys, log });
  const outcomes = createChangeOutcomes({
    accounts,
    activity,
    transfers: () => transfers,
    ended: (outcome) => events.emit('changesEnded', outcome),
  });
  const { transfers, starter } = createTransfers({
    settings: settings.get(),
    drives: accounts,
    index,
    access,
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

async function createFoundation(
  ports: Ports,
  events: CoreEvents,
  stack: AsyncDisposableStack,
  running: RunningCalls,
): Promise<Foundation> {
  const { clock, log, vault } = ports;
  const { userData } = ports.folders;
  await restrictProfile(userData, log);
  const lock = lockProfile(userData, log);
  stack.defer(() => lock.release());
  await sweepTemporaries(userData);
  stack.defer(() => whenWritten(userData));
  // By then everything they wait for is closed: they end, and pending writes finish.
  stack.defer(() => running.settled());
  const notices = await createProfileNotices(userData, () => events.emit('noticesChanged'), log);
  const index = createIndex(ports.indexWorker, log);
  stack.defer(() => index.close());
  index.onMemory((isInMemory, disk) => notices.set('indexInMemory', isInMemory, { disk }));
  const activity = createActivityLog(userData, log);
  const settings = await createSettings({
    folder: userData,
    log,
    changed: (changed) => events.emit('settingsChanged', changed),
  });
  const placeMemory = await createPlaceMemory(userData, log, (recent) =>
    events.emit('recentChanged', recent),
  );
  const calls = recordCalls(ports.http, clock);
  const bandwidth = createBandwidth(calls.http, clock, settings.get());
  stack.defer(() => bandwidth.close());
  const credentials = createCredentialStore(profilePaths(userData).credentials, vault, log);
  const accounts = await createAccounts({
    ports: {
      ...ports,
      http: bandwidth.http,
      get policy() {
        return ports.policy;
      },
    },
    notices,
    index,
    credentials,
    changed(list) {
      // Erasing everything also removed the lock file.
      if (list.length > 0) lock.renew();
      events.emit('accountsChanged', list);
    },
    waiting: (accountId, untilMs) => events.emit('accountWaiting', accountId, untilMs),
    signedInAgain: (accountId) => events.emit('signedInAgain', accountId),
  });
  stack.defer(() => accounts.close());
  const network = createNetwork({
    routing: ports.routing,
    clock,
    clouds: () => findClouds(accounts),
    uploadRoots: () => findUploadRoots(accounts),
    changed: () => events.emit('networkChanged'),
    mayWork: () => events.emit('networkMayWork'),
  });
  network.applySettings(settings.get().network);
  const keys = createSessionKeys(profilePaths(userData).keys, vault, log);
  const sharedMemory = await createSharedMemory(userData, keys, log);
  const kept = { settings, placeMemory, credentials, activity, keys, sharedMemory };
  return { ports, network, calls, lock, notices, index, bandwidth, accounts, ...kept };
}

async function createDriveServices(
  { ports, notices, index, settings, accounts, activity, sharedMemory: memory }: Foundation,
  events: CoreEvents,
  stack: AsyncDisposableStack,
): Promise<DriveServices> {
  const { clock, log } = ports;
  const justMade = createJustMade(clock);
  const listings = createListings({
    index,
    justMade,
    listShared: createListShared({ index, memory }),
    clock,
    log,
  });
  stack.defer(() => listings.close());
  listings.listen((accountId) => events.emit('folderListed', accountId));
  const told = createCoalescer(clock, indexIntervalMs, (key) => {
    const state = indexStates.get(key);
    if (state !== undefined) events.emit('indexChanged', state);
  });
  stack.defer(() => told.close());
  const indexStates = new Map<string, IndexState>();
  const indexing = createIndexing({
    index,
    accounts,
    clock,
    log,
    isAutomatic: () => ports.indexesOwnDrives && settings.get().indexOwnDrives,
    openSocket: (url) => openWebSocket(ports.routing, url),
    changed(state) {
      const key = `${state.accountId} ${state.driveId} ${state.folder?.itemId ?? ''}`;
      indexStates.set(key, state);
      told.note(key);
    },
  });
  stack.defer(() => indexing.close());
  const access = createWriteAccess((accountId) => events.emit('writeAccessChanged', accountId));
  const views = createViews({ index, accounts, listings, indexing, access, clock, log });
  stack.defer(() => views.dispose());
  const searches = createSearches({ index, accounts, clock, log });
  stack.defer(() => searches.dispose());
  const facts = createFacts({ index, accounts, stateOf: (accountId) => indexing.stateOf(accountId) });
  const sharedLinks = createSharedLinks({ accounts, index, memory });
  const paths = createPaths({ index, accounts, listings, links: sharedLinks });
  const items = createItemEdits({
    index,
    accounts,
    justMade,
    pathOf: (accountId, folder) => paths.pathOf(accountId, folder),
    clock,
    done(record) {
      void activity.add([record]);
      events.emit('changesEnded', toEditOutcome(record));
    },
    pathChanged: (accountId) => events.emit('folderRenamed', accountId),
    writeRefused: (drive, folder, error) => access.refused(drive, folder, error),
    outcomeUnknown: (drive, folder) => void listings.start(drive, folder),
  });
  const changes = createCoalescer(clock, documentsIntervalMs, () => events.emit('documentsChanged'));
  stack.defer(() => changes.close());
  const changed = () => changes.note('');
  const place = await createPlace(ports, events, changed, stack);
  const documents = await createDocuments({ ports, place, notices, changed });
  const pictures = createPictureCache(
    profilePaths(ports.folders.userData).pictures,
    log,
    toLimit(settings.get()),
  );
  stack.defer(() => pictures.close());
  const previews = createPreviews({ accounts, index, clock, pictures });
  return {
    justMade,
    listings,
    access,
    views,
    searches,
    handles: joinHandles([views, searches]),
    indexing,
    facts,
    paths,
    items,
    previews,
    pictures,
    sharedLinks,
    libraries: createLibraries({ accounts }),
    sharing: createItemSharing({ accounts, index, copyText: (text) => ports.desktop.copyText(text) }),
    versions: createVersions({
      accounts,
      index,
      picker: ports.picker,
      previews,
      clock,
      pathOf: (accountId, folder) => paths.pathOf(accountId, folder),
      done: (record) => void activity.add([record]),
    }),
    documents,
    place,
    freshness: createFreshness({ documents, accounts, clock, log, changed }),
    kept: await createKeptItems(ports.folders.userData, log, changed),
  };
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

async function createPlace(
  { folders: { userData, documents: usual }, log }: Ports,
  events: CoreEvents,
  changed: () => void,
  stack: AsyncDisposableStack,
): Promise<DocumentsPlace> {
  const place = createDocumentsPlace({
    file: await createPlaceFile(userData, log),
    profile: userData,
    usual,
    log,
    changed(move) {
      events.emit('folderMoved', move);
      changed();
    },
  });
  stack.defer(() => place.close());
  return place;
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
