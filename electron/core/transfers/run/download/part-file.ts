import { constants } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { flush } from '../../../lib/atomic-file.ts';
import { createPlacedHash } from '../../../lib/quick-xor-hash.ts';
import { addExtent, countBytes, type Range, type Extents } from '../byte-ranges.ts';
import type { DownloadFileJob, RemoteVersion } from '../../model/transfer-record.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';

/** At any offset, each byte once, hashed on arrival. Rejects with file system errors. */
export interface PartFile {
  readonly received: Extents;
  readonly receivedBytes: number;
  /** Detects a full disk early and avoids fragmentation. */
  preallocate(sizeBytes: number): Promise<void>;
  write(bytes: Uint8Array, at: number): Promise<void>;
  /** As far as they exist. */
  adopt(extents: Extents): Promise<void>;
  startOver(): Promise<void>;
  /** Returns what was flushed. */
  flush(): Promise<Extents>;
  finish(): Promise<void>;
  digest(): string;
  close(): Promise<void>;
}

const readBytes = 1024 * 1024;
/** Does not follow a symbolic link put in its place. Windows has no such flag. */
const noFollow = constants.O_NOFOLLOW ?? 0;

export interface PartRules {
  /** Otherwise existing content is truncated. */
  reuses: boolean;
  /** In a chosen folder it gets the default permissions; otherwise only the user may read it. */
  isShared: boolean;
}

export async function openPart(path: string, { reuses, isShared }: PartRules): Promise<PartFile> {
  const earlier = reuses ? await openEarlier(path) : null;
  if (earlier !== null) return createPart(earlier);
  await rm(path, { force: true });
  return createPart(
    await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, isShared ? 0o666 : 0o600),
  );
}

async function openEarlier(path: string): Promise<FileHandle | null> {
  const handle = await open(path, constants.O_RDWR | noFollow).catch(() => null);
  if (handle === null) return null;
  const stats = await handle.stat();
  // Writing to a second hard link would change another file.
  if (stats.isFile() && stats.nlink === 1) return handle;
  await handle.close();
  return null;
}

function createPart(handle: FileHandle): PartFile {
  let received: Extents = [];
  let hash = createPlacedHash();

  async function adoptOne({ from, to }: Range): Promise<void> {
    const block = Buffer.allocUnsafe(readBytes);
    for (let at = from; at < to;) {
      const { bytesRead } = await handle.read(block, 0, Math.min(readBytes, to - at), at);
      if (bytesRead === 0) return;
      hash.add(block.subarray(0, bytesRead), at);
      received = addExtent(received, { from: at, to: at + bytesRead });
      at += bytesRead;
    }
  }

  return {
    get received() {
      return received;
    },
    get receivedBytes() {
      return countBytes(received);
    },
    async preallocate(sizeBytes) {
      if ((await handle.stat()).size < sizeBytes) await handle.truncate(sizeBytes);
    },
    async write(bytes, at) {
      hash.add(bytes, at);
      await writeAll(handle, bytes, at);
      received = addExtent(received, { from: at, to: at + bytes.length });
    },
    async adopt(extents) {
      for (const extent of extents) await adoptOne(extent);
    },
    async startOver() {
      received = [];
      hash = createPlacedHash();
      await handle.truncate(0);
    },
    async flush() {
      const flushed = received;
      await flush(handle, 'datasync');
      return flushed;
    },
    async finish() {
      await handle.truncate(countBytes(received));
      await flush(handle);
    },
    digest: () => hash.digest(countBytes(received)),
    close: () => handle.close(),
  };
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, at + written);
    written += bytesWritten;
  }
}

/** The most that has to be fetched again after a crash. */
const everyBytes = 64 * 1024 * 1024;
const everyMs = 5_000;
const minResumableBytes = 8 * 1024 * 1024;

export const isResumable = ({ receivedBytes }: Pick<PartFile, 'receivedBytes'>): boolean =>
  receivedBytes >= minResumableBytes;

/** Bytes are flushed before the record mentions them. */
export interface Checkpoint {
  onBytes(): void;
  settled(): Promise<void>;
  saveFinal(): Promise<void>;
}

interface CheckpointDeps {
  context: TransferContext;
  job: DownloadFileJob;
  part: PartFile;
  version: () => RemoteVersion;
}

export function createCheckpoint({ context, job, part, version }: CheckpointDeps): Checkpoint {
  let keptBytes = part.receivedBytes;
  let keptAtMs = context.clock.now();
  let flushing: Promise<void> | null = null;
  let failure: unknown = null;

  async function save(isAtRest: boolean): Promise<void> {
    const of = version();
    const received = await part.flush();
    // It was restarted meanwhile: those bytes are gone.
    if (part.receivedBytes < countBytes(received)) return;
    await context.saveJob({ ...job, part: { version: of, received, isAtRest } });
  }

  function isDue(): boolean {
    if (flushing !== null || !isResumable(part)) return false;
    const newBytes = part.receivedBytes - keptBytes;
    return newBytes >= everyBytes || (newBytes > 0 && Math.abs(context.clock.now() - keptAtMs) >= everyMs);
  }

  async function settled(): Promise<void> {
    await flushing;
    if (failure !== null) throw failure;
  }

  return {
    onBytes() {
      if (!isDue()) return;
      keptBytes = part.receivedBytes;
      keptAtMs = context.clock.now();
      flushing = save(false)
        .catch((cause: unknown) => void (failure = cause))
        .finally(() => (flushing = null));
    },
    settled,
    async saveFinal() {
      await settled();
      if (isResumable(part)) await save(true);
    },
  };
}
