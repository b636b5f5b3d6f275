import type { Range } from '../upload/ranges.ts';
import { requestRange, RangeRefused } from './request-range.ts';
import { toMissing } from './extents.ts';
import { writeBody, type Download } from './write-body.ts';

const mebibyte = 1024 ** 2;
/** Below that, a second connection is not warm before the first is through. */
export const minBytesForPieces = 32 * mebibyte;
const minPieceBytes = 16 * mebibyte;
const maxPieceBytes = 64 * mebibyte;
/** Every piece is a request that counts against the budget. */
const defaultPieceCount = 32;
const maxStreams = 4;

/** The host sent something else than the piece it was asked for: it is to be asked for everything at once. */
export class RangesUnsupported extends Error {
  override readonly name = 'NotInPieces';
}

/**
 * Fetches what is missing in pieces, several at a time, each written at its place. The first that fails ends all of
 * them; what arrived stays.
 */
export async function fetchPieces(download: Download, sizeBytes: number): Promise<void> {
  const { context, part, extraStreams } = download;
  await part.preallocate(sizeBytes);
  const line = toPieces(toMissing(part.received, sizeBytes), toPieceBytes(sizeBytes));
  const round = new AbortController();
  const signal = AbortSignal.any([context.signal, round.signal]);
  const streams = new Set<Promise<void>>();

  async function fetchInLine(): Promise<void> {
    for (let piece = line.shift(); piece !== undefined && !signal.aborted; piece = line.shift()) {
      await fetchPiece(download, piece, sizeBytes, signal);
      openMoreStreams();
    }
  }

  function open(done: () => void): void {
    const stream = fetchInLine()
      // The first reason stays: the others fail because of it.
      .catch((error: unknown) => round.abort(error))
      .finally(() => {
        streams.delete(stream);
        done();
      });
    streams.add(stream);
  }

  function openMoreStreams(): void {
    while (line.length > 0 && streams.size < maxStreams && !signal.aborted) {
      const free = extraStreams.tryAcquire();
      if (free === null) return;
      open(free);
    }
  }

  open(() => undefined);
  openMoreStreams();
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
    await response.answer.discard().catch(() => undefined);
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
