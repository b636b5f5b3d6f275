import { toDiskError } from '../../../documents/disk-error.ts';
import { AppError } from '../../../errors.ts';
import { createBackoff } from '../backoff.ts';
import { readFile, toVersion } from '../remote-file.ts';
import { isSameContent } from '../../../graph/same-content.ts';
import { requestRange, RangeRefused, ExpiredUrl } from './request-range.ts';
import { toMissing, toReach, type Range } from '../byte-ranges.ts';
import { writeBody, type Download } from './write-body.ts';

const maxExpiredUrls = 3;

export async function fetchContent(download: Download): Promise<void> {
  const { context, part, checkpoint } = download;
  const retry = createBackoff(context);
  let expiredUrls = 0;
  for (;;) {
    const before = part.receivedBytes;
    const hasMoved = () => part.receivedBytes > before;
    try {
      await fetchRest(download);
      await checkpoint.settled();
      await part.finish();
      return;
    } catch (error) {
      if (hasMoved()) {
        retry.reset();
        expiredUrls = 0;
      }
      if (error instanceof ExpiredUrl) expiredUrls += 1;
      await recover(download, error, expiredUrls > maxExpiredUrls).catch((left: unknown) =>
        retry.waitOrThrow(left),
      );
    }
  }
}

/** Throws errors that need a wait or are permanent. */
async function recover(download: Download, error: unknown, isLastUrl: boolean): Promise<void> {
  download.context.signal.throwIfAborted();
  if (error instanceof RangesUnsupported) {
    download.inPieces = false;
    return startOver(download);
  }
  if (error instanceof RangeRefused) {
    await startOver(download);
    throw error.refusal;
  }
  if (!(error instanceof ExpiredUrl)) throw toDiskError(error, download.context.transfer.name);
  if (isLastUrl) throw toAccessDenied(error.refusal);
  await renewUrl(download);
}

/** If the content has changed, what was received is discarded. */
async function renewUrl(download: Download): Promise<void> {
  const now = await readFile(download.context, download.job.item);
  const same = isSameContent(toVersion(download.remote.entry), toVersion(now.entry));
  download.remote = now;
  if (!same) await startOver(download);
}

async function startOver({ part, context }: Download): Promise<void> {
  await part.startOver();
  context.progress(0);
}

async function fetchRest(download: Download): Promise<void> {
  const { sizeBytes } = download.remote.entry;
  if (download.inPieces && sizeBytes !== null && sizeBytes >= minBytesForPieces) {
    return fetchPieces(download, sizeBytes);
  }
  return fetchInOne(download);
}

async function fetchInOne(download: Download): Promise<void> {
  const { context, part, remote } = download;
  const reach = toReach(part.received);
  // One stream continues from one offset, so only a contiguous start can be kept.
  if (part.received.length > 1 || (reach === 0 && part.receivedBytes > 0)) {
    await part.startOver();
    await part.adopt([{ from: 0, to: reach }]);
  }
  const listed = remote.entry.sizeBytes;
  // Only a listed length can be trusted without a request: a host refuses the empty range at the end.
  if (reach > 0 && reach === listed && toMissing(part.received, listed).length === 0) return;
  await part.preallocate(listed ?? 0);
  const response = await requestRange(context, remote, { from: reach, to: null }, context.signal);
  if (response.from === 0 && reach > 0) await startOver(download);
  await writeBody(download, response, Math.min(response.to ?? Number.POSITIVE_INFINITY, toMaxBytes(listed)));
}

const spareBytes = 64 * 1024 * 1024;

/** A file may be larger than listed, but not endless. */
const toMaxBytes = (listed: number | null): number =>
  listed === null ? Number.POSITIVE_INFINITY : 2 * listed + spareBytes;

/** This host gets no token, so its 401 says nothing about the sign-in. */
const toAccessDenied = (refusal: AppError): AppError =>
  refusal.code === 'signInNeeded'
    ? new AppError('accessDenied', {
        subject: refusal.subject,
        facts: { isReading: true },
        details: refusal.details,
        cause: refusal,
      })
    : refusal;

const mebibyte = 1024 ** 2;
/** Below that, a second connection is not warm before the first is done. */
const minBytesForPieces = 32 * mebibyte;
const minPieceBytes = 16 * mebibyte;
const maxPieceBytes = 64 * mebibyte;
const defaultPieceCount = 32;
const maxStreams = 4;

/** The host ignored the range, so everything is requested at once. */
class RangesUnsupported extends Error {
  override readonly name = 'RangesUnsupported';
}

/** The first error stops all pieces; what arrived stays. */
async function fetchPieces(download: Download, sizeBytes: number): Promise<void> {
  const { context, part, extraStreams } = download;
  await part.preallocate(sizeBytes);
  const queue = toPieces(toMissing(part.received, sizeBytes), toPieceBytes(sizeBytes));
  const stopAll = new AbortController();
  const signal = AbortSignal.any([context.signal, stopAll.signal]);
  const streams = new Set<Promise<void>>();

  async function fetchSequentially(): Promise<void> {
    for (let piece = queue.shift(); piece !== undefined && !signal.aborted; piece = queue.shift()) {
      await fetchPiece(download, piece, sizeBytes, signal);
      startMoreStreams();
    }
  }

  function startStream(release: () => void): void {
    const stream = fetchSequentially()
      // The first reason is the cause of the others.
      .catch((error: unknown) => stopAll.abort(error))
      .finally(() => {
        streams.delete(stream);
        release();
      });
    streams.add(stream);
  }

  function startMoreStreams(): void {
    while (queue.length > 0 && streams.size < maxStreams && !signal.aborted) {
      const release = extraStreams.tryAcquire();
      if (release === null) return;
      startStream(release);
    }
  }

  startStream(() => undefined);
  startMoreStreams();
  while (streams.size > 0) await Promise.all(streams);
  signal.throwIfAborted();
}

async function fetchPiece(
  download: Download,
  piece: Range,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<void> {
  const response = await requestRange(download.context, download.remote, piece, signal).catch(
    (error: unknown) => {
      throw error instanceof RangeRefused ? new RangesUnsupported() : error;
    },
  );
  const isPiece = response.from === piece.from && response.to === piece.to;
  if (!isPiece || (response.sizeBytes ?? sizeBytes) !== sizeBytes) {
    await response.http.discard().catch(() => undefined);
    throw new RangesUnsupported();
  }
  await writeBody(download, response, piece.to);
}

export function toPieceBytes(sizeBytes: number): number {
  const wanted = Math.ceil(sizeBytes / defaultPieceCount / mebibyte) * mebibyte;
  return Math.min(Math.max(wanted, minPieceBytes), maxPieceBytes);
}

export function toPieces(missing: readonly Range[], pieceBytes: number): Range[] {
  const pieces: Range[] = [];
  for (const { from, to } of missing) {
    for (let at = from; at < to; at += pieceBytes)
      pieces.push({ from: at, to: Math.min(at + pieceBytes, to) });
  }
  return pieces;
}
