import { randomUUID } from 'node:crypto';
import { toFailure } from '../../contract/errors.ts';
import type { MoveCounts, MovedItem, Placing } from '../../contract/methods.ts';
import type { CarryVerb } from '../../contract/changes.ts';
import { findNameFault } from '../../contract/item-names.ts';
import { AppError } from '../errors.ts';
import { toDriveKey } from '../graph/addressing.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import type { Moves, PickedEntries } from '../items/moves.ts';
import { addTo, noCounts, runBatch } from './run-batch.ts';
import {
  sayMade,
  settleDestination,
  type Destination,
  type MoveCaller,
  type SendDeps,
} from './send-files.ts';
import { checkTargetName } from './targets.ts';

export interface PlaceDeps extends SendDeps {
  moves: Moves;
}

interface Source {
  name: string;
  kind: 'file' | 'folder';
  entry: DriveEntry;
  path: string;
}

/**
 * By the service if possible, otherwise through this computer. All items are found before the first one is
 * moved.
 */
export async function placeItems(
  deps: PlaceDeps,
  verb: CarryVerb,
  placing: Placing,
  caller: MoveCaller,
): Promise<MoveCounts> {
  const { accountId } = placing;
  const into = placing.toAccountId ?? accountId;
  const found = await findSources(deps, placing);
  const named = found.length === 1 ? found[0]?.entry.own : undefined;
  const { sources, destination } = await settleDestination(
    deps,
    { ...placing, accountId: into, [verb === 'move' ? 'moved' : 'copied']: named },
    found,
    ({ name, kind, entry }, { ref, path }) => {
      // An item keeps a name that no new one may have.
      const isKept =
        name === entry.name && (ref === null || toDriveKey(ref.driveId) === toDriveKey(entry.own.driveId));
      if (isKept && findNameFault(name, kind) !== null) return;
      checkTargetName(name, kind, path);
    },
  );
  const folders = await sayMade(destination, caller);
  const counts = await placeInto(deps, verb, { placing, into, sources, destination }, caller);
  return { ...counts, folders: counts.folders + folders };
}

async function placeInto(
  deps: PlaceDeps,
  verb: CarryVerb,
  considered: Considered,
  caller: MoveCaller,
): Promise<MoveCounts> {
  const { placing, into, sources, destination } = considered;
  const { conflict, dryRun } = placing;
  const { picked, counts } = await withoutSame(deps, considered, caller);
  if (picked.selected.entries.length === 0) return counts;
  const name = sources.length === 1 ? sources[0]?.name : undefined;
  const folder = destination.ref;
  const plan =
    folder === null ? null : await deps.moves.planCarry(verb, picked, { accountId: into, folder, path: '' });
  if (plan !== null) await caller.send({ type: 'through', sizeBytes: plan.sizeBytes });
  if (dryRun || folder === null) {
    const planned = await planPlacing(deps, { ...considered, verb }, caller);
    // OneDrive moves and copies within a drive itself; only what passes through this computer counts.
    return { ...planned, bytes: plan?.sizeBytes ?? 0 };
  }
  const to = { accountId: into, folder, path: destination.path, ...(name === undefined ? {} : { name }) };
  const begin = plan === null ? deps.moves[verb] : deps.moves.carry.bind(null, verb);
  const { batchId, count } = await begin(picked, to);
  if (count === 0) return counts;
  const onConflict = conflict === 'rename' ? 'keepBoth' : conflict === 'replace' ? 'replace' : null;
  const run = { batchId, onConflict, refusesIdentical: conflict === 'fail', ...caller } as const;
  const done = await runBatch(deps, run);
  return { ...done, identical: done.identical + counts.identical };
}

async function findSources(
  { targets }: PlaceDeps,
  { accountId, targets: named }: Placing,
): Promise<Source[]> {
  const sources: Source[] = [];
  for (const target of named) {
    const found = await targets.existing(accountId, target);
    if (found.kind === 'place') throw new AppError('placeRefused', { subject: found.path });
    const { entry, path } = found;
    sources.push({ name: entry.name, kind: entry.kind === 'folder' ? 'folder' : 'file', entry, path });
  }
  return sources;
}

interface Considered {
  placing: Placing;
  into: string;
  sources: readonly Source[];
  destination: Destination;
}

/** A move leaves the original. */
async function withoutSame(
  deps: PlaceDeps,
  { placing: { accountId, conflict }, into, sources, destination: { ref, path: to } }: Considered,
  { send, signal }: MoveCaller,
): Promise<{ picked: PickedEntries; counts: MoveCounts }> {
  let counts = noCounts;
  const left: Source[] = [];
  for (const source of sources) {
    const there = conflict === 'skipSame' ? await deps.findEntry(into, ref, source.name, signal) : null;
    const hash = source.entry.quickXorHash;
    const isRenamed = there?.itemId === source.entry.itemId && there.name !== source.name;
    if (there === null || hash === null || there.quickXorHash !== hash || isRenamed) {
      left.push(source);
      continue;
    }
    const item = toItem(source, to, 'identical');
    counts = addTo(counts, item);
    await send({ type: 'item', item });
  }
  const paths = new Map(left.map(({ entry, path }) => [entry, path.slice(0, path.lastIndexOf('/'))]));
  const itemIds = left.map(({ entry }) => entry.itemId);
  // There is no view: the selection lists the items.
  const selection = { viewId: randomUUID(), mode: 'only' as const, itemIds: itemIds.slice(0, 5000) };
  const entries = left.map(({ entry }) => entry);
  const selected = { selection, entries, pathOf: (entry: DriveEntry) => paths.get(entry) ?? '' };
  return { picked: { accountId, selected }, counts };
}

interface Planned extends Considered {
  verb: CarryVerb;
}

async function planPlacing(
  deps: PlaceDeps,
  { verb, placing: { conflict }, into, sources, destination: { ref, path } }: Planned,
  { send, signal }: MoveCaller,
): Promise<MoveCounts> {
  let counts = noCounts;
  const done = verb === 'move' ? 'moved' : 'copied';
  for (const source of sources) {
    const there = await deps.findEntry(into, ref, source.name, signal);
    const isItself = there?.itemId === source.entry.itemId;
    const item = toItem(source, path, done);
    const planned: MovedItem =
      there === null || isItself || conflict === 'rename'
        ? item
        : conflict === 'replace' && there.kind === 'file' && source.kind === 'file'
          ? { ...item, outcome: 'updated' }
          : { ...item, outcome: 'failed', failure: toFailure('nameExists', source.name) };
    counts = addTo(counts, planned);
    await send({ type: 'item', item: planned });
  }
  return counts;
}

const toItem = (
  { name, kind, entry, path: from }: Source,
  path: string,
  outcome: MovedItem['outcome'],
): MovedItem => ({
  name,
  path: `${path}/${name}`,
  from,
  kind,
  outcome,
  sizeBytes: entry.sizeBytes,
  localPath: null,
  item: null,
  failure: null,
});
