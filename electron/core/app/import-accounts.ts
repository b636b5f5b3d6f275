import { basename } from 'node:path';
import type { ImportPlan } from '../../contract/account-import.ts';
import type { AccountImports } from '../account-import/account-imports.ts';
import { AppError } from '../errors.ts';
import { createContentUrls } from '../session/content-urls.ts';
import { noWindow } from '../session/windows.ts';
import type { SessionContext } from '../session/session-context.ts';
import { createTickets } from '../session/tickets.ts';

export async function importAccounts(
  accountImports: Pick<AccountImports, 'read' | 'run' | 'closeSession'>,
  path: string,
  dryRun: boolean,
): Promise<ImportPlan> {
  const { promise, resolve } = Promise.withResolvers<ImportPlan>();
  const closing = new AbortController();
  const context: SessionContext = {
    emit(event, payload) {
      if (event !== 'accountImport.changed') return;
      const plan = payload as ImportPlan;
      if (plan.state === 'done') resolve(plan);
    },
    tickets: createTickets(),
    contentUrls: createContentUrls(),
    ...noWindow,
    closed: closing.signal,
  };
  try {
    const [offered] = await context.tickets.offer([{ path, name: basename(path), relativePath: '' }]);
    if (offered === undefined) throw new AppError('localFileMissing', { subject: basename(path) });
    const plan = await accountImports.read(context, offered.ticket);
    if (dryRun || plan.problems.length > 0 || plan.rows.every(({ state }) => state !== 'toAdd')) return plan;
    await accountImports.run(context, plan.importId, {});
    return await promise;
  } finally {
    closing.abort();
    accountImports.closeSession(context);
    context.tickets.close();
    context.contentUrls.close();
  }
}
