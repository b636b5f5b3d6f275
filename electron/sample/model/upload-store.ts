import { randomBytes } from 'node:crypto';
import type { SampleClock } from '../clock.ts';
import type { Drive } from './drive.ts';
import { createQuickXorHash, type QuickXorHash } from './quick-xor-hash.ts';
import type { DriveNode } from './node.ts';
import type { Person } from './people.ts';

export type ConflictBehavior = 'fail' | 'replace' | 'rename';

export interface UploadSession {
  readonly key: string;
  readonly drive: Drive;
  readonly parent: DriveNode;
  readonly name: string;
  readonly target: DriveNode | null;
  readonly conflict: ConflictBehavior;
  readonly by: Person;
  readonly ifMatch: string | null;
  readonly deferCommit: boolean;
  readonly createdMs: number | null;
  readonly modifiedMs: number | null;
  readonly startedMs: number;
  expiresMs: number;
  totalBytes: number | null;
  /** Sorted, without overlaps. */
  received: { first: number; bytes: number; parts: Uint8Array[] }[];
  /** A range other than the last was not a multiple of 320 KiB, which is detected only at the end. */
  misaligned: boolean;
  readonly hash: QuickXorHash;
  unseen: number;
}

export interface UploadStore {
  readonly open: readonly UploadSession[];
  start(
    entry: Omit<
      UploadSession,
      'key' | 'startedMs' | 'expiresMs' | 'totalBytes' | 'received' | 'misaligned' | 'hash'
    >,
  ): UploadSession;
  /** null if it never existed, was canceled, is finished, or has expired. */
  find(key: string): UploadSession | null;
  end(session: UploadSession): void;
}

export function createUploadStore(clock: SampleClock, lifeMs: number): UploadStore {
  const sessions = new Map<string, UploadSession>();
  return {
    get open() {
      return [...sessions.values()].filter((one) => one.expiresMs > clock.now());
    },
    start(entry) {
      const startedMs = clock.now();
      const session: UploadSession = {
        ...entry,
        key: randomBytes(18).toString('base64url'),
        startedMs,
        expiresMs: startedMs + lifeMs,
        totalBytes: null,
        received: [],
        misaligned: false,
        hash: createQuickXorHash(),
      };
      sessions.set(session.key, session);
      return session;
    },
    find(key) {
      const session = sessions.get(key);
      if (session === undefined) return null;
      if (session.expiresMs > clock.now()) return session;
      sessions.delete(key);
      return null;
    },
    end(session) {
      sessions.delete(session.key);
    },
  };
}

/** Missing ranges as in Graph: ["0-99", "200-"]. Empty if complete. */
export function missingRanges(session: UploadSession): { first: number; last: number | null }[] {
  const missing: { first: number; last: number | null }[] = [];
  let at = 0;
  for (const range of session.received) {
    if (range.first > at) missing.push({ first: at, last: range.first - 1 });
    at = range.first + range.bytes;
  }
  if (session.totalBytes === null || at < session.totalBytes) missing.push({ first: at, last: null });
  return missing;
}

export function toExpectedRanges(session: UploadSession): string[] {
  return missingRanges(session).map((gap) => `${gap.first}-${gap.last ?? ''}`);
}

/** As the real service sometimes does. */
export function forgetRange(session: UploadSession, first: number, last: number): void {
  session.received = session.received.flatMap((range) => {
    const end = range.first + range.bytes;
    const all = Buffer.concat(range.parts);
    const pieces = [
      { from: range.first, to: Math.min(end, first) },
      { from: Math.max(range.first, last + 1), to: end },
    ].filter((piece) => piece.from < piece.to);
    return pieces.map((piece) => ({
      first: piece.from,
      bytes: piece.to - piece.from,
      parts: [all.subarray(piece.from - range.first, piece.to - range.first)],
    }));
  });
}
