import type { ErrorCode } from '../../contract/errors.ts';
import type { CommandInput, MoveCounts, MovedItem, MovePart, MoveProgress } from '../../contract/methods.ts';
import { t } from '../../contract/strings/translate.ts';
import { formatDuration, formatSize } from '../../contract/strings/units.ts';
import { CallFailed, toNothingDone } from '../command-error.ts';
import { toInterruption, type Context } from '../context.ts';
import { toManyExitCode, type ExitCode } from '../exit-codes.ts';
import { shown } from '../output/printer.ts';

export type MoveMethod =
  'files.create' | 'files.update' | 'files.save' | 'files.download' | 'files.move' | 'files.copy';

export interface MoveOptions {
  dryRun: boolean;
  /** Prints only failures: when downloading to stdout, stdout must hold nothing but the file. */
  isQuiet?: boolean;
  onItem?: (item: MovedItem) => void;
}

export async function runMove<M extends MoveMethod>(
  context: Context,
  method: M,
  input: CommandInput<M>,
  { dryRun, isQuiet = false, onItem }: MoveOptions,
): Promise<ExitCode> {
  const { printer, signal } = context;
  const connection = await context.connection();
  const failed: ErrorCode[] = [];
  let hasBegun = false;
  const onPart = async (part: MovePart): Promise<void> => {
    if (part.type === 'started') hasBegun = true;
    if (part.type === 'progress') {
      const words = toProgressWords(part.progress, context.toCommand('transfers resume --all'));
      return part.progress.isPaused ? printer.paused(words) : printer.progress(words);
    }
    if (part.type === 'through')
      printer.note(
        t('cli.through', { size: formatSize(part.sizeBytes ?? 0), hasSize: part.sizeBytes !== null }),
      );
    if (part.type !== 'item') return;
    const { item } = part;
    if (item.outcome === 'failed' || item.outcome === 'cancelled') failed.push(item.failure?.code ?? 'bug');
    else onItem?.(item);
    await printItem(context, item, dryRun, isQuiet);
  };
  try {
    const counts: MoveCounts = await connection.call(method, input, { onPart, signal });
    printer.progress(null);
    if (!isQuiet) await printSummary(context, counts, dryRun);
    // Only a window shows finished transfers; without one the list would grow with each run.
    if (connection.isOwner && counts.batchId !== null)
      await connection.call('transfers.clearBatch', { batchId: counts.batchId });
    return toManyExitCode(toSucceeded(counts), failed);
  } catch (error) {
    printer.progress(null);
    const isInterrupted = error instanceof CallFailed && error.failure.code === 'cancelled' && signal.aborted;
    if (isInterrupted && hasBegun) throw await toInterruption(context);
    throw hasBegun ? error : toNothingDone(error, toCount(input));
  }
}

const toCount = (input: { sources: readonly unknown[] } | { targets: readonly unknown[] }): number =>
  ('sources' in input ? input.sources : input.targets).length;

const toSucceeded = ({ created, updated, downloaded, placed, identical }: MoveCounts): number =>
  created + updated + downloaded + placed + identical;

async function printItem(
  { printer }: Context,
  item: MovedItem,
  dryRun: boolean,
  isQuiet: boolean,
): Promise<void> {
  const isFailed = item.outcome === 'failed' || item.outcome === 'cancelled';
  if (isFailed && item.failure !== null && !printer.isJson) return printer.failure(item.failure, item.path);
  if (isQuiet)
    return isFailed && item.failure !== null ? printer.failure(item.failure, item.path) : undefined;
  if (item.outcome === 'folderExisted' && !printer.isJson) return;
  await printer.result({ type: 'item', dryRun, ...item }, () => toItemWords(item, dryRun));
  if (item.failure !== null && !isFailed) printer.failure(item.failure, item.path);
}

function toItemWords(
  { outcome, path, sizeBytes, localPath, from: before }: MovedItem,
  dryRun: boolean,
): string {
  // Failures are printed separately.
  const word = outcome === 'failed' || outcome === 'cancelled' ? 'skipped' : outcome;
  const what = dryRun ? t(`cli.would.${word}`) : t(`cli.did.${word}`);
  const ends = before !== null ? [before, path] : localPath === null ? [path] : [path, localPath];
  const from = ends.map(shown).join(' → ');
  return sizeBytes === null ? `${what}  ${from}` : `${what}  ${from} (${formatSize(sizeBytes)})`;
}

async function printSummary({ printer }: Context, counts: MoveCounts, dryRun: boolean): Promise<void> {
  if (printer.isJson) return printer.result({ type: 'summary', dryRun, ...counts }, () => '');
  const { created, updated, downloaded, placed, identical, folders, failed, bytes } = counts;
  // OneDrive moves and copies within a drive itself: nothing is sent.
  const isWithin = placed > 0 && bytes + created + updated + downloaded === 0;
  if (isWithin) return printer.note(t('cli.placed', { dryRun, placed, folders, identical, failed }));
  printer.note(
    t('cli.moved', {
      dryRun,
      created,
      updated,
      downloaded,
      placed,
      identical,
      folders,
      failed,
      size: formatSize(bytes),
    }),
  );
}

/** `command` resumes what is paused. */
export function toProgressWords(progress: MoveProgress, command: string): string {
  const { filesDone, filesTotal, bytesDone, bytesTotal, waitUntil, waitReason, isPaused } = progress;
  const done = t('cli.progress', {
    filesDone,
    filesTotal,
    bytesDone: formatSize(bytesDone),
    bytesTotal: formatSize(bytesTotal),
  });
  if (isPaused) return t('cli.progressPaused', { done, command });
  if (waitReason === null) return done;
  const waitMs = waitUntil === null ? null : Math.max(0, Date.parse(waitUntil) - Date.now());
  return t('cli.progressWaits', {
    done,
    reason: waitReason,
    wait: waitMs === null ? null : formatDuration(waitMs),
    hasWait: waitMs !== null,
  });
}
