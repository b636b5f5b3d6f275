import { AppError } from '../../../errors.ts';
import type { RemoteFile } from '../remote-file.ts';
import type { DownloadFileJob } from '../../model/transfer-record.ts';
import type { Work } from '../../queue/transfer-context.ts';
import { readBody, type Delivery } from './request-range.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { ExtraStreams } from './extra-streams.ts';
import type { PartFile } from './part-file.ts';
import { createWriteBehind } from './write-behind.ts';

/** One file on its way from the drive into its part. */
export interface Fetching {
  readonly work: Work;
  readonly job: DownloadFileJob;
  readonly part: PartFile;
  readonly checkpoint: Checkpoint;
  readonly extraStreams: ExtraStreams;
  /** As it is known now: its URL may be renewed on the way, and its version be another one then. */
  remote: RemoteFile;
  /** Several connections at a time. Not with a host that sends everything whatever it is asked for. */
  inPieces: boolean;
}

/** Writes what is delivered, at its place. More than `limit` is damage, less is a connection that broke. */
export async function takeBody(fetching: Fetching, delivery: Delivery, limit: number): Promise<void> {
  const { work, part, checkpoint } = fetching;
  const { name } = work.transfer;
  const writer = createWriteBehind(part, delivery.from, limit - delivery.from, () => {
    work.progress(part.receivedBytes);
    checkpoint.arrived();
  });
  let at = delivery.from;
  try {
    for await (const block of readBody(work, delivery.answer)) {
      if (at + block.length > limit) throw new AppError('integrity', { subject: name });
      at += block.length;
      await writer.push(block);
    }
  } finally {
    await writer.end();
  }
  if (delivery.to !== null && at < delivery.to) throw new AppError('offline', { subject: name });
}
