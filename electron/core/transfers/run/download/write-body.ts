import type { Semaphore } from '../../../lib/semaphore.ts';
import { AppError } from '../../../errors.ts';
import type { RemoteFile } from '../remote-file.ts';
import type { DownloadFileJob } from '../../model/transfer-record.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import { readBody, type RangeResponse } from './request-range.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { PartFile } from './part-file.ts';
import { createWriteBehind } from './write-behind.ts';

/** The state of a running download. */
export interface Download {
  readonly context: TransferContext;
  readonly job: DownloadFileJob;
  readonly part: PartFile;
  readonly checkpoint: Checkpoint;
  readonly extraStreams: Semaphore;
  /** Replaced when the URL is renewed, possibly by a newer version. */
  remote: RemoteFile;
  /** Several connections at a time: not with a host that ignores ranges. */
  inPieces: boolean;
}

/** Writes what is delivered, at its place. More than `limit` is damage, less is a connection that broke. */
export async function writeBody(download: Download, response: RangeResponse, limit: number): Promise<void> {
  const { context, part, checkpoint } = download;
  const { name } = context.transfer;
  const writer = createWriteBehind(part, response.from, limit - response.from, () => {
    context.progress(part.receivedBytes);
    checkpoint.onBytes();
  });
  let at = response.from;
  try {
    for await (const block of readBody(context, response.answer)) {
      if (at + block.length > limit) throw new AppError('integrity', { subject: name });
      at += block.length;
      await writer.push(block);
    }
  } finally {
    await writer.end();
  }
  if (response.to !== null && at < response.to) throw new AppError('offline', { subject: name });
}
