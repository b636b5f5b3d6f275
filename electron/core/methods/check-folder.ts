import { lstat, opendir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Differing } from '../../contract/methods.ts';
import type { ItemRef } from '../../contract/records.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { toDiskError } from '../documents/disk-error.ts';
import { AppError } from '../errors.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { toNameKey } from '../graph/item-names.ts';
import { hashLocalFile } from './hash-local-file.ts';
import { walkFolder } from './list-items.ts';

export interface Checked {
  same: number;
  differing: number;
  onlyHere: number;
  onlyThere: number;
  unreadable: number;
}

interface Pair {
  local: string;
  ref: ItemRef;
  /** Relative to both folders; "" for the folders themselves. */
  path: string;
}

interface LocalEntry {
  name: string;
  kind: 'file' | 'folder' | 'other';
  sizeBytes: number;
}

interface CheckCaller {
  send: (part: Differing) => Promise<void>;
  signal: AbortSignal;
}

/** Names, then sizes, then hashes. */
export async function checkFolder(
  drive: AccountDrive,
  local: string,
  ref: ItemRef,
  caller: CheckCaller,
): Promise<Checked> {
  const checked: Checked = { same: 0, differing: 0, onlyHere: 0, onlyThere: 0, unreadable: 0 };
  const pending: Pair[] = [{ local, ref, path: '' }];
  const say = async (part: Differing): Promise<void> => {
    const counter = {
      onlyHere: 'onlyHere',
      onlyThere: 'onlyThere',
      differs: 'differing',
      unreadable: 'unreadable',
    };
    checked[counter[part.state] as keyof Checked] += 1;
    await caller.send(part);
  };
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    caller.signal.throwIfAborted();
    const here = await readLocal(pair.local).catch((cause: unknown) => {
      if (pair.path === '') throw cause;
      return null;
    });
    if (here === null) {
      await say({ path: pair.path, state: 'unreadable', by: null });
      continue;
    }
    const there = await readDrive(drive, pair.ref, caller.signal);
    for (const { mine, theirs } of toPairs(here, there)) {
      const path = join(pair.path, mine.name);
      const verdict = await compare(pair.local, mine, theirs);
      if (verdict === 'same') checked.same += 1;
      else if (verdict !== 'folders') await say({ path, ...verdict });
      else if (theirs !== undefined)
        pending.push({ local: join(pair.local, mine.name), ref: toRef(theirs), path });
    }
    for (const [key, { name }] of there)
      if (!here.has(key)) await say({ path: join(pair.path, name), state: 'onlyThere', by: null });
  }
  return checked;
}

const toRef = ({ driveId, itemId }: DriveEntry): ItemRef => ({ driveId, itemId });

interface NamedPair {
  mine: LocalEntry;
  theirs: DriveEntry | undefined;
}

/** Of local names that are one name in OneDrive ("a.txt", "A.TXT"), only one has a counterpart. */
function toPairs(here: Map<string, LocalEntry[]>, there: Map<string, DriveEntry>): NamedPair[] {
  return [...here].flatMap(([key, namesakes]) => {
    const theirs = there.get(key);
    const counterpart = namesakes.find(({ name }) => name === theirs?.name) ?? namesakes[0];
    return namesakes.map((mine) => ({ mine, theirs: mine === counterpart ? theirs : undefined }));
  });
}

/** By name as OneDrive compares them. */
async function readLocal(folder: string): Promise<Map<string, LocalEntry[]>> {
  const entries = new Map<string, LocalEntry[]>();
  try {
    for await (const found of await opendir(folder)) {
      const { name } = found;
      const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
      const sizeBytes = kind === 'file' ? await findSize(join(folder, name)) : 0;
      const key = toNameKey(name);
      const entry = { name, kind: sizeBytes === null ? 'other' : kind, sizeBytes: sizeBytes ?? 0 } as const;
      entries.set(key, [...(entries.get(key) ?? []), entry]);
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOTDIR')
      throw new AppError('localNotAFolder', { subject: basename(folder), cause });
    throw toDiskError(cause, basename(folder));
  }
  return entries;
}

/** null: its name isn't valid Unicode, so it isn't found under the decoded one, or it was just deleted. */
const findSize = (path: string): Promise<number | null> =>
  lstat(path).then(
    ({ size }) => size,
    () => null,
  );

async function readDrive(
  drive: AccountDrive,
  ref: ItemRef,
  signal: AbortSignal,
): Promise<Map<string, DriveEntry>> {
  const entries = new Map<string, DriveEntry>();
  await walkFolder(drive, { ref, path: '' }, { recursive: false, signal }, async (found) => {
    for (const { entry } of found) entries.set(toNameKey(entry.name), entry);
  });
  return entries;
}

type Verdict = 'same' | 'folders' | Omit<Differing, 'path'>;

async function compare(folder: string, mine: LocalEntry, theirs: DriveEntry | undefined): Promise<Verdict> {
  if (mine.kind === 'other') return { state: 'unreadable', by: null };
  if (theirs === undefined) return { state: 'onlyHere', by: null };
  if (mine.kind !== theirs.kind) return { state: 'differs', by: 'kind' };
  if (mine.kind === 'folder') return 'folders';
  if (mine.sizeBytes !== theirs.sizeBytes) return { state: 'differs', by: 'size' };
  if (theirs.quickXorHash === null) return 'same';
  try {
    const hash = await hashLocalFile(join(folder, mine.name));
    return hash === theirs.quickXorHash ? 'same' : { state: 'differs', by: 'hash' };
  } catch {
    return { state: 'unreadable', by: null };
  }
}
