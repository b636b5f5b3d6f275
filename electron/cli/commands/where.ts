import { t } from '../../contract/strings/translate.ts';
import type { Context } from '../context.ts';
import { CommandError } from '../command-error.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { toTable } from '../output/columns.ts';
import { shown } from '../output/printer.ts';
import { toTarget } from '../target.ts';

export async function where(context: Context, text: string | undefined): Promise<ExitCode> {
  const { printer } = context;
  if (text === undefined) {
    const profile = await context.profile();
    const { documentsFolder } = await (await context.connection()).call('storage.summary', {});
    await printer.result({ profile, documentsFolder }, () =>
      toTable([
        [t('cli.where.profile'), shown(profile)],
        [t('cli.where.documents'), shown(documentsFolder)],
      ]),
    );
    return exitCodes.done;
  }
  const { accountId } = await context.account();
  const connection = await context.connection();
  const found = await connection.call('items.where', { accountId, target: toTarget(text) });
  await printer.result(found, () =>
    toTable([
      [t('cli.where.path'), shown(found.path)],
      [t('cli.where.id'), `id:${found.item.driveId}/${found.item.itemId}`],
      [t('cli.where.web'), found.webUrl ?? '–'],
      [t('cli.where.local'), found.localPath === null ? '–' : shown(found.localPath)],
    ]),
  );
  return exitCodes.done;
}

/** Only the running app can open a file or show a folder. */
export async function open(context: Context, text: string): Promise<ExitCode> {
  const { accountId } = await context.account();
  const connection = await context.connection();
  if (connection.isOwner) throw new CommandError(t('cli.openNeedsWindow'));
  const input = { accountId, target: toTarget(text) };
  const done = await connection.call('items.openTarget', input, { signal: context.signal });
  const { path, opened, isViewOnly } = done;
  if (isViewOnly) context.printer.note(t('cli.openedViewOnly'));
  await context.printer.result({ type: 'opened', path, opened, isViewOnly }, () =>
    t(`cli.opened.${opened}`, { path: shown(path) }),
  );
  return exitCodes.done;
}
