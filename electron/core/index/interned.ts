import type { DatabaseSync } from 'node:sqlite';
import { toDriveKey } from '../graph/addressing.ts';
import type { RowNames } from './index-rows.ts';

export interface Interned extends RowNames {
  drive(driveId: string): number;
  findDrive(driveId: string): number | null;
  driveKeys(): string[];
  wordId(text: string | null): number | null;
  reload(): void;
}

export function createInterned(database: DatabaseSync): Interned {
  const addDrive = database.prepare('INSERT INTO drives (key, spelling) VALUES (?, ?)');
  const addWord = database.prepare('INSERT INTO words (text) VALUES (?)');
  const driveIds = new Map<string, number>();
  const spellings = new Map<number, string>();
  const wordIds = new Map<string, number>();
  const words = new Map<number, string>();

  const reload = () => {
    for (const map of [driveIds, spellings, wordIds, words]) map.clear();
    for (const row of database.prepare('SELECT * FROM drives').iterate()) {
      driveIds.set(String(row['key']), Number(row['id']));
      spellings.set(Number(row['id']), String(row['spelling']));
    }
    for (const row of database.prepare('SELECT * FROM words').iterate()) {
      wordIds.set(String(row['text']), Number(row['id']));
      words.set(Number(row['id']), String(row['text']));
    }
  };
  reload();

  return {
    reload,
    spelling: (drive) => spellings.get(drive) ?? '',
    word: (id) => (id === null ? null : (words.get(id) ?? null)),
    findDrive: (driveId) => driveIds.get(toDriveKey(driveId)) ?? null,
    driveKeys: () => [...driveIds.keys()],
    drive(driveId) {
      const key = toDriveKey(driveId);
      const known = driveIds.get(key);
      if (known !== undefined) return known;
      const id = Number(addDrive.run(key, driveId).lastInsertRowid);
      driveIds.set(key, id);
      spellings.set(id, driveId);
      return id;
    },
    wordId(text) {
      if (text === null) return null;
      const known = wordIds.get(text);
      if (known !== undefined) return known;
      const id = Number(addWord.run(text.toWellFormed()).lastInsertRowid);
      wordIds.set(text, id);
      words.set(id, text);
      return id;
    },
  };
}

/** 52 bits: FNV over two halves. Ids tell items with the same number apart. */
export function toItemNumber(drive: number, itemId: string): number {
  let low = 0x81_1c_9d_c5 ^ drive;
  let high = 0x12_34_56_78 ^ drive;
  for (let at = 0; at < itemId.length; at += 1) {
    const unit = itemId.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01_00_01_93);
    high = Math.imul(high ^ (unit + at), 0x01_00_01_93);
  }
  return (high >>> 12) * 0x1_00_00_00_00 + (low >>> 0);
}
