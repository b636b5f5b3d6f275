import { basename } from 'node:path';
import type { MoveCounts, MovePart, Sending } from '../../contract/methods.ts';
import { AppError } from '../errors.ts';
import type { ItemRef } from '../../contract/records.ts';
import { toWebLink } from '../../contract/web-link.ts';
import { sameItem } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { toNameKey } from '../graph/item-names.ts';
import { sharedList } from '../index/index-calls.ts';
import { decodeSegment, parsePath } from '../places/parse-path.ts';
import { inspectSource, type OfferedSource } from '../lib/inspect-source.ts';
import { toVersion } from '../transfers/run/remote-file.ts';
import type { FileUpdate } from '../transfers/start-transfers.ts';
import type { ItemMethods } from './item-methods.ts';
import { isSameAsLocal } from './hash-local-file.ts';
import type { FolderMaker, MadeFolder } from './make-folders.ts';
import { planSending, toSentItem, type PlanDeps } from './plan-sending.ts';
import { addTo, noCounts, runBatch, type BatchRunDeps, type ConflictAnswer } from './run-batch.ts';
import { checkSentName } from './sent-name.ts';
import { demandOneOfEach, isMissingPath, toFolderRef, type Targets } from './targets.ts';

export type SendingMethod = 'create' | 'update' | 'save';

export interface SendDeps extends BatchRunDeps, PlanDeps {
  targets: Targets;
  folders: FolderMaker;
  itemMethods: Pick<ItemMethods, 'create' | 'update' | 'save'>;
}

export interface MoveCaller {
  send: (part: MovePart) => Promise<void>;
  signal: AbortSignal;
}

export type Destination = Pick<MadeFolder, 'ref' | 'path'>;

export type ReadySource = Exclude<OfferedSource, { kind: 'refused' }>;

export async function sendFiles(
  deps: SendDeps,
  method: SendingMethod,
  sending: Sending,
  caller: MoveCaller,
): Promise<MoveCounts> {
  const sources = await inspectAll(sending);
  const { sources: named, destination } = await settleDestination(deps, sending, sources, (source, to) =>
    checkSentName(deps, method, sending, source, to, caller.signal),
  );
  const folders = await sayMade(destination, caller);
  const send = async (): Promise<MoveCounts> => {
    if (sending.dryRun) return planSending(deps, sending, method, named, destination, caller);
    if (method === 'update') return updateFiles(deps, sending, named, destination, caller);
    return sendNew(deps, method, sending, named, destination, caller);
  };
  const counts = await send();
  return { ...counts, folders: counts.folders + folders };
}

interface Settling extends Pick<Sending, 'accountId' | 'to' | 'makeFolders' | 'dryRun'> {
  /** The only source of a move: a path that spells its name differently renames it. */
  moved?: ItemRef | undefined;
  /** The only source of a copy: it can't replace itself. */
  copied?: ItemRef | undefined;
}

/** The names are checked before a folder is created for them. */
export async function settleDestination<S extends Named>(
  deps: Pick<SendDeps, 'targets' | 'folders'>,
  sending: Settling & Pick<Sending, 'conflict'>,
  sources: readonly S[],
  checkName: (source: S, destination: Destination) => Promise<void> | void,
): Promise<Decided<S>> {
  const planned = await decideDestination(deps, { ...sending, dryRun: true }, sources);
  for (const source of planned.sources) await checkName(source, planned.destination);
  demandOneOfEach(
    planned.sources.map(({ name }) => name),
    sending.conflict,
  );
  const isSettled = sending.dryRun || planned.destination.ref !== null;
  return isSettled ? planned : decideDestination(deps, sending, sources);
}

/** Returns their number. */
export async function sayMade({ made }: MadeFolder, { send }: MoveCaller): Promise<number> {
  for (const path of made) {
    const item = toSentItem(path.slice(path.lastIndexOf('/') + 1), 'folder', path);
    await send({ type: 'item', item: { ...item, outcome: 'folderCreated' } });
  }
  return made.length;
}

function sendNew(
  deps: SendDeps,
  method: SendingMethod,
  sending: Sending,
  named: readonly ReadySource[],
  destination: Destination,
  caller: MoveCaller,
): Promise<MoveCounts> {
  // Only a dry run has a missing target.
  const to = { folder: destination.ref!, path: destination.path };
  const { begin, onConflict, refusesIdentical } = toConflictRule(method, sending);
  const { batchId } = deps.itemMethods[begin](sending.accountId, to, named);
  return runBatch(deps, { batchId, onConflict, refusesIdentical, ...caller });
}

interface ConflictRule {
  begin: 'create' | 'save';
  onConflict: ConflictAnswer;
  refusesIdentical: boolean;
}

function toConflictRule(method: SendingMethod, { conflict }: Pick<Sending, 'conflict'>): ConflictRule {
  switch (conflict) {
    case 'replace':
      return { begin: 'save', onConflict: method === 'save' ? null : 'replace', refusesIdentical: false };
    case 'rename':
      return { begin: 'create', onConflict: 'keepBoth', refusesIdentical: false };
    case 'skipSame':
      return { begin: 'create', onConflict: null, refusesIdentical: false };
    case 'fail':
      return { begin: 'create', onConflict: null, refusesIdentical: true };
  }
}

async function inspectAll({ sources, recursive }: Sending): Promise<ReadySource[]> {
  const ready: ReadySource[] = [];
  for (const { path, name } of sources) {
    const source = await inspectSource(path);
    if (source.kind === 'refused') throw new AppError(source.failure.code, { subject: basename(path) });
    if (source.kind === 'folder' && !recursive) throw new AppError('isAFolder', { subject: source.name });
    ready.push(name === null ? source : { ...source, name });
  }
  return ready;
}

