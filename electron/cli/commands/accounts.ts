import type { ImportPlan } from '../../contract/account-import.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import { toImportProblemText } from '../../contract/strings/import-problem-text.ts';
import { t } from '../../contract/strings/translate.ts';
import { chooseAccount } from '../choose-account.ts';
import type { Context } from '../context.ts';
import { exitCodes, toManyExitCode, type ExitCode } from '../exit-codes.ts';
import { toTable } from '../output/columns.ts';
import { shown } from '../output/printer.ts';

export async function listAccounts(context: Context): Promise<ExitCode> {
  const { printer } = context;
  const accounts = await (await context.connection()).call('accounts.list', {});
  if (accounts.length === 0) {
    printer.note(t('cli.noAccount'));
    return exitCodes.done;
  }
  if (printer.isJson) {
    for (const account of accounts) await printer.result(account, () => '');
    return exitCodes.done;
  }
  const rows = accounts.map(({ address, displayName, kind, state, isPaused, accountId }) => [
    shown(address),
    shown(displayName),
    t(`cli.accountKinds.${kind}`),
    t(`cli.accountStates.${state === 'ready' && isPaused ? 'paused' : state}`),
    accountId,
  ]);
  await printer.result({}, () => toTable(rows));
  return exitCodes.done;
}

export async function addSample(context: Context): Promise<ExitCode> {
  const account = await (await context.connection()).call('accounts.addSample', {});
  await context.printer.result(account, () => t('cli.accountAdded', { name: account.address }));
  return exitCodes.done;
}

export async function removeAccount(context: Context, text: string): Promise<ExitCode> {
  const connection = await context.connection();
  const account = chooseAccount(await connection.call('accounts.list', {}), text);
  await connection.call('accounts.remove', { accountId: account.accountId, includeDocuments: false });
  await context.printer.result({ type: 'removed', accountId: account.accountId }, () =>
    t('cli.accountRemoved', { name: account.address || account.displayName }),
  );
  return exitCodes.done;
}

/** Until it is resumed, here or in the app. */
export async function pauseAccounts(
  context: Context,
  names: readonly string[],
  isPaused: boolean,
): Promise<ExitCode> {
  const { printer } = context;
  const connection = await context.connection();
  const all = await connection.call('accounts.list', {});
  const accounts = [...new Set(names.map((name) => chooseAccount(all, name)))];
  const accountIds = accounts.map(({ accountId }) => accountId);
  await connection.call('accounts.pause', { accountIds, isPaused });
  for (const { accountId, address, displayName } of accounts)
    await printer.result({ type: isPaused ? 'paused' : 'resumed', accountId }, () =>
      t(isPaused ? 'cli.accountPaused' : 'cli.accountResumed', { name: shown(address || displayName) }),
    );
  // A running app continues them.
  if (!isPaused && connection.isOwner) {
    const { transfers } = await connection.call('transfers.list', {});
    const count = transfers.filter(
      ({ accountId, endedAt }) => endedAt === null && accountIds.includes(accountId),
    ).length;
    if (count > 0)
      printer.note(t('cli.transfersLeft', { count, command: context.toCommand('transfers resume') }));
  }
  return exitCodes.done;
}

export async function importAccounts(
  context: Context,
  file: string,
  { dryRun = false }: { dryRun?: boolean },
): Promise<ExitCode> {
  const { printer } = context;
  const path = context.toLocal(file);
  const plan = await (await context.connection()).call('accounts.importFile', { path, dryRun });
  await printPlan(context, plan, dryRun);
  const failed: ErrorCode[] = plan.rows.flatMap(({ state, failure }) =>
    state === 'failed' || state === 'wrong' ? [failure?.code ?? 'badInput'] : [],
  );
  const good = plan.rows.filter(({ state }) => ['added', 'exists', 'toAdd'].includes(state)).length;
  for (const { failure, address } of plan.rows) if (failure !== null) printer.failure(failure, address);
  return plan.problems.length > 0 && good === 0 ? exitCodes.usage : toManyExitCode(good, failed);
}

async function printPlan(
  { printer }: Context,
  { rows, problems }: ImportPlan,
  dryRun: boolean,
): Promise<void> {
  for (const problem of problems)
    await printer.result({ type: 'problem', ...problem }, () =>
      t('cli.importProblem', {
        line: problem.line,
        hasLine: problem.line !== null,
        problem: toImportProblemText(problem),
      }),
    );
  for (const row of rows)
    await printer.result(
      { type: 'account', dryRun, ...row },
      () => `${t(`cli.importStates.${row.state}`)}  ${shown(row.address)}  ${shown(row.name)}`,
    );
}

export async function exportAccounts(context: Context): Promise<ExitCode> {
  const { yaml } = await (await context.connection()).call('accountImport.export', {});
  context.runtime.stdout.write(yaml);
  return exitCodes.done;
}
