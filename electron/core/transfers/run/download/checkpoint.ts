import type { DownloadFileJob, RemoteVersion } from '../../model/transfer-record.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import { countBytes } from './extents.ts';
import type { PartFile } from './part-file.ts';

/** So much, or so long, may have to be fetched again after a crash. */
const everyBytes = 64 * 1024 * 1024;
const everyMs = 5_000;
/** Smaller ones begin again. */
const minResumableBytes = 8 * 1024 * 1024;

export const isResumable = ({ receivedBytes }: Pick<PartFile, 'receivedBytes'>): boolean =>
  receivedBytes >= minResumableBytes;

/** Writes down what is on the disk for sure: the bytes are flushed before the record says that they are there. */
export interface Checkpoint {
  /** Bytes arrived. Now and then they are flushed, beside those that still come. */
  onBytes(): void;
  /** Resolves when nothing is being flushed any more; fails with what that failed with. */
  settled(): Promise<void>;
  /** Nothing more will be written for now: what came is kept to the last byte. */
  saveFinal(): Promise<void>;
}

interface CheckpointDeps {
  context: TransferContext;
  job: DownloadFileJob;
  part: PartFile;
  /** Whose bytes they are, as it is known now. */
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
