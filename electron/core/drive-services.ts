import { noteMade } from './activity/note-made.ts';
import { createFreshness, type Freshness } from './copies/freshness.ts';
import { createKeptItems, type KeptItems } from './copies/kept-items.ts';
import { createDocuments, type Documents } from './documents/documents.ts';
import type { IndexState } from '../contract/found.ts';
import { createDocumentsPlace, type DocumentsPlace } from './documents/place/documents-place.ts';
import { createPlaceFile } from './documents/place/place-file.ts';
import type { CoreEvents } from './events.ts';
import { createIndexing, type Indexing } from './indexing/indexing.ts';
import { createJustMade, type JustMade } from './graph/just-made.ts';
import { toEditOutcome } from './items/change-outcomes.ts';
import { createItemEdits, type ItemEdits } from './items/item-edits.ts';
import { openWebSocket } from './network/web-socket.ts';
import { createCoalescer } from './lib/coalescer.ts';
import { profilePaths } from './lib/profile-paths.ts';
import { createLibraries, type Libraries } from './libraries/libraries.ts';
import { joinHandles, type Handles } from './places/handles.ts';
import { createListings, type Listings } from './places/listings.ts';
import { createPaths, type Paths } from './places/paths.ts';
import { createViews, type Views } from './places/views.ts';
import type { Ports } from './ports.ts';
import { createPictureCache, toLimit, type PictureCache } from './previews/picture-cache.ts';
import { createPreviews, type Previews } from './previews/previews.ts';
import { createFacts, type Facts } from './search/facts.ts';
import { createSearches, type Searches } from './search/searches.ts';
import { createItemSharing, type ItemSharing } from './sharing/item-sharing.ts';
import { createListShared } from './sharing/shared-list/list-shared.ts';
import { createSharedLinks, type SharedLinks } from './sharing/shared-list/opened-links.ts';
import { createWriteAccess, type WriteAccess } from './sharing/write-access.ts';
import { createVersions, type Versions } from './versions/versions.ts';
import type { Foundation } from './foundation.ts';

export interface DriveServices {
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

const documentsIntervalMs = 500;
const indexIntervalMs = 500;

export async function createDriveServices(
  { ports, notices, index, settings, accounts, activity, sharedMemory: memory }: Foundation,
  events: CoreEvents,
  stack: AsyncDisposableStack,
): Promise<DriveServices> {
  const { clock, log } = ports;
  const justMade = createJustMade(clock);
  await noteMade(activity, justMade);
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
    explain: (...refusal) => access.explain(...refusal),
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
    sharing: createItemSharing({ accounts, index, access, copyText: (text) => ports.desktop.copyText(text) }),
    versions: createVersions({
      accounts,
      index,
      access,
      picker: ports.picker,
      previews,
      clock,
      pathOf: (accountId, folder) => paths.pathOf(accountId, folder),
      done: (record) => void activity.add([record]),
    }),
    documents,
    place,
    freshness: createFreshness({ documents, accounts, index, clock, log, changed }),
    kept: await createKeptItems(ports.folders.userData, log, changed),
  };
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
