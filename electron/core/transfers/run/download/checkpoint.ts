import type { DownloadFileJob, RemoteVersion } from '../../model/transfer-record.ts';
import type { Work } from '../../queue/transfer-context.ts';
import { countBytes } from './extents.ts';
import type { PartFile } from './part-file.ts';

/** So much, or so long, may have to be fetched again after a crash. */
const everyBytes = 64 * 1024 * 1024;
const everyMs = 5_000;
/** Smaller ones begin again. */
const smallestBytes = 8 * 1024 * 1024;

export const isWorthKeeping = ({ receivedBytes }: Pick<PartFile, 'receivedBytes'>): boolean =>
  receivedBytes >= smallestBytes;

/** Writes down what is on the disk for sure: the bytes are flushed before the record says that they are there. */
export interface Checkpoint {
  /** Bytes arrived. Now and then they are flushed, beside those that still come. */
  arrived(): void;
  /** Resolves when nothing is being flushed any more; fails with what that failed with. */
  settled(): Promise<void>;
  /** Nothing more will be written for now: what came is kept to the last byte. */
  rest(): Promise<void>;
}

interface Checked {
  work: Work;
  job: DownloadFileJob;
  part: PartFile;
  /** Whose bytes they are, as it is known now. */
  version: () => RemoteVersion;
}

export function createCheckpoint({ work, job, part, version }: Checked): Checkpoint {
  let keptBytes = part.receivedBytes;
  let keptAtMs = work.clock.now();
  let flushing: Promise<void> | null = null;
  let trouble: unknown = null;

  async function keep(isAtRest: boolean): Promise<void> {
    const of = version();
    const received = await part.flush();
    // It began anew meanwhile: those bytes are gone.
    if (part.receivedBytes < countBytes(received)) return;
    await work.keep({ ...job, part: { version: of, received, isAtRest } });
  }

  function isDue(): boolean {
    if (flushing !== null || !isWorthKeeping(part)) return false;
    const newBytes = part.receivedBytes - keptBytes;
    return newBytes >= everyBytes || (newBytes > 0 && work.clock.now() - keptAtMs >= everyMs);
  }

  async function settled(): Promise<void> {
    await flushing;
    if (trouble !== null) throw trouble;
  }

  return {
    arrived() {
      if (!isDue()) return;
      keptBytes = part.receivedBytes;
      keptAtMs = work.clock.now();
      flushing = keep(false)
        .catch((cause: unknown) => void (trouble = cause))
        .finally(() => (flushing = null));
    },
    settled,
    async rest() {
      await settled();
      if (isWorthKeeping(part)) await keep(true);
    },
  };
}
