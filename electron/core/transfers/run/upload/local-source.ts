import { constants, type Stats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { AppError } from '../../../errors.ts';
import { createQuickXorHash } from '../../../lib/quick-xor-hash.ts';
import type { LocalSource } from '../../model/transfer-record.ts';
import type { SessionState } from './session-requests.ts';

/** Checked again before the last byte leaves, so one state of the file arrives or nothing. */
export interface OpenSource {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly changedMs: number;
  readonly openedMs: number;
  readonly inode: number;
  /** How many leading bytes the hash covers. */
  readonly hashedBytes: number;
  /** `sent` gets the number of bytes taken. Throws localFileChanged, -Missing or -Unreadable. */
  stream(from: number, to: number, sent: (bytes: number) => void): AsyncGenerator<Uint8Array>;
  /** quickXorHash of the whole file. Throws if it has changed. */
  hash(): Promise<string>;
  /** quickXorHash of the first bytes. */
  hashUpTo(bytes: number): Promise<string>;
  assertUnchanged(): Promise<void>;
  close(): Promise<void>;
}

const blockBytes = 256 * 1024;
/**
 * Allocating blocks would cost more than the rest of an upload. One is sent or copied before the next is
 * requested; the others are spare.
 */
const blockCount = 4;
/** Does not follow a symbolic link put in its place. Windows has no such flag. */
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export async function openSource(path: string, name: string): Promise<OpenSource> {
  const openedMs = Date.now();
  const handle = await open(path, openFlags).catch((cause: unknown) => {
    throw toSourceError(cause, name);
  });
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new AppError('localNotAFile', { subject: name });
    return createOpenSource(handle, { stats, openedMs }, path, name);
  } catch (cause) {
    await handle.close();
    throw toSourceError(cause, name);
  }
}

function createOpenSource(
  handle: FileHandle,
  { stats: opened, openedMs }: { stats: Stats; openedMs: number },
  path: string,
  name: string,
): OpenSource {
  const sizeBytes = opened.size;
  const hasher = createQuickXorHash();
  let known: Pick<Stats, 'ino' | 'ctimeMs'> = opened;
  /** Everything before it is in the hash: resent bytes must not count twice. */
  let hashedBytes = 0;
  /** The last byte was read, and the file was unchanged up to then. */
  let isWholeSent = false;

  const blocks: Buffer[] = [];
  let turn = 0;

  function takeBlock(wantedBytes: number): Buffer {
    turn = (turn + 1) % blockCount;
    const block = (blocks[turn] ??= Buffer.allocUnsafeSlow(Math.min(blockBytes, sizeBytes)));
    return block.subarray(0, Math.min(block.length, wantedBytes));
  }

  async function readBlock(from: number, to: number): Promise<Uint8Array> {
    const block = takeBlock(to - from);
    let filled = 0;
    while (filled < block.length) {
      const { bytesRead } = await handle.read(block, filled, block.length - filled, from + filled);
      if (bytesRead === 0) throw new AppError('localFileChanged', { subject: name });
      filled += bytesRead;
    }
    if (from <= hashedBytes && hashedBytes < from + filled) {
      hasher.update(block.subarray(hashedBytes - from));
      hashedBytes = from + filled;
    }
    return block;
  }

  function readAhead(from: number, to: number): Promise<Uint8Array> {
    const reading = from < to ? readBlock(from, to) : Promise.resolve(Buffer.alloc(0));
    reading.catch(() => undefined);
    return reading;
  }

  async function hashUpTo(bytes: number): Promise<string> {
    try {
      if (bytes < hashedBytes) return await hashBeginning(handle, bytes);
      while (hashedBytes < bytes) await readBlock(hashedBytes, bytes);
      return hasher.digest();
    } catch (cause) {
      throw toSourceError(cause, name);
    }
  }

  /** Size and time may be restored after an edit, or metadata may change: then the content decides. */
  async function assertUnchanged(): Promise<void> {
    const now = await lstat(path).catch((cause: unknown) => {
      throw toSourceError(cause, name);
    });
    const changed = new AppError('localFileChanged', { subject: name });
    if (!now.isFile() || now.size !== opened.size || now.mtimeMs !== opened.mtimeMs) throw changed;
    // Files of the system, such as those in /proc, have content but no size.
    if (opened.size === 0 && (await handle.read(Buffer.alloc(1), 0, 1, 0)).bytesRead > 0) throw changed;
    if (now.ino === known.ino && now.ctimeMs === known.ctimeMs) return;
    const asRead = hasher.digest();
    const asItIs = await hashFile(path, hashedBytes).catch((cause: unknown) => {
      throw toSourceError(cause, name);
    });
    if (asItIs !== asRead) throw changed;
    known = now;
  }

  return {
    sizeBytes,
    modifiedMs: opened.mtimeMs,
    changedMs: opened.ctimeMs,
    openedMs,
    inode: opened.ino,
    get hashedBytes() {
      return hashedBytes;
    },
    assertUnchanged,
    hashUpTo,
    async *stream(from, to, sent) {
      let ahead = readAhead(from, to);
      try {
        for (let at = from; at < to;) {
          const block = await ahead;
          at += block.length;
          if (at === to) await assertUnchanged();
          if (at === to && hashedBytes === sizeBytes) isWholeSent = true;
          ahead = readAhead(at, to);
          yield block;
          sent(block.length);
        }
      } catch (cause) {
        throw toSourceError(cause, name);
      } finally {
        // The stream may restart at once: no pending read may write into a block.
        await ahead.catch(() => undefined);
      }
    },
    async hash() {
      if (hashedBytes === sizeBytes && isWholeSent) return hasher.digest();
      const whole = await hashUpTo(sizeBytes);
      await assertUnchanged();
      return whole;
    },
    close: () => handle.close(),
  };
}

