import type { NameConflict } from '../../contract/methods.ts';
import { t } from '../../contract/strings/translate.ts';
import { CallFailed } from '../command-error.ts';
import { usageError, type Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { spoolStdin } from '../stdin.ts';
import { demandFew, toTarget } from '../target.ts';
import { runMove } from './move.ts';

export interface SendOptions {
  recursive?: boolean;
  parents?: boolean;
  conflict: NameConflict;
  dryRun?: boolean;
}

export type SendMethod = 'create' | 'update' | 'save';

/** The last of `paths` is the destination; "-" is stdin. */
export async function send(
  context: Context,
  method: SendMethod,
  paths: readonly string[],
  { recursive = false, parents = false, conflict, dryRun = false }: SendOptions,
): Promise<ExitCode> {
  const [sources, to] = [paths.slice(0, -1), paths.at(-1) ?? ''];
  if (sources.length === 0) throw usageError(t('cli.noDestination'));
  const input = {
    to: toTarget(to),
    recursive,
    makeFolders: parents,
    conflict,
    dryRun,
  } as const;
  if (!sources.includes('-')) {
    const { accountId } = await context.account();
    const files = demandFew(sources).map((path) => ({ path: context.toLocal(path), name: null }));
    return runMove(context, `files.${method}`, { ...input, accountId, sources: files }, { dryRun });
  }
  if (sources.length > 1) throw usageError(t('cli.stdinAlone'));
  const { accountId } = await context.account();
  const name = await findStdinName(context, accountId, to);
  const spooled = await spoolStdin(context, name);
  try {
    const files = [{ path: spooled.path, name }];
    return await runMove(context, `files.${method}`, { ...input, accountId, sources: files }, { dryRun });
  } finally {
    // An interrupted upload reads the file again when it resumes.
    if (!context.signal.aborted) await spooled.remove();
  }
}

/** Stdin has no name, so the target path has to supply one. */
async function findStdinName(context: Context, accountId: string, to: string): Promise<string> {
  const target = toTarget(to);
  const needsName = (): Error => usageError(t('cli.stdinNeedsName', { path: to }));
  if (typeof target !== 'string' || /[/\\]\s*$/.test(target) || /^https:/i.test(target)) throw needsName();
  const connection = await context.connection();
  const found = await connection.call('items.where', { accountId, target }).catch((error: unknown) => {
    if (error instanceof CallFailed && error.failure.code === 'pathNotFound') return null;
    throw error;
  });
  if (found !== null && found.kind !== 'file') throw needsName();
  return target.split(/[/\\]/).at(-1) ?? '';
}
