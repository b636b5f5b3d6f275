import { join } from 'node:path';
import type { ItemRef } from '../../contract/records.ts';
import type { Log } from '../ports.ts';
import { asidesOf, keepAside, removeWithAsides, toProfileError } from '../profile/profile-file.ts';
import type { ProfileNotices } from '../profile/profile-notices.ts';
import { DocumentRecord } from './document-record.ts';
import { createDocumentIndex } from './document-index.ts';
import { createJsonLinesFile, readLines } from './json-lines-file.ts';

/** All local copies there are. Changes are on the disk when they resolve. */
export interface Registry {
  all(): IterableIterator<DocumentRecord>;
  get(documentId: string): DocumentRecord | undefined;
  /** The copies of one item. */
  of(accountId: string, item: ItemRef): DocumentRecord[];
  /** In place of the one with the same id, and of any that lay at the same path. */
  put(record: DocumentRecord): Promise<void>;
  /** The copy of that path, by names below the documents folder. */
  at(path: readonly string[]): DocumentRecord | undefined;
  remove(documentIds: readonly string[]): Promise<void>;
  /** The list, and what was kept aside of it. */
  files(): Promise<string[]>;
  /** Nothing is left of it. */
  forget(): Promise<void>;
}

/** More lines than that which say nothing any more, and as many as those that do, and the file is rewritten. */
const maxIdleLines = 1_000;

/**
 * `documents.jsonl`: a line for each copy that came, the last one of an id or a path counts. What can't be understood is
 * kept aside, and what can't be read now is read before the next change: the copies themselves stay where they are.
 */
export async function createRegistry(folder: string, notices: ProfileNotices, log: Log): Promise<Registry> {
  const path = join(folder, 'documents.jsonl');
  const index = createDocumentIndex();
  const file = createJsonLinesFile(path);
  let lines = 0;
  let reading: Promise<void> | null = null;
  let isUnread = false;

  async function load(): Promise<void> {
    const { values, isWhole } = await readLines(path);
    const parsed = values.map((value) => DocumentRecord.safeParse(value));
    for (const { data } of parsed) if (data !== undefined) index.put(data);
    lines = values.length;
    if (!isWhole || !parsed.every(({ success }) => success)) await setAside();
  }

  async function setAside(): Promise<void> {
    const keptAs = await keepAside(path);
    log.warn('the list of local copies was not understood and is kept aside', { keptAs });
    notices.add('copiesDamaged', keptAs);
    await rewrite();
  }

  /** A list that can't be read when something is to be written gets another name. */
  async function readLate(): Promise<void> {
    await load().catch(setAside);
    isUnread = false;
    notices.set('copiesUnreadable', false);
  }

  async function beforeChange(): Promise<void> {
    if (!isUnread) return;
    reading ??= readLate().finally(() => (reading = null));
    await reading;
  }

  async function rewrite(): Promise<void> {
    await file.rewrite(() => {
      const all = [...index.all()];
      lines = all.length;
      return all;
    });
  }

  await load().catch((cause: unknown) => {
    log.warn('the list of local copies can not be read now', { cause: String(cause) });
    isUnread = true;
    notices.set('copiesUnreadable', true);
  });
  return {
    all: () => index.all(),
    get: (documentId) => index.get(documentId),
    of: (accountId, item) => index.of(accountId, item),
    at: (path) => index.at(path),
    async put(record) {
      await beforeChange();
      const replaced = index.put(record);
      try {
        await file.append([record]);
        lines += 1;
      } catch (error) {
        // Memory says no more than the disk.
        if (index.get(record.documentId) === record) index.remove(record.documentId);
        replaced.forEach((one) => index.put(one));
        throw error;
      }
      const idle = lines - index.count();
      if (idle > maxIdleLines && idle > index.count()) await rewrite();
    },
    async remove(documentIds) {
      await beforeChange();
      const removed = documentIds.map((id) => index.remove(id)).filter((one) => one !== undefined);
      try {
        // Not one more line: the name of what was removed is to leave the disk, too.
        if (removed.length > 0) await rewrite();
      } catch (error) {
        removed.forEach((one) => index.put(one));
        throw toProfileError(error);
      }
    },
    files: async () => [path, ...(await asidesOf(path))],
    forget: async () => {
      isUnread = false;
      index.clear();
      await file.rewrite(() => []);
      await removeWithAsides(path);
    },
  };
}
