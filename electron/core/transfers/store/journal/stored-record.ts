import { Transfer } from '../../../../contract/records.ts';
import { isEnded, type Job, type TransferRecord } from '../../model/transfer-record.ts';
import type { SessionKeys } from './session-keys.ts';

/** An upload session as it lies on the disk: its URL sealed, or not there at all. */
interface StoredSession {
  sealedUrl: string | null;
  expiresAt: string | null;
}

/** JSON of a record, without a secret in clear. */
export async function toStoredText(record: TransferRecord, keys: SessionKeys): Promise<string> {
  const { transfer, job } = record;
  if (job.kind !== 'uploadFile' || job.session === null) return JSON.stringify(record);
  const { uploadUrl, expiresAt } = job.session;
  const session: StoredSession = { sealedUrl: await keys.seal(transfer.accountId, uploadUrl), expiresAt };
  return JSON.stringify({ ...record, job: { ...job, session } });
}

const kinds: readonly string[] = [
  'uploadFile',
  'uploadFolder',
  'downloadFile',
  'downloadFolder',
  'refused',
] satisfies Job['kind'][];

/** null where it is not what this version writes. A session whose URL was not kept is no session any more. */
export async function parseStoredText(text: string, keys: SessionKeys): Promise<TransferRecord | null> {
  const parsed = parse(text);
  const value = (
    hasFormerName.test(text) ? withCurrentNames(parsed) : parsed
  ) as Partial<TransferRecord> | null;
  const transfer = Transfer.safeParse(value?.transfer);
  if (!transfer.success || !kinds.includes(String(value?.job?.kind))) return null;
  // The file is our own and the kind is known: what a job holds was written by this program.
  const record = { ...value, transfer: transfer.data } as TransferRecord;
  if (record.job.kind !== 'uploadFile' || record.job.session === null) return record;
  const stored = record.job.session as unknown as StoredSession;
  const { accountId } = record.transfer;
  const url = stored.sealedUrl === null ? null : await keys.unseal(accountId, stored.sealedUrl);
  if (url === null) {
    const lost = isEnded(record) ? {} : ({ restartReason: 'noVault', bytesDone: 0 } as const);
    return { ...record, transfer: { ...record.transfer, ...lost }, job: { ...record.job, session: null } };
  }
  const session = { uploadUrl: url, expiresAt: stored.expiresAt };
  return { ...record, job: { ...record.job, session } };
}

/** What fields were called in journals of earlier versions. */
const formerNames: Readonly<Record<string, string>> = {
  postponed: 'retry',
  beganAgain: 'restartReason',
  keptUntil: 'uploadExpiresAt',
  inTheWay: 'conflictTarget',
  placing: 'finalizing',
};

const hasFormerName = new RegExp(`"(?:${Object.keys(formerNames).join('|')})":`);

function withCurrentNames(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > 1) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      formerNames[name] ?? name,
      withCurrentNames(inner, depth + 1),
    ]),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
