import { canRedirect } from '../../contract/can-redirect.ts';
import { isRetryable } from '../../contract/can-retry.ts';
import type { Transfer } from '../../contract/transfers.ts';
import { toFailureSentences } from '../../contract/strings/failure-sentences.ts';
import { t } from '../../contract/strings/translate.ts';
import { formatSize } from '../../contract/strings/units.ts';
import { toWaitText } from '../../contract/strings/wait-text.ts';
import { listNames } from '../choose-account.ts';
import { CallFailed, CommandError } from '../command-error.ts';
import type { Connection } from '../connection.ts';
import { toInterruption, type Context } from '../context.ts';
import { exitCodes, toManyExitCode, type ExitCode } from '../exit-codes.ts';
import { toTable } from '../output/columns.ts';
import { shown } from '../output/printer.ts';
import { toTarget } from '../target.ts';

export async function listTransfers(context: Context): Promise<ExitCode> {
  const { printer } = context;
  const { transfers, summary } = await (await context.connection()).call('transfers.list', {});
  if (printer.isJson) {
    for (const transfer of transfers) await printer.result(transfer, () => '');
    return exitCodes.done;
  }
  if (transfers.length === 0) printer.note(t('cli.noTransfers'));
  else await printer.result({}, () => toTable(transfers.map((each) => toRow(each, summary.allPaused))));
  return exitCodes.done;
}

function toRow(transfer: Transfer, allPaused: boolean): string[] {
  const { transferId, kind, state, name, path, bytesDone, bytesTotal } = transfer;
  const reason = toReason(transfer, allPaused);
  return [
    transferId.slice(0, 8),
    t(`cli.transferKinds.${kind}`),
    t(`cli.transferStates.${state}`),
    bytesTotal === null ? '' : `${formatSize(bytesDone)} / ${formatSize(bytesTotal)}`,
    shown(`${path}/${name}`) + (reason === null ? '' : `  ${reason}`),
  ];
}

function toReason(
  { state, endedAt, failure, waitReason, waitUntil, restartReason }: Transfer,
  allPaused: boolean,
): string | null {
  if (state === 'failed') return failure === null ? null : toFailureSentences(failure).title;
  if (allPaused && (state === 'queued' || state === 'waiting')) return t('transfers.pausedWithAll');
  if (state === 'waiting' && waitReason !== null) {
    const waitMs = waitUntil === null ? 0 : Date.parse(waitUntil) - Date.now();
    return toWaitText(waitReason, waitMs);
  }
  return endedAt === null && restartReason !== null ? t(`transferState.restarted.${restartReason}`) : null;
}

async function toAccountNames(connection: Connection, accountIds: readonly string[]): Promise<string> {
  const accounts = await connection.call('accounts.list', {});
  const named = accounts.filter(({ accountId }) => accountIds.includes(accountId));
  return shown(listNames(named));
}

export type TransferAction = 'pause' | 'cancel' | 'retry';

const isOf =
  (id: string) =>
  ({ transferId }: Transfer): boolean =>
    id !== '' && transferId.startsWith(id);

/** Only these are counted. */
function isChangeable(action: TransferAction, transfer: Transfer, isNamed: boolean): boolean {
  const { state, endedAt } = transfer;
  if (action === 'retry')
    return isRetryable(transfer) || (isNamed && (state === 'cancelled' || state === 'waiting'));
  return endedAt === null && (action === 'cancel' || state !== 'paused');
}

export async function changeTransfers(
  context: Context,
  action: TransferAction,
  ids: readonly string[],
): Promise<ExitCode> {
  const connection = await context.connection();
  const named = await toNamed(connection, ids);
  const changed = named.filter((transfer) => isChangeable(action, transfer, ids.length > 0));
  const transferIds = changed.map(({ transferId }) => transferId);
  const choice = ids.length === 0 ? { all: true as const } : { transferIds };
  if (ids.length === 0 || transferIds.length > 0) await connection.call(`transfers.${action}`, choice);
  const count = changed.length;
  await context.printer.result({ type: action, count }, () => t(`cli.transfersChanged.${action}`, { count }));
  const left = named.filter((transfer) => transfer.state === 'failed' && !isRetryable(transfer)).length;
  if (action === 'retry' && left > 0)
    context.printer.note(t('cli.notRetried', { count: left, command: context.toCommand('transfers') }));
  return exitCodes.done;
}