interface Decided<S> {
  sources: readonly S[];
  destination: MadeFolder;
}

interface Named {
  name: string;
  kind: 'file' | 'folder';
}

/** A single source may get a new name: then `sources` has it. */
async function decideDestination<S extends Named>(
  { targets, folders }: Pick<SendDeps, 'targets' | 'folders'>,
  { accountId, to, makeFolders, dryRun, moved, copied, conflict }: Settling & Pick<Sending, 'conflict'>,
  sources: readonly S[],
): Promise<Decided<S>> {
  const [only] = sources;
  const isFolderPath = typeof to === 'string' && /[/\\]\s*$/.test(to);
  const intoFolder = async (path: string): Promise<Decided<S>> => ({
    sources,
    destination: await folders.ensure(accountId, path, dryRun),
  });
  const found = await targets.find(accountId, to).catch((error: unknown) => {
    if (makeFolders && isMissingPath(error)) return null;
    throw error;
  });
  if (found === null || found.kind === 'missing') {
    // Ids are found, or the call fails.
    const text = typeof to === 'string' ? to : '';
    if (makeFolders && (isFolderPath || sources.length > 1)) return intoFolder(text);
    if (found !== null && (isFolderPath || sources.length > 1)) return missing(found.name, found.folderPath);
    if (found !== null && only !== undefined)
      return under(only, found.name, { ref: found.folder, path: found.folderPath, made: [] });
    const { place, segments } = parsePath(text);
    const parent = await folders.ensure(accountId, [place, ...segments.slice(0, -1)].join('/'), dryRun);
    return under(only!, segments.at(-1) ?? '', parent);
  }
  // Nothing can be put into the list of shared items itself.
  if (found.kind === 'place' && found.ref === sharedList)
    throw new AppError('pathMalformed', { subject: found.path });
  if (found.kind === 'place') return { sources, destination: { ref: found.ref, path: found.path, made: [] } };
  const { entry, path } = found;
  const respelled = typeof to === 'string' && !isFolderPath ? toRespelled(entry.name, to) : null;
  if (respelled !== null && moved !== undefined && sameItem(entry.own, moved) && entry.parent !== null)
    return under(only!, respelled, toParent(entry, path));
  if (entry.kind === 'file' && !isFolderPath && sources.length === 1 && only?.kind === 'file') {
    if (copied !== undefined && sameItem(entry.own, copied) && !mayMeetItself.includes(conflict))
      throw new AppError('copyOfItself', { subject: entry.name });
    return under(only, entry.name, toParent(entry, path));
  }
  return { sources, destination: { ref: toFolderRef(entry), path, made: [] } };
}

/** The copy gets another name, or isn’t needed. */
const mayMeetItself: readonly Sending['conflict'][] = ['rename', 'skipSame'];

const under = <S extends Named>(source: S, name: string, destination: MadeFolder): Decided<S> => ({
  sources: [{ ...source, name: name.normalize('NFC') }],
  destination,
});

/** The last name of the path if it differs from the name it found only in case or composition; null: it doesn't. */
function toRespelled(name: string, path: string): string | null {
  if (toWebLink(path) !== null) return null;
  const typed = parsePath(path).segments.at(-1) ?? '';
  const spelled = [typed, decodeSegment(typed) ?? typed].find((text) => toNameKey(text) === toNameKey(name));
  return spelled === undefined || spelled.normalize('NFC') === name.normalize('NFC') ? null : spelled;
}

/** @throws AppError notFound for a file that was shared without its folder */
function toParent(entry: DriveEntry, path: string): MadeFolder {
  if (entry.parent === null) throw new AppError('notFound', { subject: entry.name });
  return { ref: entry.parent, path: path.slice(0, path.lastIndexOf('/')), made: [] };
}

function missing(name: string, nearest: string): never {
  throw new AppError('pathNotFound', { subject: name, facts: { missing: name, nearest } });
}

/**
 * Every file must already exist; otherwise nothing is sent. Identical content isn't sent either: it would
 * only add a version.
 */
async function updateFiles(
  deps: SendDeps,
  sending: Sending,
  sources: readonly ReadySource[],
  destination: Destination,
  caller: MoveCaller,
): Promise<MoveCounts> {
  const { ref, path } = destination;
  const found: { source: ReadySource & { kind: 'file' }; entry: DriveEntry }[] = [];
  for (const source of sources) {
    const entry = await deps.findEntry(sending.accountId, ref, source.name, caller.signal);
    if (entry === null) missing(source.name, path);
    if (source.kind !== 'file' || entry.kind !== 'file')
      throw new AppError('isAFolder', { subject: source.name });
    found.push({ source: { ...source, name: entry.name }, entry });
  }
  if (sending.conflict !== 'replace')
    return sendNew(
      deps,
      'update',
      sending,
      found.map(({ source }) => source),
      destination,
      caller,
    );
  let same = noCounts;
  const updates: FileUpdate[] = [];
  for (const { source, entry } of found) {
    const item = { driveId: entry.driveId, itemId: entry.itemId };
    if (!(await isSameAsLocal(entry, source))) {
      updates.push({ source, folder: ref, path, target: { item, version: toVersion(entry) } });
      continue;
    }
    const { sizeBytes } = source;
    const identical = toSentItem(source.name, 'file', `${path}/${source.name}`);
    const said = { ...identical, outcome: 'identical' as const, sizeBytes, item };
    same = addTo(same, said);
    await caller.send({ type: 'item', item: said });
  }
  if (updates.length === 0) return same;
  const { batchId } = deps.itemMethods.update(sending.accountId, updates);
  const sent = await runBatch(deps, { batchId, onConflict: null, refusesIdentical: false, ...caller });
  return { ...sent, identical: sent.identical + same.identical };
}
