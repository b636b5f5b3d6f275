import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ItemRef } from '../../contract/records.ts';
import type { Log } from '../ports.ts';
import { writeFileAtomically } from '../settings/atomic-file.ts';

const Version = z.object({
  eTag: z.string().nullable(),
  cTag: z.string().nullable(),
  quickXorHash: z.string().nullable(),
  sizeBytes: z.number().nullable(),
});

/** A local copy: where it came from, which version it is, and how it looked here when it arrived. */
export const DocumentRecord = z.object({
  documentId: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  item: ItemRef,
  /** The folder it came from; null where the service does not say. */
  parent: ItemRef.nullable(),
  /** Its name in the drive; on the disk it may have another. */
  name: z.string(),
  /** "myfiles/Finance" */
  from: z.string(),
  /** Below the documents folder, names on the disk. */
  path: z.array(z.string().regex(/^(?!\.{1,2}$)[^/\\]+$/)).min(1),
  version: Version,
  local: z.object({ sizeBytes: z.number(), modifiedMs: z.number(), quickXorHash: z.string() }),
  downloadedAt: z.string(),
  verified: z.boolean().nullable(),
});
export type DocumentRecord = z.infer<typeof DocumentRecord>;

/** All local copies there are. Changes are on the disk when they resolve. */
export interface Registry {
  all(): readonly DocumentRecord[];
  get(documentId: string): DocumentRecord | undefined;
  /** In place of the one with the same id, and of any that lay at the same path. */
  put(record: DocumentRecord): Promise<void>;
  remove(documentIds: readonly string[]): Promise<void>;
  readonly files: readonly string[];
}

/** `documents.json`. What can't be understood is kept aside: the copies themselves stay where they are. */
export async function createRegistry(folder: string, log: Log): Promise<Registry> {
  const path = join(folder, 'documents.json');
  const brokenPath = join(folder, 'documents.broken.json');
  let records = await readRecords(path, brokenPath, log);
  let last: Promise<unknown> = Promise.resolve();

  /** Memory follows the disk, one write after the other. */
  function change(to: (records: readonly DocumentRecord[]) => DocumentRecord[]): Promise<void> {
    const result = last.then(async () => {
      const next = to(records);
      if (next.length === 0) await rm(path, { force: true });
      else await writeFileAtomically(path, JSON.stringify(next, null, 1));
      records = next;
    });
    last = result.catch(() => undefined);
    return result;
  }

  return {
    all: () => records,
    get: (documentId) => records.find((record) => record.documentId === documentId),
    put: (record) =>
      change((current) => {
        const place = record.path.join('/');
        const others = current.filter(
          (one) => one.documentId !== record.documentId && one.path.join('/') !== place,
        );
        return [...others, record];
      }),
    remove: (documentIds) =>
      change((current) => current.filter(({ documentId }) => !documentIds.includes(documentId))),
    files: [path, brokenPath],
  };
}

async function readRecords(path: string, brokenPath: string, log: Log): Promise<DocumentRecord[]> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return [];
  const listed = parseList(text);
  const parsed = (listed ?? []).map((value) => DocumentRecord.safeParse(value));
  if (listed === null || parsed.some(({ success }) => !success)) {
    log.warn('the list of local copies was not understood and is kept aside', {
      keptAs: 'documents.broken.json',
    });
    await rename(path, brokenPath).catch(() => undefined);
  }
  return parsed.flatMap(({ data }) => (data === undefined ? [] : [data]));
}

function parseList(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
