import { open } from 'node:fs/promises';
import type { TextPair } from '../../contract/edits.ts';
import { toDiskError } from '../documents/disk-error.ts';
import type { Documents } from '../documents/documents.ts';
import { maxTextBytes } from '../previews/preview-plan.ts';
import type { Previews } from '../previews/previews.ts';
import { toText } from '../previews/text-head.ts';

/** null for files that are not text. @throws AppError notFound, localFileMissing */
export async function compareTexts(
  { documents, previews }: { documents: Documents; previews: Previews },
  documentId: string,
): Promise<TextPair | null> {
  const { record, path } = await documents.get(documentId);
  const theirs = await previews.text(record.accountId, record.item);
  if (theirs === null) return null;
  const mine = await readHead(path).catch((cause: unknown) => {
    throw toDiskError(cause, record.name);
  });
  if (mine.text === null) return null;
  return { mine: mine.text, theirs: theirs.text, truncated: mine.truncated || theirs.truncated };
}

async function readHead(path: string): Promise<{ text: string | null; truncated: boolean }> {
  await using file = await open(path);
  const { size } = await file.stat();
  const bytes = new Uint8Array(Math.min(size, maxTextBytes));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
  const truncated = size > maxTextBytes;
  return { text: toText(bytes.subarray(0, bytesRead), truncated), truncated };
}