/** By path: the current file may not be the one that was opened. */
async function hashFile(path: string, bytes: number): Promise<string> {
  await using handle = await open(path, openFlags);
  return await hashBeginning(handle, bytes);
}

async function hashBeginning(handle: FileHandle, bytes: number): Promise<string> {
  const hasher = createQuickXorHash();
  const block = Buffer.allocUnsafe(Math.min(blockBytes, Math.max(bytes, 1)));
  for (let at = 0; at < bytes;) {
    const { bytesRead } = await handle.read(block, 0, Math.min(block.length, bytes - at), at);
    if (bytesRead === 0) break;
    hasher.update(block.subarray(0, bytesRead));
    at += bytesRead;
  }
  return hasher.digest();
}

function toSourceError(cause: unknown, name: string): unknown {
  if (cause instanceof AppError || !(cause instanceof Error) || !('code' in cause)) return cause;
  switch (cause.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('localFileMissing', { subject: name, cause });
    case 'ELOOP':
    case 'ENXIO':
    case 'EISDIR':
      return new AppError('localNotAFile', { subject: name, cause });
    default:
      return new AppError('localFileUnreadable', { subject: name, cause });
  }
}

export const isSameSource = (known: LocalSource, now: OpenSource): boolean =>
  known.sizeBytes === now.sizeBytes && known.modifiedMs === now.modifiedMs;

export async function isAsSent(
  source: OpenSource,
  { snapshot }: LocalSource,
  { missing }: SessionState,
): Promise<boolean> {
  const arrivedBytes = toArrivedEnd(missing, source.sizeBytes);
  if (arrivedBytes === 0 || snapshot === undefined) return true;
  const { sent, changedMs, inode } = snapshot;
  if (sent !== null && (await source.hashUpTo(sent.bytes)) !== sent.quickXorHash) return false;
  const isUntouched = changedMs === source.changedMs && inode === source.inode;
  return isUntouched || arrivedBytes <= (sent?.bytes ?? 0);
}

function toArrivedEnd(missing: SessionState['missing'], sizeBytes: number): number {
  const last = missing.at(-1);
  return last !== undefined && last.to === sizeBytes ? last.from : sizeBytes;
}
