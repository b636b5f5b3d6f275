import { AppError, isAppError } from '../../../errors.ts';
import { isSameContent } from '../../../graph/same-content.ts';
import { createPlacedHash } from '../../../lib/quick-xor-hash.ts';
import type { TransferContext } from '../../queue/transfer-context.ts';
import { ExpiredUrl, RangeRefused, readBody, requestRange } from '../download/request-range.ts';
import { readFile, toVersion, type RemoteFile } from '../remote-file.ts';
import { createBackoff } from '../backoff.ts';
import type { OpenSource } from '../upload/local-source.ts';
import { isKnownToBeListedWrong, mayBeListedWrong, unlistedRepeats } from '../verify.ts';

/** URL renewals without a byte in between. */
const maxExpiredUrls = 3;

export interface RemoteSource extends OpenSource {
  /** The service lists something else than it delivers, such as a live photo with its video. */
  readonly isListedWrong: boolean;
}

/**
 * Never stored on the disk. `context` belongs to the source drive. Parts of an earlier run are not fetched
 * again: the copy is finally compared with the listed hash.
 */
export async function openRemoteSource(context: TransferContext, remote: RemoteFile): Promise<RemoteSource> {
  const { entry } = remote;
  const sizeBytes = isSizeSure(remote) ? (entry.sizeBytes ?? 0) : await askSize(context, remote);
  return createRemoteSource(context, remote, sizeBytes);
}

const isSizeSure = ({ entry: { sizeBytes, name } }: RemoteFile): boolean =>
  sizeBytes !== null && !isKnownToBeListedWrong(name);

async function askSize(context: TransferContext, remote: RemoteFile): Promise<number> {
  const retry = createBackoff(context);
  for (;;) {
    try {
      const { http, sizeBytes } = await requestRange(context, remote, { from: 0, to: 1 }, context.signal);
      await http.discard();
      const told = sizeBytes ?? remote.entry.sizeBytes;
      if (told === null) throw new AppError('unexpectedAnswer', { subject: remote.entry.name });
      return told;
    } catch (error) {
      // An empty file has no first byte.
      if (error instanceof RangeRefused && (remote.entry.sizeBytes ?? 0) === 0) return 0;
      await retry.waitOrThrow(toOriginalError(error, remote.entry.name));
    }
  }
}

