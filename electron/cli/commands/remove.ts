import { t } from '../../contract/strings/translate.ts';
import { formatSize } from '../../contract/strings/units.ts';
import { toNothingDone } from '../command-error.ts';
import type { Context } from '../context.ts';
import { toManyExitCode, type ExitCode } from '../exit-codes.ts';
import { shown } from '../output/printer.ts';
import { toTargets } from '../target.ts';

export interface RemoveOptions {
  recursive?: boolean;
  dryRun?: boolean;
}

export async function remove(
  context: Context,
  targets: readonly string[],
  { recursive = false, dryRun = false }: RemoveOptions,
): Promise<ExitCode> {
  const { printer, signal } = context;
  const { accountId } = await context.account();
  const connection = await context.connection();
  const input = { accountId, targets: toTargets(targets), recursive, dryRun };
  const onPart = ({ path }: { path: string }): Promise<void> =>
    printer.result({ type: 'deleted', dryRun, path }, () =>
      t(dryRun ? 'cli.would.deleted' : 'cli.did.deleted').concat('  ', shown(path)),
    );
  const deleted = await connection.call('files.delete', input, { onPart, signal }).catch((error: unknown) => {
    // Otherwise the failures are in the result.
    throw toNothingDone(error, targets.length);
  });
  for (const { path, failure } of deleted.failed) printer.failure(failure, path);
  const { failed, files, folders, filesInside, foldersInside, sizeBytes } = deleted;
  if (printer.isJson) await printer.result({ type: 'summary', dryRun, ...deleted }, () => '');
  else
    printer.note(
      t('cli.deleted', {
        dryRun,
        what: toKinds(files, folders),
        inside: toKinds(filesInside, foldersInside),
        files,
        folders,
        filesInside,
        foldersInside,
        size: formatSize(sizeBytes),
      }),
    );
  return toManyExitCode(
    files + folders,
    failed.map(({ failure }) => failure.code),
  );
}

const toKinds = (files: number, folders: number): 'both' | 'files' | 'folders' | 'none' => {
  if (files > 0) return folders > 0 ? 'both' : 'files';
  return folders > 0 ? 'folders' : 'none';
};
