import { join } from 'node:path';
import { z } from 'zod';
import { LastPlaces, type LastPlace } from '../../contract/start.ts';
import { RecentFolder } from '../../contract/window-start.ts';
import { toItemKey } from '../graph/addressing.ts';
import { writeFileAtomically } from '../lib/atomic-file.ts';
import type { Log } from '../ports.ts';
import { readProfileFile, removeWithAsides } from '../profile/profile-file.ts';

export interface PlaceMemory {
  get(): LastPlaces;
  note(accountId: string, place: LastPlace): void;
  noteSplit(noted: Pick<LastPlaces, 'split' | 'startPart'>): void;
  /** Recently opened folders, latest first. */
  recent(): RecentFolder[];
  noteFolder(folder: RecentFolder): void;
  removeAccount(accountId: string): Promise<void>;
  forget(): Promise<void>;
  file: string;
}

const Memory = LastPlaces.extend({ recent: z.array(RecentFolder).default([]) });
type Memory = z.infer<typeof Memory>;

const nowhere: Memory = { accountId: null, places: {}, split: null, startPart: null, recent: [] };
const maxRecent = 10;

/** It only saves a few clicks, so failures to read or write it are not shown. */
export async function createPlaceMemory(
  folder: string,
  log: Log,
  recentChanged: (recent: RecentFolder[]) => void = () => {},
): Promise<PlaceMemory> {
  const file = join(folder, 'places.json');
  let current = await read(file);
  let written = current;
  let writing: Promise<void> | null = null;

  /** Quick successive changes are combined. */
  async function write(): Promise<void> {
    while (written !== current) {
      const next = current;
      await writeFileAtomically(file, `${JSON.stringify(next)}\n`).catch((cause: unknown) =>
        log.warn('the last place was not written down', { cause: String(cause) }),
      );
      written = next;
    }
    writing = null;
  }
  const save = (next: Memory): Promise<void> => {
    const isOther = next.recent !== current.recent;
    current = next;
    if (isOther) recentChanged(next.recent);
    return (writing ??= write());
  };

  return {
    file,
    get() {
      const { recent: _, ...places } = current;
      return places;
    },
    note(accountId, place) {
      void save({ ...current, accountId, places: { ...current.places, [accountId]: place } });
    },
    noteSplit(noted) {
      void save({ ...current, ...noted });
    },
    recent: () => current.recent,
    noteFolder(opened) {
      const others = current.recent.filter((each) => toKey(each) !== toKey(opened));
      void save({ ...current, recent: [opened, ...others].slice(0, maxRecent) });
    },
    async removeAccount(accountId) {
      const { [accountId]: removed, ...places } = current.places;
      const { split } = current;
      const isInSplit = [split?.start, split?.end].some((pane) => pane?.accountId === accountId);
      const recent = current.recent.filter((each) => each.accountId !== accountId);
      if (removed === undefined && !isInSplit && recent.length === current.recent.length) return;
      await save({
        accountId: current.accountId === accountId ? null : current.accountId,
        places,
        split: isInSplit ? null : split,
        startPart: current.startPart,
        recent,
      });
    },
    async forget() {
      if (current.recent.length > 0) recentChanged([]);
      current = nowhere;
      written = nowhere;
      await writing;
      await removeWithAsides(file);
    },
  };
}

const toKey = ({ accountId, place, folder }: RecentFolder): string =>
  `${accountId} ${place} ${toItemKey(folder)}`;

async function read(file: string): Promise<Memory> {
  try {
    return Memory.parse(JSON.parse((await readProfileFile(file)) ?? '', withLayout));
  } catch {
    return nowhere;
  }
}

/** Earlier versions wrote the layout as "look". */
function withLayout(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('look' in value)) return value;
  const { ['look']: layout, ...rest } = value;
  return { layout, ...rest };
}
