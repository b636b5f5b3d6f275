import type { RemoteState } from '../../contract/records.ts';
import type { AccountDrives } from '../accounts/account-drive.ts';
import type { DocumentRecord } from '../documents/document-record.ts';
import type { Documents } from '../documents/documents.ts';
import { itemPath } from '../graph/addressing.ts';
import type { PartResult } from '../graph/batch.ts';
import { entryFields, parseWireItem } from '../graph/drive-item.ts';
import { createItems, toRemoteItem } from '../graph/items.ts';
import { isSameContent, type ContentVersion } from '../graph/same-content.ts';
import type { Clock, Log } from '../ports.ts';

/** Whether OneDrive still has the version that each local copy came from. Only what OneDrive said counts, never a guess. */
export interface Freshness {
  of(record: DocumentRecord): RemoteState;
  /** Asks OneDrive about every copy that it was not asked about a moment ago, twenty in one request. Never rejects. */
  check(): Promise<void>;
  /** The same for all of them, however lately they were asked about. */
  checkAgain(): Promise<void>;
}

export interface FreshnessDeps {
  documents: Documents;
  accounts: AccountDrives;
  clock: Clock;
  log: Log;
  /** Something may be said of some copies that was not known before. */
  changed: () => void;
}

interface Answer {
  /** null: it is not there any more. */
  version: ContentVersion | null;
  atMs: number;
}

const validMs = 60_000;

export function createFreshness({ documents, accounts, clock, log, changed }: FreshnessDeps): Freshness {
  const answers = new Map<string, Answer>();
  let checking: Promise<void> | null = null;

  const isDue = ({ documentId }: DocumentRecord): boolean => {
    const answer = answers.get(documentId);
    // A clock that was set back makes it due as well.
    return answer === undefined || Math.abs(clock.now() - answer.atMs) > validMs;
  };

  async function checkAll(mustAsk: (record: DocumentRecord) => boolean): Promise<void> {
    const records = documents.records();
    const known = new Set(records.map(({ documentId }) => documentId));
    for (const documentId of answers.keys()) if (!known.has(documentId)) answers.delete(documentId);
    const byAccount = Map.groupBy(records.filter(mustAsk), ({ accountId }) => accountId);
    for (const [accountId, due] of byAccount) await checkAccount(accountId, due);
  }

  async function checkAccount(accountId: string, records: readonly DocumentRecord[]): Promise<void> {
    const drive = accounts.find(accountId);
    if (drive === null || drive.account.state !== 'ready') return;
    const parts = records.map(({ item, name }) => ({
      method: 'GET' as const,
      path: `${itemPath(item)}?$select=${entryFields}`,
      subject: name,
    }));
    const results = createItems(drive, { priority: 'background' }).batch(parts);
    for (const [place, record] of records.entries()) {
      const result = await results[place]?.catch((cause: unknown) => {
        log.info('a local copy could not be compared', { cause: String(cause) });
      });
      const version = result === undefined ? undefined : toVersion(drive, result);
      if (version === undefined) continue;
      answers.set(record.documentId, { version, atMs: clock.now() });
      changed();
    }
  }

  const start = (mustAsk: (record: DocumentRecord) => boolean): Promise<void> => {
    checking ??= checkAll(mustAsk)
      .catch((cause: unknown) => log.error('local copies were not compared', { cause: String(cause) }))
      .finally(() => (checking = null));
    return checking;
  };

  return {
    of({ documentId, version }) {
      const answer = answers.get(documentId);
      if (answer === undefined) return 'unknown';
      if (answer.version === null) return 'gone';
      return isSameContent(version, answer.version) ? 'same' : 'newer';
    },
    check: () => start(isDue),
    async checkAgain() {
      await checking;
      await start(() => true);
    },
  };
}

/** undefined: nothing was learned. */
function toVersion(
  drive: NonNullable<ReturnType<AccountDrives['find']>>,
  result: PartResult,
): ContentVersion | null | undefined {
  if (!result.ok) return result.error.code === 'notFound' ? null : undefined;
  const wire = parseWireItem(result.body);
  if (wire === undefined) return undefined;
  try {
    return toRemoteItem(drive, wire).entry;
  } catch {
    return undefined;
  }
}
