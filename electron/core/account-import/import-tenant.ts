import type { ImportRow } from '../../contract/account-import.ts';
import type { Account } from '../../contract/records.ts';
import { toAppRecord, toKept } from '../accounts/app-only/app-account.ts';
import { mapConcurrently, withGraph } from '../accounts/app-only/app-drives.ts';
import { findOwnedDrive } from '../accounts/app-only/find-drive.ts';
import { readUnattended } from '../accounts/app-only/unattended.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { NewAccount } from '../accounts/new-account.ts';
import { noCredential } from '../accounts/credential-store.ts';
import { signInAsApp, type AppGrant, type AppProof } from '../accounts/sign-in/app-flow.ts';
import { AppError, isAppError } from '../errors.ts';
import type { GraphClient } from '../graph/graph-client.ts';
import type { Ports } from '../ports.ts';
import type { TenantEntry } from './import-entries.ts';

export interface ImportContext {
  ports: Ports;
  accounts: Accounts;
  keep: Account['credentials'];
  signal: AbortSignal;
  changed: (row: ImportRow, patch: Partial<ImportRow>) => void;
  readonly added: Map<ImportRow, string>;
}

const atOnce = 4;
const perWrite = 25;

/** A row that fails says why; the others continue. */
export async function importTenant(
  work: ImportContext,
  tenant: TenantEntry,
  typed: string | null,
  rows: readonly ImportRow[],
): Promise<void> {
  try {
    const grant = await signIn(work, tenant, typed);
    await withGraph(work.ports, grant, async (graph) => {
      for (let at = 0; at < rows.length; at += perWrite) {
        if (work.signal.aborted) throw new AppError('cancelled');
        await addRows(work, { tenant, grant, graph }, rows.slice(at, at + perWrite));
      }
    });
  } catch (error) {
    // Without a sign-in none can continue; accounts added before stay.
    const failure = toKnown(error).toFailure();
    for (const row of rows) {
      if (row.state === 'toAdd' || row.state === 'running') work.changed(row, { state: 'failed', failure });
    }
  }
}

async function signIn(
  { ports }: ImportContext,
  tenant: TenantEntry,
  typed: string | null,
): Promise<AppGrant> {
  const { cloud, clientId, secret, secretExpiresAt } = tenant;
  const registration = { cloud, tenant: tenant.tenant, clientId, authority: null };
  const grant = await signInAsApp({ ports, registration }, await toProof(secret, typed, ports));
  return { ...grant, expiresAt: grant.expiresAt ?? secretExpiresAt };
}

async function toProof(
  source: TenantEntry['secret'],
  typed: string | null,
  { clock }: Ports,
): Promise<AppProof> {
  if (source.from !== 'prompt') return readUnattended(source, clock.now());
  if (typed === null) throw new AppError('wrongSecret');
  return { credential: { ...noCredential, secret: typed }, expiresAt: null };
}

interface Open {
  tenant: TenantEntry;
  grant: AppGrant;
  graph: GraphClient;
}

async function addRows(work: ImportContext, open: Open, rows: readonly ImportRow[]): Promise<void> {
  const { accounts, changed, added } = work;
  const source = open.tenant.secret.from === 'prompt' ? null : open.tenant.secret;
  const found = await mapConcurrently(rows, atOnce, async (row) => {
    changed(row, { state: 'running' });
    const record = await findRecord(work, open, row);
    return record === null ? null : { row, record };
  });
  const ready = found.filter((one) => one !== null);
  const newAccounts: NewAccount[] = ready.map(({ record }) => ({
    record,
    credential: toKept(open.grant, source),
  }));
  await accounts.addAll(newAccounts);
  for (const { row, record } of ready) {
    added.set(row, record.account.accountId);
    changed(row, { state: 'added' });
  }
}

async function findRecord(
  { accounts, keep, changed, signal }: ImportContext,
  { tenant, grant, graph }: Open,
  row: ImportRow,
) {
  const source = tenant.secret.from === 'prompt' ? null : tenant.secret;
  try {
    if (signal.aborted) throw new AppError('cancelled');
    const drive = await findOwnedDrive(graph, grant.roles, row.address, row.rootPath);
    const { name, group, rootPath } = row;
    // A secret that is read from elsewhere each time is only kept for the session.
    const kept: Account['credentials'] = source === null ? keep : 'session';
    return toAppRecord(grant, drive, { name, group: group || null, rootPath, keep: kept, source }, accounts);
  } catch (error) {
    changed(row, { state: 'failed', failure: toKnown(error).toFailure() });
    return null;
  }
}

/** Rethrows bugs. */
function toKnown(error: unknown): AppError {
  if (isAppError(error)) return error;
  throw error;
}
