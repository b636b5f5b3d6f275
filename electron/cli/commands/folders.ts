import type { ErrorCode } from '../../contract/errors.ts';
import type { Differing } from '../../contract/methods.ts';
import { t } from '../../contract/strings/translate.ts';
import { CallFailed } from '../command-error.ts';
import type { Context } from '../context.ts';
import { exitCodes, toManyExitCode, type ExitCode } from '../exit-codes.ts';
import { shown } from '../output/printer.ts';
import { toPath, toTarget } from '../target.ts';

export async function makeFolder(
  context: Context,
  paths: readonly string[],
  { parents = false, dryRun = false }: { parents?: boolean; dryRun?: boolean },
): Promise<ExitCode> {
  const { accountId } = await context.account();
  const connection = await context.connection();
  const targets = paths.map(toPath);
  const failed: ErrorCode[] = [];
  for (const path of targets)
    try {
      const made = await connection.call('folders.make', { accountId, path, parents, dryRun });
      await context.printer.result({ type: 'folder', dryRun, ...made }, () => toFolderWords(made, dryRun));
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      context.printer.failure(error.failure, path);
      failed.push(error.failure.code);
    }
  return toManyExitCode(targets.length - failed.length, failed);
}

function toFolderWords({ path, made }: { path: string; made: readonly string[] }, dryRun: boolean): string {
  if (made.length === 0) return t('cli.did.folderExisted').concat('  ', shown(path));
  const did = t(dryRun ? 'cli.would.folderCreated' : 'cli.did.folderCreated');
  return made.map((each) => did.concat('  ', shown(each))).join('\n');
}

/** Exits with 1 if they differ. */
export async function check(context: Context, local: string, text: string): Promise<ExitCode> {
  const { printer, outputSignal: signal } = context;
  const { accountId } = await context.account();
  const connection = await context.connection();
  const onPart = (part: Differing): Promise<void> =>
    printer.result({ type: 'difference', ...part }, () => `${toWord(part)}  ${shown(part.path)}`);
  const input = { accountId, local: context.toLocal(local), target: toTarget(text) };
  const checked = await connection.call('folders.check', input, { onPart, signal });
  if (printer.isJson) await printer.result({ type: 'summary', ...checked }, () => '');
  else printer.note(t('cli.checked', checked));
  const { differing, onlyHere, onlyThere, unreadable } = checked;
  return differing + onlyHere + onlyThere + unreadable === 0 ? exitCodes.done : exitCodes.failed;
}

const toWord = ({ state, by }: Differing): string =>
  state === 'differs' ? t(`cli.check.differsBy.${by ?? 'kind'}`) : t(`cli.check.${state}`);

export async function sync(context: Context, text: string): Promise<ExitCode> {
  const { printer, signal } = context;
  const { accountId } = await context.account();
  const connection = await context.connection();
  const onPart = ({ files, folders }: { files: number; folders: number }): void =>
    printer.progress(t('cli.syncing', { files, folders }));
  const synced = await connection.call(
    'folders.sync',
    { accountId, target: toTarget(text) },
    { onPart, signal },
  );
  await printer.result({ type: 'summary', ...synced }, () =>
    t('cli.synced', { path: shown(synced.path), files: synced.files, folders: synced.folders }),
  );
  return exitCodes.done;
}
