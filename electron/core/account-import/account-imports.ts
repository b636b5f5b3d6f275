import { randomUUID } from 'node:crypto';
import type { ImportPlan, ImportRow } from '../../contract/account-import.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { CredentialStore } from '../accounts/credential-store.ts';
import { AppError } from '../errors.ts';
import { FileRefused, readRegularFile } from '../lib/read-regular-file.ts';
import { reportBug } from '../lib/report-bug.ts';
import { createCoalescer } from '../lib/coalescer.ts';
import type { Ports } from '../ports.ts';
import { settledSoon } from '../lib/settled-soon.ts';
import type { SessionContext } from '../session/session-context.ts';
import type { OfferedSource } from '../lib/inspect-source.ts';
import { exportAccounts } from './export-accounts.ts';
import { maxFileBytes, parseImportFile } from './parse-import-file.ts';
import { planImport, toPlan, type PlannedImport } from './plan-import.ts';
import { importTenant } from './import-tenant.ts';

/** An import belongs to the window that read the file, and ends with it. */
export interface AccountImports {
  /** @throws AppError ticketUnknown, localNotAFile, localFileUnreadable, tooLarge */
  read(session: SessionContext, ticket: string): Promise<ImportPlan>;
  /** Returns at once; progress goes to the session. @throws AppError notFound; cancelled if it ran before */
  run(
    session: SessionContext,
    importId: string,
    secrets: Readonly<Record<string, string>>,
  ): Promise<ImportPlan>;
  export(): string;
  closeSession(session: SessionContext): void;
  close(): Promise<void>;
}

export interface AccountImportsDeps {
  ports: Ports;
  accounts: Accounts;
  credentials: CredentialStore;
}

interface AccountImport extends PlannedImport {
  importId: string;
  session: SessionContext;
  state: ImportPlan['state'];
  abort: AbortController;
}

const tellEveryMs = 250;

export function createAccountImports({ ports, accounts, credentials }: AccountImportsDeps): AccountImports {
  const imports = new Map<string, AccountImport>();
  const running = new Set<Promise<void>>();
  const planOf = (accountImport: AccountImport) =>
    toPlan(accountImport.importId, accountImport.state, accountImport);
  const progress = createCoalescer(ports.clock, tellEveryMs, (importId) => {
    const accountImport = imports.get(importId);
    if (accountImport !== undefined)
      accountImport.session.emit('accountImport.changed', planOf(accountImport));
  });

  const find = (session: SessionContext, importId: string): AccountImport => {
    const accountImport = imports.get(importId);
    if (accountImport === undefined || accountImport.session !== session) throw new AppError('notFound');
    return accountImport;
  };

  const end = (accountImport: AccountImport) => {
    accountImport.abort.abort();
    imports.delete(accountImport.importId);
  };

  const addAccounts = async (
    accountImport: AccountImport,
    secrets: Readonly<Record<string, string>>,
  ): Promise<void> => {
    const keep = (await credentials.canSeal()) ? 'sealed' : 'session';
    const changed = (row: ImportRow, patch: Partial<ImportRow>) => {
      Object.assign(row, patch);
      progress.note(accountImport.importId);
    };
    const added = new Map<ImportRow, string>();
    const work = { ports, accounts, keep, signal: accountImport.abort.signal, changed, added } as const;
    await Promise.all(
      accountImport.file.tenants.map(async (tenant) => {
        const rows = accountImport.rows.filter((row) => row.tenant === tenant.name && row.state === 'toAdd');
        const typed = Object.hasOwn(secrets, tenant.name) ? (secrets[tenant.name] ?? null) : null;
        if (rows.length > 0) await importTenant(work, tenant, typed, rows);
      }),
    );
    await arrangeLikeFile(accounts, accountImport.rows, added);
  };

  const run = async (
    accountImport: AccountImport,
    secrets: Readonly<Record<string, string>>,
  ): Promise<void> => {
    try {
      await addAccounts(accountImport, secrets);
    } catch (error) {
      reportBug(ports.log, 'accountImport', error);
      const failure = new AppError('bug').toFailure();
      for (const row of accountImport.rows)
        if (row.state === 'running') Object.assign(row, { state: 'failed', failure });
    }
    accountImport.state = 'done';
    progress.note(accountImport.importId);
  };

  return {
    async read(session, ticket) {
      const file = parseImportFile(await readOffered(session.tickets.redeem([ticket])));
      const { policy, clock } = ports;
      const judged = await planImport(file, { records: accounts.records(), policy, nowMs: clock.now() });
      // One at a time per window.
      for (const accountImport of imports.values())
        if (accountImport.session === session && accountImport.state !== 'running')
          imports.delete(accountImport.importId);
      const accountImport: AccountImport = {
        ...judged,
        importId: randomUUID(),
        session,
        state: 'dry',
        abort: new AbortController(),
      };
      if (session.closed.aborted) throw new AppError('cancelled');
      imports.set(accountImport.importId, accountImport);
      return planOf(accountImport);
    },
    async run(session, importId, secrets) {
      const accountImport = find(session, importId);
      if (accountImport.state !== 'dry') return planOf(accountImport);
      accountImport.state = 'running';
      const adding = run(accountImport, secrets).finally(() => running.delete(adding));
      running.add(adding);
      return planOf(accountImport);
    },
    export: () => exportAccounts(accounts.records()),
    closeSession(session) {
      for (const accountImport of imports.values()) if (accountImport.session === session) end(accountImport);
    },
    async close() {
      for (const accountImport of imports.values()) end(accountImport);
      progress.close();
      await settledSoon(running);
    },
  };
}

/** Tenants respond in any order; accounts are arranged as in the file, after existing ones. */
async function arrangeLikeFile(
  accounts: Accounts,
  rows: readonly ImportRow[],
  added: ReadonlyMap<ImportRow, string>,
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
  if (source.sizeBytes > maxFileBytes) throw new AppError('importTooLarge', { subject: source.name });
  try {
    return (await readRegularFile(source.path, { maxBytes: maxFileBytes })).toString('utf8');
  } catch (cause) {
    if (cause instanceof FileRefused && cause.reason === 'tooLarge')
      throw new AppError('importTooLarge', { subject: source.name, cause });
    throw new AppError('localFileUnreadable', { subject: source.name, cause });
  }
}
