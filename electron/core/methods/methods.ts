import type { z } from 'zod';
import type { commandMethods, ListedItem, MoveCounts, Placing, Sending } from '../../contract/methods.ts';
import type { Library } from '../../contract/libraries.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import type { JustMade } from '../graph/just-made.ts';
import { createItems } from '../graph/items.ts';
import type { Documents } from '../documents/documents.ts';
import type { Index } from '../index/index-client.ts';
import type { ChangeOutcomes } from '../items/change-outcomes.ts';
import type { ItemEdits } from '../items/item-edits.ts';
import type { Moves } from '../items/moves.ts';
import type { Libraries } from '../libraries/libraries.ts';
import { toLibraryRoot } from '../libraries/library-of.ts';
import type { Listings } from '../places/listings.ts';
import type { Clock } from '../ports.ts';
import type { Transfers } from '../transfers/transfers.ts';
import { deleteItems, type DeleteCaller, type Deleted, type Deleting } from './delete-items.ts';
import { downloadItems, type Downloading } from './download-items.ts';
import { parsePath } from '../places/parse-path.ts';
import { demandPlace } from '../places/paths.ts';
import type { ItemMethods } from './item-methods.ts';
import { toListedItem, toListedLibrary, type EntrySink } from './list-items.ts';
import { createFolderMaker, type FolderMaker } from './make-folders.ts';
import { sendFiles, type MoveCaller, type SendDeps } from './send-files.ts';
import { placeItems } from './place-items.ts';
import { createTargets, type Targets } from './targets.ts';

type ListInput = z.output<(typeof commandMethods)['files.list']['input']>;
type Listed = z.input<(typeof commandMethods)['files.list']['output']>;

export interface ListCaller {
  send: (items: ListedItem[]) => Promise<void>;
  signal: AbortSignal;
}

/**
 * For callers that name items by path, link or ids. Rejects with AppError before changing anything if
 * possible, and otherwise reports what was done per item.
 */
export interface Methods {
  list(input: ListInput, caller: ListCaller): Promise<Listed>;
  create(input: Sending, caller: MoveCaller): Promise<MoveCounts>;
  update(input: Sending, caller: MoveCaller): Promise<MoveCounts>;
  save(input: Sending, caller: MoveCaller): Promise<MoveCounts>;
  download(input: Downloading, caller: MoveCaller): Promise<MoveCounts>;
  delete(input: Deleting, caller: DeleteCaller): Promise<Deleted>;
}

export interface PathMoves {
  move(input: Placing, caller: MoveCaller): Promise<MoveCounts>;
  copy(input: Placing, caller: MoveCaller): Promise<MoveCounts>;
}

export interface MethodsDeps {
  index: Index;
  accounts: AccountDrives;
  listings: Listings;
  items: Pick<ItemEdits, 'createFolder'>;
  itemMethods: ItemMethods;
  moves: Moves;
  libraries: Pick<Libraries, 'refresh'>;
  outcomes: Pick<ChangeOutcomes, 'whenEnded'>;
  documents: Documents;
  transfers: Transfers;
  justMade: JustMade;
  clock: Clock;
}

export function createMethods(deps: MethodsDeps): {
  methods: Methods;
  pathMoves: PathMoves;
  targets: Targets;
  folders: FolderMaker;
} {
  const { accounts } = deps;
  const targets = createTargets(deps);
  const folders = createFolderMaker(targets, deps.items);
  const sendDeps: SendDeps = {
    ...deps,
    targets,
    folders,
    async findEntry(accountId, folder, name, signal) {
      if (folder === null) return null;
      const found = await createItems(accounts.drive(accountId), { signal }).find(folder, name);
      return found?.entry ?? null;
    },
  };
  const methods: Methods = {
    list: (input, caller) => listItems(deps, targets, input, caller),
    create: (input, caller) => sendFiles(sendDeps, 'create', input, caller),
    update: (input, caller) => sendFiles(sendDeps, 'update', input, caller),
    save: (input, caller) => sendFiles(sendDeps, 'save', input, caller),
    download: (input, caller) => downloadItems({ ...deps, targets }, input, caller),
    delete: (input, caller) => deleteItems({ ...deps, targets }, input, caller),
  };
  const placeDeps = { ...sendDeps, moves: deps.moves };
  const pathMoves: PathMoves = {
    move: (input, caller) => placeItems(placeDeps, 'move', input, caller),
    copy: (input, caller) => placeItems(placeDeps, 'copy', input, caller),
  };
  return { methods, pathMoves, targets, folders };
}

/** Ends a walk early. */
class Enough extends Error {}

async function listItems(
  deps: Pick<MethodsDeps, 'accounts' | 'itemMethods' | 'listings' | 'libraries'>,
  targets: Targets,
  input: ListInput,
  { send, signal }: ListCaller,
): Promise<Listed> {
  const { accountId, target, recursive, limit } = input;
  const listed = { path: '', files: 0, folders: 0, sizeBytes: 0 };
  const say = async (items: readonly ListedItem[]): Promise<void> => {
    const room = limit === null ? items.length : limit - listed.files - listed.folders;
    const wanted = items.slice(0, room);
    for (const { kind, sizeBytes } of wanted) {
      if (kind === 'folder') listed.folders += 1;
      else listed.files += 1;
      listed.sizeBytes += sizeBytes ?? 0;
    }
    await send(wanted);
    if (room < items.length) throw new Enough();
  };
  const onEntries: EntrySink = (entries) => say(entries.map(({ entry, path }) => toListedItem(entry, path)));
  const drive = deps.accounts.drive(accountId);
  const shared = () => deps.listings.shared(drive);
  const walk = (ref: ItemRef, path: string): Promise<void> =>
    deps.itemMethods.list(
      drive,
      { ref, path },
      { recursive, signal, onFailure: () => undefined, shared },
      onEntries,
    );
  try {
    if (isAllLibraries(target)) {
      listed.path = 'libraries';
      for (const library of await findLibraries(deps, accountId)) {
        await say([toListedLibrary(library)]);
        if (recursive) await walk(toLibraryRoot(library), `libraries/${library.name}`);
      }
      return listed;
    }
    const found = await targets.existing(accountId, target);
    listed.path = found.path;
    if (found.kind === 'place') await walk(found.ref, found.path);
    else if (found.entry.kind !== 'folder') await say([toListedItem(found.entry, found.path)]);
    else await walk({ driveId: found.entry.driveId, itemId: found.entry.itemId }, found.path);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return listed;
}

function isAllLibraries(target: ListInput['target']): boolean {
  if (typeof target !== 'string' || !/^\s*libraries[/\\\s]*$/i.test(target)) return false;
  const { place, segments } = parsePath(target);
  return place === 'libraries' && segments.length === 0;
}

async function findLibraries(
  { accounts, libraries }: Pick<MethodsDeps, 'accounts' | 'libraries'>,
  accountId: string,
): Promise<Library[]> {
  demandPlace(accounts.drive(accountId), 'libraries');
  await libraries.refresh(accountId);
  return accounts.drive(accountId).account.libraries.filter(({ isListed }) => isListed);
}
