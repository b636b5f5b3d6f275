import { constants } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { flush, noteWriting, syncFolder, writeFileAtomically } from '../lib/atomic-file.ts';
import { createSerialQueue } from '../lib/serial-queue.ts';
import { readProfileFile } from '../profile/profile-file.ts';

/** Appending costs only the new bytes. Rejects with the file system's errors. */
export interface JsonLinesFile {
  /** On the disk when it resolves; concurrent calls are combined. */
  append(values: readonly unknown[]): Promise<void>;
  /** Replaces the content, evaluated when the write starts; without values the file is removed. */
  rewrite(toValues: () => readonly unknown[]): Promise<void>;
}

/** Rejects if the file can't be read. `isWhole`: every line was valid and complete. */
export async function readLines(path: string): Promise<{ values: unknown[]; isWhole: boolean }> {
  const text = (await readProfileFile(path)) ?? '';
  const lines = text.split('\n');
  const end = lines.pop();
  const values = lines.map(parse).filter((value) => value !== undefined);
  return { values, isWhole: end === '' && values.length === lines.length };
}

/** Those within the last `maxBytes`. Rejects if the file can't be read. */
export async function readLastLines(path: string, maxBytes: number): Promise<unknown[]> {
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (handle === null) return [];
  await using _closing = handle;
  const { size } = await handle.stat();
  const from = Math.max(0, size - maxBytes);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
  // What was cut off is no valid line.
  const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
  return lines.map(parse).filter((value) => value !== undefined);
}

export function createJsonLinesFile(path: string): JsonLinesFile {
  const queue = createSerialQueue();
  let gathered: unknown[] = [];
  let gathering: Promise<void> | null = null;

  const inTurn = (write: () => Promise<void>): Promise<void> => noteWriting(path, queue(write));

  async function appendGathered(): Promise<void> {
    const values = gathered;
    gathered = [];
    gathering = null;
    const handle = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600);
    const before = (await handle.stat()).size;
    try {
      await handle.writeFile(`${await toLineEnd(handle, before)}${toText(values)}`);
      await flush(handle, 'datasync');
    } catch (error) {
      // Half a line would corrupt the next one.
      await handle.truncate(before).catch(() => undefined);
      throw error;
    } finally {
      await handle.close();
    }
    if (before === 0) await syncFolder(dirname(path));
  }

  return {
    append(values) {
      gathered.push(...values);
      gathering ??= inTurn(appendGathered);
      return gathering;
    },
    rewrite: (toValues) =>
      inTurn(() => {
        const values = toValues();
        return values.length === 0 ? rm(path, { force: true }) : writeFileAtomically(path, toText(values));
      }),
  };
}

/** A crash may have cut off the last line, so a new one is started. */
async function toLineEnd(handle: FileHandle, size: number): Promise<string> {
  if (size === 0) return '';
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() === '\n' ? '' : '\n';
}

const toText = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
