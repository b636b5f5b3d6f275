import { join } from 'node:path';
import type { ItemRef } from '../../contract/records.ts';
import type { Log } from '../ports.ts';
import { asidesOf, keepAside, removeWithAsides, toProfileError } from '../profile/profile-file.ts';
import type { ProfileNotices } from '../profile/profile-notices.ts';
import { DocumentRecord } from './document-record.ts';
import { createDocumentIndex, type DocumentOwner } from './document-index.ts';
import { createJsonLinesFile, readLines } from './json-lines-file.ts';

export interface Registry {
  all(): IterableIterator<DocumentRecord>;
  get(documentId: string): DocumentRecord | undefined;
  of(accountId: string, item: ItemRef): DocumentRecord[];
  put(record: DocumentRecord): Promise<void>;
  at(path: readonly string[]): DocumentRecord | undefined;
  folders(): string[][];
  in(folder: readonly string[]): string[];
  ownersIn(home: string): DocumentOwner[];
  remove(documentIds: readonly string[]): Promise<void>;
  files(): Promise<string[]>;
  forget(): Promise<void>;
}

/** The file is rewritten once it has more outdated lines than this and than current ones. */
const maxIdleLines = 1_000;

/**
 * The last line per id or path counts. Content that can't be parsed is set aside, and a file that can't be
 * read is read before the next change.
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

  /** A list that can't be read when something has to be written is renamed. */
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
    folders: () => index.folders(),
    in: (folder) => index.in(folder),
    ownersIn: (home) => index.ownersIn(home),
    async put(record) {
      await beforeChange();
      const replaced = index.put(record);
      try {
        await file.append([record]);
        lines += 1;
      } catch (error) {
        // Memory must not be ahead of the disk.
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
        // Rewritten rather than appended: the names of removed files must leave the disk, too.
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
