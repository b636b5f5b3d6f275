import type { Range } from '../upload/ranges.ts';
import { askBytes, RangeRefused } from './request-range.ts';
import { toMissing } from './extents.ts';
import { takeBody, type Fetching } from './write-body.ts';

const mebibyte = 1024 ** 2;
/** Below that, a second connection is not warm before the first is through. */
export const smallestInPieces = 32 * mebibyte;
const smallestPieceBytes = 16 * mebibyte;
const largestPieceBytes = 64 * mebibyte;
/** Every piece is a request that counts against the budget. */
const usualPieces = 32;
const mostStreams = 4;

/** The host sent something else than the piece it was asked for: it is to be asked for everything at once. */
export class NotInPieces extends Error {
  override readonly name = 'NotInPieces';
}

/**
 * Fetches what is missing in pieces, several at a time, each written at its place. The first that fails ends all of
 * them; what arrived stays.
 */
export async function fetchPieces(fetching: Fetching, sizeBytes: number): Promise<void> {
  const { work, part, extraStreams } = fetching;
  await part.preallocate(sizeBytes);
  const line = toPieces(toMissing(part.received, sizeBytes), toPieceBytes(sizeBytes));
  const round = new AbortController();
  const signal = AbortSignal.any([work.signal, round.signal]);
  const streams = new Set<Promise<void>>();

  async function fetchInLine(): Promise<void> {
    for (let piece = line.shift(); piece !== undefined && !signal.aborted; piece = line.shift()) {
      await fetchPiece(fetching, piece, sizeBytes, signal);
      widen();
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

  function widen(): void {
    while (line.length > 0 && streams.size < mostStreams && !signal.aborted) {
      const free = extraStreams.take();
      if (free === null) return;
      open(free);
    }
  }

  open(() => undefined);
  widen();
  while (streams.size > 0) await Promise.all(streams);
  signal.throwIfAborted();
}

async function fetchPiece(
  fetching: Fetching,
  piece: Range,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<void> {
  const delivery = await askBytes(fetching.work, fetching.remote, piece, signal).catch((error: unknown) => {
    throw error instanceof RangeRefused ? new NotInPieces() : error;
  });
  const isPiece = delivery.from === piece.from && delivery.to === piece.to;
  if (!isPiece || (delivery.sizeBytes ?? sizeBytes) !== sizeBytes) {
    await delivery.answer.discard().catch(() => undefined);
    throw new NotInPieces();
  }
  await takeBody(fetching, delivery, piece.to);
}

export function toPieceBytes(sizeBytes: number): number {
  const wanted = Math.ceil(sizeBytes / usualPieces / mebibyte) * mebibyte;
  return Math.min(Math.max(wanted, smallestPieceBytes), largestPieceBytes);
}

export function toPieces(missing: readonly Range[], pieceBytes: number): Range[] {
  const pieces: Range[] = [];
  for (const { from, to } of missing) {
    for (let at = from; at < to; at += pieceBytes)
      pieces.push({ from: at, to: Math.min(at + pieceBytes, to) });
  }
  return pieces;
}
