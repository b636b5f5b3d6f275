import { once } from 'node:events';
import type { Failure } from '../../contract/errors.ts';
import type { NameConflict } from '../../contract/methods.ts';
import { toFailureSentences } from '../../contract/strings/failure-sentences.ts';
import { showText, showWithin } from '../../contract/strings/show-text.ts';
import { t } from '../../contract/strings/translate.ts';
import { CallFailed, CommandError } from '../command-error.ts';
import type { Runtime } from '../runtime.ts';

/** Results go to stdout and everything else to stderr. */
export interface Printer {
  readonly isJson: boolean;
  /** Resolves when the stream can take more. */
  result(json: object, words: () => string): Promise<void>;
  results<T extends object>(all: readonly T[], words: (one: T) => string): Promise<void>;
  /** Omitted in JSON mode. */
  note(words: string): void;
  failure(failure: Failure, path?: string): void;
  error(error: CallFailed | CommandError): void;
  /** The next line overwrites it; null clears it. */
  progress(words: string | null): void;
  /** Why nothing moves: where no progress is shown, a line said once, since a script would seem to hang. */
  paused(words: string): void;
}

export interface PrinterOptions {
  isJson: boolean;
  showsProgress: boolean;
  takesFolders: boolean;
  /** What its option says about names that exist; null: it has no such option. */
  conflict: NameConflict | null;
  /** A missing folder is in the destination, and --parents wasn't given. */
  offersParents: boolean;
}

const clearLine = '\r\u001b[K';

export function createPrinter(
  { stdout, stderr }: Pick<Runtime, 'stdout' | 'stderr'>,
  { isJson, showsProgress, ...options }: PrinterOptions,
): Printer {
  let shown: string | null = null;
  const clear = (): void => {
    if (shown !== null) stderr.write(clearLine);
    shown = null;
  };
  const write = async (text: string): Promise<void> => {
    clear();
    if (stdout.destroyed || stdout.errored !== null) return;
    // The reader of a pipe may be slow, or gone.
    if (!stdout.write(`${text}\n`)) await once(stdout, 'drain').catch(() => undefined);
  };
  const writeLine = (line: string): void => {
    clear();
    stderr.write(`${line}\n`);
  };
  const progress = (words: string | null): void => {
    if (!showsProgress || words === shown) return;
    if (words === null) return clear();
    stderr.write(clearLine + words);
    shown = words;
  };
  let hasSaidPaused = false;
  const failure = (failed: Failure, path?: string, leftOthers = false): void => {
    const { title, text: about } =
      (path === undefined ? toUndoneSentences(failed) : null) ?? toCommandSentences(failed, options);
    const text = leftOthers ? `${about} ${t('cli.othersUntouched')}` : about;
    if (isJson)
      return writeLine(JSON.stringify({ type: 'failure', ...failed, path: path ?? null, title, text }));
    // In a folder, many items may have the same name.
    const where = path === undefined || path === failed.subject ? '' : `${showWithin(path)}: `;
    writeLine(t('cli.failed', { sentence: `${where}${title}. ${text}` }));
  };
  return {
    isJson,
    result: (json, words) => write(isJson ? JSON.stringify(json) : words()),
    async results(all, words) {
      if (all.length > 0)
        await write(all.map((one) => (isJson ? JSON.stringify(one) : words(one))).join('\n'));
    },
    note(words) {
      if (!isJson) writeLine(words);
    },
    failure,
    error(error) {
      if (error instanceof CallFailed) return failure(error.failure, undefined, error.leftOthers);
      if (isJson)
        return writeLine(JSON.stringify({ type: 'failure', code: error.code, title: error.message }));
      writeLine(t('cli.failed', { sentence: showWithin(error.message) }));
    },
    progress,
    paused(words) {
      if (showsProgress) return progress(words);
      if (hasSaidPaused) return;
      hasSaidPaused = true;
      writeLine(isJson ? JSON.stringify({ type: 'paused', text: words }) : words);
    },
  };
}

export const shown = showText;

/** A typed path is more often wrong than gone, and a folder needs an option. */
function toCommandSentences(
  failure: Failure,
  { takesFolders, conflict, offersParents }: Omit<PrinterOptions, 'isJson' | 'showsProgress'>,
): { title: string; text: string } {
  const sentences = toFailureSentences(failure);
  const { code, subject } = failure;
  switch (code) {
    case 'isAFolder':
      return { ...sentences, text: takesFolders ? t('cli.isAFolderText') : t('cli.updateFolderText') };
    case 'pathNotFound':
      return offersParents ? { ...sentences, text: `${sentences.text} ${t('cli.parentsText')}` } : sentences;
    case 'notFound':
      return {
        title: t('cli.notFound', { subject, hasSubject: subject !== null }),
        text: t('cli.notFoundText'),
      };
    case 'nameExists':
      // With the others, something that they can't replace has the name.
      return conflict === 'fail' || conflict === 'skipSame'
        ? { ...sentences, text: t('cli.nameExistsText', { conflict }) }
        : sentences;
    case 'answerLost':
      return { ...sentences, text: t('cli.answerLostText') };
    case 'listingEndless':
      return { ...sentences, text: t('cli.listingEndlessText') };
    default:
      return toLocalSentences(failure) ?? sentences;
  }
}

/** The whole command failed: no transfer waits on the list. */
function toUndoneSentences(failure: Failure): { title: string; text: string } | null {
  if (failure.code !== 'offline' && failure.code !== 'signInNeeded') return null;
  const text = t(failure.code === 'offline' ? 'cli.offlineText' : 'cli.signInText');
  return { ...toFailureSentences(failure), text };
}

function toLocalSentences(failure: Failure): { title: string; text: string } | null {
  const text = t('cli.localMissingText');
  if (failure.code === 'localFileMissing' && failure.subject !== null)
    return { title: t('cli.localFileMissing', { name: failure.subject }), text };
  if (failure.code === 'localFolderMissing' && failure.facts.missing !== null)
    return { title: t('cli.localFolderMissing', { name: failure.facts.missing }), text };
  return null;
}
