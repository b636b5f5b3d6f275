import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { BatchPlan, BatchRow } from '../../contract/batch.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { CredentialStore } from '../accounts/credential-store.ts';
import { AppError } from '../errors.ts';
import { createCoalescer } from '../lib/coalescer.ts';
import type { Ports } from '../ports.ts';
import type { SessionContext } from '../session.ts';
import type { OfferedSource } from '../tickets.ts';
import { exportBatch } from './export-batch.ts';
import { maxFileBytes, parseBatch } from './parse-batch.ts';
import { judgeBatch, toPlan, type JudgedBatch } from './plan-batch.ts';
import { runTenant } from './run-batch.ts';

/** Many app-only accounts from one file. A batch belongs to the window that read it, and ends with it. */
export interface Batches {
  /** @throws AppError ticketUnknown, localNotAFile, localFileUnreadable, tooLarge */
  read(session: SessionContext, ticket: string): Promise<BatchPlan>;
  /** Answers at once; the session hears how it goes. @throws AppError notFound, cancelled when it ran before */
  run(
    session: SessionContext,
    batchId: string,
    secrets: Readonly<Record<string, string>>,
  ): Promise<BatchPlan>;
  export(): string;
  closeSession(session: SessionContext): void;
  close(): void;
}

export interface BatchesSurroundings {
  ports: Ports;
  accounts: Accounts;
  credentials: CredentialStore;
}

interface Batch extends JudgedBatch {
  batchId: string;
  session: SessionContext;
  state: BatchPlan['state'];
  abort: AbortController;
}

/** A person sees progress; more often would only cost time with thousands of rows. */
const tellEveryMs = 250;

export function createBatches({ ports, accounts, credentials }: BatchesSurroundings): Batches {
  const batches = new Map<string, Batch>();
  const planOf = (batch: Batch) => toPlan(batch.batchId, batch.state, batch);
  const tell = createCoalescer(ports.clock, tellEveryMs, (batchId) => {
    const batch = batches.get(batchId);
    if (batch !== undefined) batch.session.say('batch.changed', planOf(batch));
  });

  const find = (session: SessionContext, batchId: string): Batch => {
    const batch = batches.get(batchId);
    if (batch === undefined || batch.session !== session) throw new AppError('notFound');
    return batch;
  };

  const end = (batch: Batch) => {
    batch.abort.abort();
    batches.delete(batch.batchId);
  };

  const carryOut = async (batch: Batch, secrets: Readonly<Record<string, string>>): Promise<void> => {
    const keep = (await credentials.canSeal()) ? 'sealed' : 'session';
    const changed = (row: BatchRow, patch: Partial<BatchRow>) => {
      // Rows are told by their reference: the plan holds the same ones.
      Object.assign(row, patch);
      tell.note(batch.batchId);
    };
    const added = new Map<BatchRow, string>();
    const work = { ports, accounts, keep, signal: batch.abort.signal, changed, added } as const;
    await Promise.all(
      batch.file.tenants.map(async (tenant) => {
        const rows = batch.rows.filter((row) => row.tenant === tenant.name && row.state === 'toAdd');
        const typed = Object.hasOwn(secrets, tenant.name) ? (secrets[tenant.name] ?? null) : null;
        if (rows.length > 0) await runTenant(work, tenant, typed, rows);
      }),
    );
    await arrangeLikeFile(accounts, batch.rows, added);
  };

  const run = async (batch: Batch, secrets: Readonly<Record<string, string>>): Promise<void> => {
    try {
      await carryOut(batch, secrets);
    } catch (error) {
      ports.log.error('bug', {
        during: 'batch',
        error: error instanceof Error ? (error.stack ?? '') : String(error),
      });
      const failure = new AppError('bug').toFailure();
      for (const row of batch.rows)
        if (row.state === 'running') Object.assign(row, { state: 'failed', failure });
    }
    batch.state = 'done';
    tell.note(batch.batchId);
  };

  return {
    async read(session, ticket) {
      const file = parseBatch(await readOffered(session.tickets.redeem([ticket])));
      const { policy, clock } = ports;
      const judged = await judgeBatch(file, { records: accounts.records(), policy, nowMs: clock.now() });
      // One at a time in a window: the one before it was thrown away by choosing another file.
      for (const batch of batches.values())
        if (batch.session === session && batch.state !== 'running') batches.delete(batch.batchId);
      const batch: Batch = {
        ...judged,
        batchId: randomUUID(),
        session,
        state: 'dry',
        abort: new AbortController(),
      };
      batches.set(batch.batchId, batch);
      return planOf(batch);
    },
    async run(session, batchId, secrets) {
      const batch = find(session, batchId);
      if (batch.state !== 'dry') return planOf(batch);
      batch.state = 'running';
      void run(batch, secrets);
      return planOf(batch);
    },
    export: () => exportBatch(accounts.records()),
    closeSession(session) {
      for (const batch of batches.values()) if (batch.session === session) end(batch);
    },
    close() {
      for (const batch of batches.values()) end(batch);
      tell.close();
    },
  };
}

/** Tenants answer as they like; the accounts stand as their lines do, behind those that were there before. */
async function arrangeLikeFile(
  accounts: Accounts,
  rows: readonly BatchRow[],
  added: ReadonlyMap<BatchRow, string>,
): Promise<void> {
  const fresh = [...new Set(rows.flatMap((row) => added.get(row) ?? []))];
  if (fresh.length === 0) return;
  const list = accounts.list();
  const groupOf = new Map(list.map(({ accountId, group }) => [accountId, group]));
  const earlier = list.map(({ accountId }) => accountId).filter((accountId) => !fresh.includes(accountId));
  const order = [...earlier, ...fresh].filter((accountId) => groupOf.has(accountId));
  await accounts.arrange(order.map((accountId) => ({ accountId, group: groupOf.get(accountId) ?? null })));
}

async function readOffered([source]: readonly OfferedSource[]): Promise<string> {
  if (source === undefined || source.kind === 'folder')
    throw new AppError('localNotAFile', { subject: source?.name ?? null });
  if (source.kind === 'refused') throw new AppError(source.failure.code, { subject: source.name });
  if (source.sizeBytes > maxFileBytes) throw new AppError('batchTooLarge', { subject: source.name });
  try {
    return await readFile(source.path, 'utf8');
  } catch (cause) {
    throw new AppError('localFileUnreadable', { subject: source.name, cause });
  }
}
