import { releaseMemory } from '../../../lib/release-memory.ts';
import type { Semaphore } from '../../../lib/semaphore.ts';
import { AppError } from '../../../errors.ts';
import type { RemoteFile } from '../remote-file.ts';
import type { DownloadFileJob } from '../../model/transfer-record.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import { readBody, type RangeResponse } from './request-range.ts';
import type { Checkpoint, PartFile } from './part-file.ts';

export interface Download {
  readonly context: TransferContext;
  readonly job: DownloadFileJob;
  readonly part: PartFile;
  readonly checkpoint: Checkpoint;
  readonly extraStreams: Semaphore;
  /** Replaced when the URL is renewed, possibly by a newer version. */
  remote: RemoteFile;
  inPieces: boolean;
}

/** More than `limit` means damage, less a broken connection. */
export async function writeBody(download: Download, response: RangeResponse, limit: number): Promise<void> {
  const { context, part, checkpoint } = download;
  const { name } = context.transfer;
  const writer = createWriteBehind(part, response.from, limit - response.from, () => {
    context.progress(part.receivedBytes);
    checkpoint.onBytes();
  });
  let at = response.from;
  try {
    for await (const block of readBody(context, response.http)) {
      if (at + block.length > limit) throw new AppError('integrity', { subject: name });
      at += block.length;
      await writer.push(block);
    }
  } finally {
    await writer.end();
  }
  if (response.to !== null && at < response.to) throw new AppError('offline', { subject: name });
}

const bufferBytes = 256 * 1024;
/** Buffers are pooled: garbage collection would let about a hundred pile up. */
const bufferPool: Buffer[] = [];
const maxIdleBuffers = 32;

function takeBuffer(roomBytes: number): Buffer {
  const idle = roomBytes === bufferBytes ? bufferPool.pop() : undefined;
  return idle ?? Buffer.allocUnsafeSlow(roomBytes);
}

function releaseBuffer(buffer: Buffer | null): void {
  if (buffer?.length === bufferBytes && bufferPool.length < maxIdleBuffers) bufferPool.push(buffer);
}

/** A system call per block would cost more than its bytes. */
interface WriteBehind {
  push(block: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

function createWriteBehind(part: PartFile, from: number, maxBytes: number, written: () => void): WriteBehind {
  const roomBytes = Math.min(bufferBytes, maxBytes);
  let filling: Buffer | null = null;
  let spare: Buffer | null = null;
  let filledBytes = 0;
  let at = from;
  let last: Promise<void> = Promise.resolve();

  async function swap(): Promise<void> {
    await last;
    if (filling === null || filledBytes === 0) return;
    const full = filling;
    const writing = part.write(full.subarray(0, filledBytes), at).then(written);
    writing.catch(() => undefined);
    last = writing;
    at += filledBytes;
    [filling, spare] = [spare, full];
    filledBytes = 0;
  }

  return {
    async push(block) {
      for (let taken = 0; taken < block.length;) {
        filling ??= takeBuffer(roomBytes);
        const count = Math.min(block.length - taken, roomBytes - filledBytes);
        filling.set(block.subarray(taken, taken + count), filledBytes);
        filledBytes += count;
        taken += count;
        if (filledBytes === roomBytes) await swap();
      }
      releaseMemory(block);
    },
    async end() {
      try {
        await swap();
        await last;
      } finally {
        releaseBuffer(filling);
        releaseBuffer(spare);
        [filling, spare] = [null, null];
      }
    },
  };
}