/** All, if no id is given. One unknown id cancels the whole command, since the others may be mistyped too. */
async function toNamed(connection: Connection, ids: readonly string[]): Promise<Transfer[]> {
  const { transfers } = await connection.call('transfers.list', {});
  const unknown = ids.find((id) => !transfers.some(isOf(id)));
  if (unknown !== undefined)
    throw new CommandError(t('cli.noSuchTransfer', { id: unknown }), exitCodes.notFound);
  return transfers.filter((transfer) => ids.length === 0 || ids.some((id) => isOf(id)(transfer)));
}

/** Only what failed because of its folder, and with it what failed in the same batch for the same folder. */
export async function redirectTransfers(
  context: Context,
  to: string,
  ids: readonly string[],
): Promise<ExitCode> {
  const connection = await context.connection();
  const named = await toNamed(connection, ids);
  const { accountId } = await context.account();
  const { item, kind, path } = await connection.call('items.where', { accountId, target: toTarget(to) });
  if (kind !== 'folder') throw new CommandError(t('cli.notAFolder', { path: shown(path) }), exitCodes.usage);
  let count = 0;
  for (const { transferId } of named.filter(canRedirect)) {
    const { transfers } = await connection.call('transfers.list', {});
    // It went with one before it.
    if (!transfers.some((each) => each.transferId === transferId && canRedirect(each))) continue;
    const sent = await connection.call('transfers.redirect', { of: { transferId }, accountId, parent: item });
    count += sent.count;
  }
  const place = shown(path);
  await context.printer.result({ type: 'redirect', count, path }, () =>
    t('cli.redirected', { count, path: place }),
  );
  const left = named.filter((transfer) => transfer.state === 'failed' && !canRedirect(transfer)).length;
  if (left > 0)
    context.printer.note(t('cli.notRedirected', { count: left, command: context.toCommand('transfers') }));
  return exitCodes.done;
}

export async function resumeTransfers(
  context: Context,
  { all = false }: { all?: boolean },
): Promise<ExitCode> {
  const { printer, signal } = context;
  const connection = await context.connection();
  const onPart = (part: { active: number; bytesDone: number; bytesTotal: number }): void =>
    printer.progress(
      t('cli.resuming', {
        active: part.active,
        bytesDone: formatSize(part.bytesDone),
        bytesTotal: formatSize(part.bytesTotal),
      }),
    );
  try {
    const ended = await connection.call('transfers.continue', { liftPause: all }, { onPart, signal });
    const { done, failed, left, paused, allPaused, pausedAccountIds } = ended;
    await printer.result({ type: 'summary', ...ended }, () => t('cli.resumed', { done, failed, left }));
    if (paused > 0) {
      const names = await toAccountNames(connection, pausedAccountIds);
      const by = allPaused ? 'all' : names === '' ? 'other' : 'accounts';
      const command = context.toCommand(allPaused ? 'transfers resume --all' : 'accounts resume');
      printer.note(t('cli.leftPaused', { count: paused, by, names, command }));
    }
    return toManyExitCode(done, failed + left + paused === 0 ? [] : ['bug']);
  } catch (error) {
    throw error instanceof CallFailed && signal.aborted ? await toInterruption(context) : error;
  }
}

export async function clearTransfers(context: Context): Promise<ExitCode> {
  await (await context.connection()).call('transfers.clearEnded', {});
  await context.printer.result({ type: 'cleared' }, () => t('cli.transfersCleared'));
  return exitCodes.done;
}
