import type { NameConflict } from '../../contract/methods.ts';
import { t } from '../../contract/strings/translate.ts';
import { usageError, type Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { toTarget, toTargets } from '../target.ts';
import { runMove } from './move.ts';

export type PlaceVerb = 'move' | 'copy';

export interface PlaceOptions {
  toAccount?: string;
  parents?: boolean;
  conflict: NameConflict;
  dryRun?: boolean;
}

export async function place(
  context: Context,
  verb: PlaceVerb,
  paths: readonly string[],
  { toAccount, parents = false, conflict, dryRun = false }: PlaceOptions,
): Promise<ExitCode> {
  const to = paths.at(-1);
  if (to === undefined || paths.length < 2) throw usageError(t('cli.noPlace', { command: verb }));
  const { accountId } = await context.account();
  const other = toAccount === undefined ? null : await context.account(toAccount);
  const input = {
    accountId,
    targets: toTargets(paths.slice(0, -1)),
    to: toTarget(to),
    toAccountId: other?.accountId ?? null,
    makeFolders: parents,
    conflict,
    dryRun,
  };
  return runMove(context, verb === 'move' ? 'files.move' : 'files.copy', input, { dryRun });
}
