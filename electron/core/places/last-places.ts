import { join } from 'node:path';
import { LastPlaces, type LastPlace } from '../../contract/records.ts';
import { writeFileAtomically } from '../lib/atomic-file.ts';
import type { Log } from '../ports.ts';
import { readProfileFile, removeWithAsides } from '../profile/profile-file.ts';

/** The last place of each account, the last account and its two panes: the next start opens them. */
export interface PlaceMemory {
  get(): LastPlaces;
  note(accountId: string, place: LastPlace): void;
  noteSplit(noted: Pick<LastPlaces, 'split' | 'startPart'>): void;
  removeAccount(accountId: string): Promise<void>;
  /** Nothing is left of it. */
  forget(): Promise<void>;
  file: string;
}

const nowhere: LastPlaces = { accountId: null, places: {}, split: null, startPart: null };

/** `places.json`. It only saves a few clicks, so failures to read or write it are not shown. */
export async function createPlaceMemory(folder: string, log: Log): Promise<PlaceMemory> {
  const file = join(folder, 'places.json');
  let current = await read(file);
  let written = current;
  let writing: Promise<void> | null = null;

  /** Of quick successive changes only the last is written. */
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
  const save = (next: LastPlaces): Promise<void> => {
    current = next;
    return (writing ??= write());
  };

  return {
    file,
    get: () => current,
    note(accountId, place) {
      void save({ ...current, accountId, places: { ...current.places, [accountId]: place } });
    },
    noteSplit(noted) {
      void save({ ...current, ...noted });
    },
    async removeAccount(accountId) {
      const { [accountId]: removed, ...places } = current.places;
      const { split } = current;
      const isInSplit = [split?.start, split?.end].some((pane) => pane?.accountId === accountId);
      if (removed === undefined && !isInSplit) return;
      await save({
        ...current,
        accountId: current.accountId === accountId ? null : current.accountId,
        places,
        split: isInSplit ? null : split,
      });
    },
    async forget() {
      current = nowhere;
      written = nowhere;
      await writing;
      await removeWithAsides(file);
    },
  };
}

async function read(file: string): Promise<LastPlaces> {
  try {
    return LastPlaces.parse(JSON.parse((await readProfileFile(file)) ?? ''));
  } catch {
    return nowhere;
  }
}
