import { basename } from 'node:path';
import type { OutdatedCopy } from '../../contract/edits.ts';
import type { DocumentRecord } from '../documents/document-record.ts';
import type { Documents } from '../documents/documents.ts';
import { findLockFile } from '../documents/lock-files.ts';
import { isSameContent, type ContentVersion } from '../graph/same-content.ts';
import type { Index } from '../index/index-client.ts';
import { toInstant } from '../lib/instant.ts';
import { reportBug } from '../lib/report-bug.ts';
import type { Clock, Log } from '../ports.ts';
import type { Transfers } from '../transfers/transfers.ts';
import type { Freshness } from './freshness.ts';

/**
 * Whether a file is open is known only roughly: it was opened from Slipway within a working day, or a lock
 * file lies beside it.
 */
export interface OpenedCopies {
  outdated(): OutdatedCopy[];
  /** Only those that the changed index lists with another version. */
  review(accountId: string): void;
  /** Except where OneDrive reports changes itself. */
  askNow(): void;
  copiesChanged(): void;
  close(): Promise<void>;
}

export interface OpenedCopiesDeps {
  documents: Documents;
  freshness: Freshness;
  index: Index;
  transfers: Pick<Transfers, 'findSave'>;
  isPushed: (record: DocumentRecord) => boolean;
  clock: Clock;
  log: Log;
  changed: (outdated: OutdatedCopy[]) => void;
}

/** A program may have been closed long before. */
const openForMs = 12 * 3_600_000;
const askEveryMs = 60_000;

export function createOpenedCopies(deps: OpenedCopiesDeps): OpenedCopies {
  const { documents, freshness, index, transfers, clock, log, changed } = deps;
  const closing = new AbortController();
  let outdated: OutdatedCopy[] = [];
  const told = new Map<string, { version: ContentVersion; at: string }>();
  let work: Promise<void> = Promise.resolve();
  /** Events may come faster than OneDrive answers. */
  let next: { accounts: Set<string>; isAll: boolean } | null = null;

  const plan = ({ accountId, isAll = false }: { accountId?: string; isAll?: boolean } = {}): void => {
    if (next === null) {
      next = { accounts: new Set(), isAll: false };
      work = work.then(takeStep).catch((error: unknown) => {
        if (!closing.signal.aborted) reportBug(log, 'opened copies', error);
      });
    }
    if (accountId !== undefined) next.accounts.add(accountId);
    next.isAll ||= isAll;
  };

  const everOpened = (): DocumentRecord[] => documents.records().filter(({ isOpened }) => isOpened);

  async function isOpen(record: DocumentRecord): Promise<boolean> {
    const openedMs = documents.openedMs(record.documentId);
    if (openedMs !== null && Math.abs(clock.now() - openedMs) < openForMs) return true;
    const path = documents.pathOf(record.documentId);
    return path !== null && (await findLockFile(path)) !== null;
  }

  async function isOtherInIndex(record: DocumentRecord): Promise<boolean> {
    const { accountId, item, version } = record;
    const entry = await index.call('find', { accountId, item }).catch(() => null);
    return entry !== null && !isSameContent(freshness.newest(record) ?? version, entry);
  }

  async function takeStep(): Promise<void> {
    const { accounts, isAll } = next ?? { accounts: new Set<string>(), isAll: false };
    next = null;
    const due = new Set<string>();
    for (const record of isAll || accounts.size > 0 ? everOpened() : []) {
      if (closing.signal.aborted) return;
      const isMeant =
        (isAll && !deps.isPushed(record)) ||
        (accounts.has(record.accountId) && (await isOtherInIndex(record)));
      if (isMeant && (await isOpen(record))) due.add(record.documentId);
    }
    if (due.size > 0) await freshness.checkSome(due);
    await judge();
  }

  async function judgeOne(record: DocumentRecord): Promise<OutdatedCopy[]> {
    const { documentId, accountId, from, item } = record;
    const version = freshness.newest(record);
    if (version === null || transfers.findSave(documentId) !== null) return [];
    if (!(await isOpen(record))) return [];
    const copy = await documents.get(documentId).catch(() => null);
    // An edited one becomes a conflict, which says so.
    if (copy?.state !== 'present') return [];
    const known = told.get(documentId);
    const at =
      known !== undefined && isSameContent(known.version, version) ? known.at : toInstant(clock.now());
    told.set(documentId, { version, at });
    return [{ documentId, accountId, item, name: basename(copy.path), from, at }];
  }

  async function judge(): Promise<void> {
    const now = (await Promise.all(everOpened().map(judgeOne))).flat();
    if (closing.signal.aborted || JSON.stringify(now) === JSON.stringify(outdated)) return;
    outdated = now;
    changed(outdated);
  }

  const askNow = (): void => plan({ isAll: true });
  const timer = setInterval(askNow, askEveryMs);
  timer.unref();

  return {
    outdated: () => outdated,
    review: (accountId) => plan({ accountId }),
    askNow,
    copiesChanged: () => plan(),
    async close() {
      clearInterval(timer);
      closing.abort();
      await work;
    },
  };
}
