import type { ListedItem } from '../../contract/methods.ts';
import { t } from '../../contract/strings/translate.ts';
import { formatSize } from '../../contract/strings/units.ts';
import type { Context } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { toSizeColumn, toTimeColumn } from '../output/columns.ts';
import { shown } from '../output/printer.ts';
import { toTarget } from '../target.ts';

export interface ListOptions {
  recursive?: boolean;
  limit?: number;
}

export async function list(
  context: Context,
  text: string,
  { recursive = false, limit }: ListOptions,
): Promise<ExitCode> {
  const { printer, outputSignal: signal } = context;
  const { accountId } = await context.account();
  const connection = await context.connection();
  const input = { accountId, target: toTarget(text), recursive, limit: limit ?? null };
  let base: string | null = null;
  const onPart = async (items: ListedItem[]): Promise<void> => {
    const [first] = items;
    if (first === undefined) return;
    if (base === null && !printer.isJson) await printer.result({}, toHead);
    base ??= first.path.slice(0, first.path.length - first.name.length);
    const from = base.length;
    await printer.results(items, (item) => toLine(item, recursive ? item.path.slice(from) : item.name));
  };
  const { files, folders, sizeBytes } = await connection.call('files.list', input, { onPart, signal });
  if (!printer.isJson) printer.note(t('cli.listed', { files, folders, size: formatSize(sizeBytes) }));
  return exitCodes.done;
}

const toHead = (): string =>
  [t('cli.columns.size').padStart(9), t('cli.columns.modified').padEnd(16), t('cli.columns.name')].join('  ');

const toLine = ({ kind, sizeBytes, modifiedAt }: ListedItem, name: string): string =>
  [toSizeColumn(sizeBytes), toTimeColumn(modifiedAt), shown(name) + (kind === 'folder' ? '/' : '')].join(
    '  ',
  );