function createRemoteSource(context: TransferContext, first: RemoteFile, sizeBytes: number): RemoteSource {
  const { entry } = first;
  const { name } = entry;
  const listedHash = entry.quickXorHash;
  /** Of what is always delivered, if it is not the listed one. */
  let deliveredHash: string | null = null;
  let hasher = createPlacedHash();
  let remote = first;
  /** Everything before it is in the hash. */
  let hashedBytes = 0;
  let piece = { from: 0, hash: hasher.clone() };
  const changed = () => new AppError('originalChanged', { subject: name });

  async function recheck(): Promise<void> {
    const now = await readFile(context, entry);
    if (!isSameContent(toVersion(entry), toVersion(now.entry))) throw changed();
    remote = now;
  }

  async function request(from: number, to: number) {
    for (let expired = 0; ; expired += 1) {
      try {
        const response = await requestRange(context, remote, { from, to }, context.signal);
        if (response.sizeBytes === null || response.sizeBytes === sizeBytes) return response;
        await response.http.discard();
        throw changed();
      } catch (error) {
        // It can be read, but its content isn't given out.
        if (isAppError(error, 'accessDenied')) throw new ExpiredUrl(error);
        if (!(error instanceof ExpiredUrl) || expired >= maxExpiredUrls) throw error;
        await recheck();
      }
    }
  }

  /** Exactly these bytes, whatever the host sends. */
  async function* fetchBytes(from: number, to: number): AsyncGenerator<Uint8Array> {
    const response = await request(from, to);
    let at = response.from;
    for await (const block of readBody(context, response.http)) {
      const wanted = block.subarray(Math.max(0, from - at), Math.max(0, to - at));
      const begin = Math.max(at, from);
      at += block.length;
      if (wanted.length === 0) continue;
      if (begin <= hashedBytes && hashedBytes < begin + wanted.length) {
        hasher.add(wanted.subarray(hashedBytes - begin), hashedBytes);
        hashedBytes = begin + wanted.length;
      }
      yield wanted;
      if (at >= to) return;
    }
    if (at < to) throw new AppError('offline', { subject: name });
  }

  /** Bytes that are sent again are fetched again and replace the former ones in the hash. */
  function beginPiece(from: number): void {
    if (from === hashedBytes) piece = { from, hash: hasher.clone() };
    else if (from === 0) piece = { from, hash: createPlacedHash() };
    if (from !== piece.from) return;
    hasher = piece.hash.clone();
    hashedBytes = from;
  }

  /** Before the last byte leaves, so that only one version of the file is ever stored. */
  async function assertUnchanged(): Promise<void> {
    if (hashedBytes < sizeBytes || listedHash === null) return recheck();
    const hash = hasher.digest(hashedBytes);
    if (hash === listedHash || hash === deliveredHash) return;
    if (!mayBeListedWrong(entry, { sizeBytes })) throw changed();
    for (let repeat = 0; repeat < unlistedRepeats; repeat += 1)
      if ((await fetchHash()) !== hash) throw changed();
    await recheck();
    deliveredHash = hash;
  }

  async function fetchHash(): Promise<string> {
    const whole = createPlacedHash();
    let at = 0;
    for await (const block of fetchBytes(0, sizeBytes)) {
      whole.add(block, at);
      at += block.length;
    }
    return whole.digest(at);
  }

  async function readRest(): Promise<void> {
    if (hashedBytes === sizeBytes) return;
    // oxlint-disable-next-line eslint/no-unused-vars -- only their hash counts
    for await (const _ of fetchBytes(hashedBytes, sizeBytes));
  }

  return {
    sizeBytes,
    modifiedMs: Date.parse(entry.modifiedAt ?? '') || 0,
    // The version identifies the file, in place of an inode.
    changedMs: 0,
    openedMs: 0,
    inode: 0,
    get hashedBytes() {
      return hashedBytes;
    },
    get isListedWrong() {
      return deliveredHash !== null || (entry.sizeBytes ?? sizeBytes) !== sizeBytes;
    },
    assertUnchanged: () => assertUnchanged().catch((error: unknown) => raise(error, name)),
    // A session holds the beginning of this version; no hash would be as cheap.
    hashUpTo: async () => entry.cTag ?? entry.eTag ?? listedHash ?? '',
    async hash() {
      if (listedHash !== null) return deliveredHash ?? listedHash;
      await readRest().catch((error: unknown) => raise(error, name));
      return hasher.digest(hashedBytes);
    },
    async *stream(from, to, sent) {
      let held: Uint8Array | null = null;
      beginPiece(from);
      try {
        for await (const block of fetchBytes(from, to)) {
          if (held !== null) {
            yield held;
            sent(held.length);
          }
          held = block;
        }
        if (to === sizeBytes) await assertUnchanged();
      } catch (error) {
        raise(error, name);
      }
      if (held === null) return;
      yield held;
      sent(held.length);
    },
    close: () => Promise.resolve(),
  };
}

function raise(error: unknown, name: string): never {
  throw toOriginalError(error, name);
}

/** @throws AppError originalGone, originalUnreadable … */
export async function readOriginal(context: TransferContext, item: RemoteFile['entry']): Promise<RemoteFile> {
  const retry = createBackoff(context);
  for (;;) {
    try {
      return await readFile(context, item);
    } catch (error) {
      await retry.waitOrThrow(toOriginalError(error, item.name));
    }
  }
}

/** For the target, the same codes mean a missing folder or permission. */
export function toOriginalError(error: unknown, name: string): unknown {
  const cause = error instanceof ExpiredUrl || error instanceof RangeRefused ? error.refusal : error;
  const isRefusal = error instanceof ExpiredUrl;
  if (!(cause instanceof AppError)) return cause;
  const say = (code: 'originalGone' | 'originalChanged' | 'originalUnreadable' | 'copyRefused') =>
    new AppError(code, { subject: name, details: cause.details, cause });
  if (isAppError(cause, 'notFound')) return say('originalGone');
  if (isAppError(cause, 'changedMeanwhile')) return say('originalChanged');
  if (isRefusal && isAppError(cause, 'accessDenied')) return say('copyRefused');
  if (isRefusal || isAppError(cause, 'accessDenied', 'signInNeeded', 'consentMissing'))
    return say('originalUnreadable');
  return cause;
}
