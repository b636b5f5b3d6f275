import type { RemoteState } from '../../contract/local-copies.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import type { DocumentRecord } from '../documents/document-record.ts';
import type { Documents } from '../documents/documents.ts';
import { AppError, isAppError } from '../errors.ts';
import { itemPath } from '../graph/addressing.ts';
import type { SubResult } from '../graph/json-batch.ts';
import { entryFields, parseWireItem, type DriveEntry } from '../graph/drive-item.ts';
import { createItems, toRemoteItem } from '../graph/items.ts';
import { isSameContent, type ContentVersion } from '../graph/same-content.ts';
import type { Index } from '../index/index-client.ts';
import type { Clock, Log } from '../ports.ts';

/** Only OneDrive's answers count, never a guess. */
export interface Freshness {
  of(record: DocumentRecord): RemoteState;
  newest(record: DocumentRecord): ContentVersion | null;
  check(): Promise<void>;
  checkSome(documentIds: ReadonlySet<string>): Promise<void>;
  /** Copies without an answer are not `answered`. */
  checkAgain(): Promise<Checked>;
  close(): Promise<void>;
}

export interface Checked {
  answered: ReadonlySet<string>;
  failure: AppError | null;
}

export interface FreshnessDeps {
  documents: Documents;
  accounts: AccountDrives;
  index: Index;
  clock: Clock;
  log: Log;
  changed: () => void;
}

interface Answer {
  about: ContentVersion;
  version: ContentVersion | null;
  atMs: number;
}

const validMs = 60_000;

export function createFreshness({
  documents,
  accounts,
  index,
  clock,
  log,
  changed,
}: FreshnessDeps): Freshness {
  const answers = new Map<string, Answer>();
  const closing = new AbortController();
  let checking: Promise<Checked> | null = null;

  const isDue = (record: DocumentRecord): boolean => {
    const answer = answers.get(record.documentId);
    // A clock that was set back also makes it due.
    return (
      answer === undefined ||
      judge(record, answer) === 'unknown' ||
      Math.abs(clock.now() - answer.atMs) > validMs
    );
  };

  async function checkAll(mustAsk: (record: DocumentRecord) => boolean): Promise<Checked> {
    const records = documents.records();
    const known = new Set(records.map(({ documentId }) => documentId));
    for (const documentId of answers.keys()) if (!known.has(documentId)) answers.delete(documentId);
    const byAccount = Map.groupBy(records.filter(mustAsk), ({ accountId }) => accountId);
    const answered = new Set<string>();
    let failure: AppError | null = null;
    for (const [accountId, due] of closing.signal.aborted ? [] : byAccount)
      failure = (await checkAccount(accountId, due, answered)) ?? failure;
    return { answered, failure };
  }

  async function checkAccount(
    accountId: string,
    records: readonly DocumentRecord[],
    answered: Set<string>,
  ): Promise<AppError | null> {
    let failure: AppError | null = null;
    const drive = accounts.find(accountId);
    if (drive === null || drive.account.state !== 'ready') return null;
    const parts = records.map(({ item, name }) => ({
      method: 'GET' as const,
      path: `${itemPath(item)}?$select=${entryFields}`,
      subject: name,
    }));
    const results = createItems(drive, { priority: 'background', signal: closing.signal }).batch(parts);
    for (const [place, record] of records.entries()) {
      const result = await results[place]?.catch((cause: unknown) => {
        log.info('a local copy could not be compared', { cause: String(cause) });
        if (isAppError(cause)) failure = cause;
      });
      const entry = result === undefined ? undefined : toEntryThere(drive, result);
      if (entry === undefined) {
        if (result?.ok === false) failure = result.error;
        continue;
      }
      answered.add(record.documentId);
      answers.set(record.documentId, { about: record.version, version: entry, atMs: clock.now() });
      if (entry !== null && !isSameContent(record.version, entry)) await noteNewer(accountId, entry);
      changed();
    }
    return failure;
  }

  /** Otherwise its row would show the old size and time beside the mark of a newer version. */
  async function noteNewer(accountId: string, entry: DriveEntry): Promise<void> {
    try {
      const listed = await index.call('find', { accountId, item: entry });
      if (listed !== null && !isSameContent(listed, entry))
        await index.call('put', { accountId, entry, parent: null });
    } catch (cause) {
      log.info('the list does not show a newer version', { cause: String(cause) });
    }
  }

  const start = (mustAsk: (record: DocumentRecord) => boolean): Promise<Checked> => {
    checking ??= checkAll(mustAsk)
      .catch((cause: unknown): Checked => {
        log.error('local copies were not compared', { cause: String(cause) });
        return { answered: new Set(), failure: new AppError('bug') };
      })
      .finally(() => (checking = null));
    return checking;
  };

  /** The running check may be about others. */
  const startNext = async (mustAsk: (record: DocumentRecord) => boolean): Promise<Checked> => {
    if (checking === null) return start(mustAsk);
    await checking;
    return startNext(mustAsk);
  };

  return {
    of(record) {
      const answer = answers.get(record.documentId);
      return answer === undefined ? 'unknown' : judge(record, answer);
    },
    async check() {
      await startNext(isDue);
    },
    newest(record) {
      const answer = answers.get(record.documentId);
      return answer !== undefined && judge(record, answer) === 'newer' ? answer.version : null;
    },
    async checkSome(documentIds) {
      await startNext(({ documentId }) => documentIds.has(documentId));
    },
    checkAgain: () => startNext(() => true),
    async close() {
      closing.abort();
      await checking;
    },
  };
}

function judge({ version }: DocumentRecord, answer: Answer): RemoteState {
  if (answer.version === null) return 'gone';
  if (isSameContent(version, answer.version)) return 'same';
  // The copy was saved or replaced since, so the answer says nothing about it.
  return isSameContent(version, answer.about) ? 'newer' : 'unknown';
}

/** undefined: nothing was learned. */
function toEntryThere(
  drive: NonNullable<ReturnType<AccountDrives['find']>>,
  result: SubResult,
): DriveEntry | null | undefined {
  if (!result.ok) return result.error.code === 'notFound' ? null : undefined;
  const wire = parseWireItem(result.body);
  if (wire === undefined) return undefined;
  try {
    return toRemoteItem(drive, wire).entry;
  } catch {
    return undefined;
  }
}
