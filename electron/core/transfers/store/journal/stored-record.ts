import { z } from 'zod';
import { toCurrentCode } from '../../../../contract/errors.ts';
import { CarryVerb } from '../../../../contract/changes.ts';
import { ItemRef } from '../../../../contract/records.ts';
import { Transfer } from '../../../../contract/transfers.ts';
import { isEnded, type TransferRecord, type UploadSession } from '../../model/transfer-record.ts';
import type { SessionKeys } from './session-keys.ts';

/** The URL is sealed or missing. */
const StoredSession = z.object({ sealedUrl: z.string().nullable(), expiresAt: z.string().nullable() });
type StoredSession = z.infer<typeof StoredSession>;

/** Without secrets in plain text. */
export async function toStoredText(record: TransferRecord, keys: SessionKeys): Promise<string> {
  const { transfer, job } = record;
  if (job.kind === 'copy' && job.monitorUrl !== null) {
    // Without a vault the copy is found again by its name.
    const monitorUrl = await keys.seal(transfer.accountId, job.monitorUrl);
    return JSON.stringify({ ...record, job: { ...job, monitorUrl } });
  }
  if (job.kind !== 'uploadFile' || job.session === null) return JSON.stringify(record);
  const { uploadUrl, expiresAt } = job.session;
  const session: StoredSession = { sealedUrl: await keys.seal(transfer.accountId, uploadUrl), expiresAt };
  return JSON.stringify({ ...record, job: { ...job, session } });
}

const StoredEntry = z.looseObject({
  driveId: z.string(),
  itemId: z.string(),
  name: z.string(),
  own: ItemRef,
});

const StoredCarried = z.looseObject({
  accountId: z.string(),
  entry: StoredEntry,
  verb: CarryVerb,
  emptied: z.array(ItemRef),
});

/** The required fields. The rest was written by this program. */
const StoredJob = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('uploadFile'),
    source: z.looseObject({ path: z.string(), sizeBytes: z.number(), modifiedMs: z.number() }),
    parent: ItemRef.nullable(),
    intent: z.enum(['upload', 'save', 'saveBack']),
    carried: StoredCarried.optional(),
  }),
  z.looseObject({ kind: z.literal('carryFolder'), parent: ItemRef, carried: StoredCarried }),
  z.looseObject({
    kind: z.literal('uploadFolder'),
    path: z.string(),
    parent: ItemRef,
    intent: z.enum(['upload', 'save']),
  }),
  z.looseObject({ kind: z.literal('downloadFile'), item: ItemRef, to: z.string().nullable() }),
  z.looseObject({ kind: z.literal('downloadFolder'), item: ItemRef, to: z.string().nullable() }),
  z.looseObject({ kind: z.enum(['delete', 'restore']), entry: StoredEntry }),
  z.looseObject({ kind: z.enum(['move', 'copy']), entry: StoredEntry, to: ItemRef, name: z.string() }),
  z.looseObject({ kind: z.literal('refused') }),
]);

/** null if this version can't parse it. A session without a URL is dropped. */
export async function parseStoredText(text: string, keys: SessionKeys): Promise<TransferRecord | null> {
  const parsed = parse(text);
  const value = (
    hasFormerName.test(text) ? withCurrentNames(parsed) : parsed
  ) as Partial<TransferRecord> | null;
  const transfer = Transfer.safeParse(value?.transfer);
  if (!transfer.success || !StoredJob.safeParse(value?.job).success) return null;
  // The required fields were checked.
  const record = { ...value, transfer: transfer.data, retry: value?.retry ?? null } as TransferRecord;
  const { job } = record;
  if (job.kind === 'copy' && job.monitorUrl !== null) {
    const monitorUrl = await keys.unseal(transfer.data.accountId, job.monitorUrl);
    return { ...record, job: { ...job, monitorUrl } };
  }
  if (record.job.kind !== 'uploadFile' || record.job.session === null) return record;
  const session = await unsealSession(record.transfer.accountId, record.job.session, keys);
  if (typeof session !== 'string') return { ...record, job: { ...record.job, session } };
  const lost = isEnded(record) ? {} : { restartReason: session, bytesDone: 0, bytesInFlight: 0 };
  return { ...record, transfer: { ...record.transfer, ...lost }, job: { ...record.job, session: null } };
}

async function unsealSession(
  accountId: string,
  value: unknown,
  keys: SessionKeys,
): Promise<UploadSession | 'noVault' | 'sessionEnded'> {
  const stored = StoredSession.safeParse(value);
  if (!stored.success) return 'sessionEnded';
  const { sealedUrl, expiresAt } = stored.data;
  const uploadUrl = sealedUrl === null ? null : await keys.unseal(accountId, sealedUrl);
  return uploadUrl === null ? 'noVault' : { uploadUrl, expiresAt };
}

/** Field names in journals of earlier versions. */
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

const toCurrentReason = (key: string, value: unknown): unknown =>
  key === 'waitReason' || key === 'reason' ? toCurrentCode(value) : value;

function parse(text: string): unknown {
  try {
    return text.includes('"nameBusy"') ? JSON.parse(text, toCurrentReason) : JSON.parse(text);
  } catch {
    return null;
  }
}
