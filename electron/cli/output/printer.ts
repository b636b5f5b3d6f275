import { once } from 'node:events';
import type { Failure } from '../../contract/errors.ts';
import { toFailureSentences } from '../../contract/strings/failure-sentences.ts';
import { showText, showWithin } from '../../contract/strings/show-text.ts';
import { t } from '../../contract/strings/translate.ts';
import { CallFailed, CommandError } from '../command-error.ts';
import type { World } from '../world.ts';

/** Results to stdout, everything else to stderr: for people in words, else a line of JSON each. */
export interface Printer {
  readonly isJson: boolean;
  /** One result. Resolves when more may be printed. */
  result(json: object, words: () => string): Promise<void>;
  /** Many at once: a line each. */
  results<T extends object>(all: readonly T[], words: (one: T) => string): Promise<void>;
  /** A sentence beside the results, for people only. */
  note(words: string): void;
  failure(failure: Failure, path?: string): void;
  error(error: CallFailed | CommandError): void;
  /** The line of progress that the next line goes over; null takes it away. */
  progress(words: string | null): void;
}

const clearLine = '\r\u001b[K';

export function createPrinter(
  { stdout, stderr }: Pick<World, 'stdout' | 'stderr'>,
  { isJson, showsProgress }: { isJson: boolean; showsProgress: boolean },
): Printer {
  let shown: string | null = null;
  const clear = (): void => {
    if (shown !== null) stderr.write(clearLine);
    shown = null;
  };
  const write = async (text: string): Promise<void> => {
    clear();
    if (stdout.destroyed || stdout.errored !== null) return;
    // The reader of a pipe may be slower than what is read, or gone.
    if (!stdout.write(`${text}\n`)) await once(stdout, 'drain').catch(() => undefined);
  };
  const tell = (line: string): void => {
    clear();
    stderr.write(`${line}\n`);
  };
  const failure = (failed: Failure, path?: string): void => {
    const { title, text } = toFailureSentences(failed);
    if (isJson) return tell(JSON.stringify({ type: 'failure', ...failed, path: path ?? null, title, text }));
    tell(t('cli.failed', { sentence: `${title}. ${text}` }));
  };
  return {
    isJson,
    result: (json, words) => write(isJson ? JSON.stringify(json) : words()),
    async results(all, words) {
      if (all.length > 0)
        await write(all.map((one) => (isJson ? JSON.stringify(one) : words(one))).join('\n'));
    },
    note(words) {
      if (!isJson) tell(words);
    },
    failure,
    error(error) {
      if (error instanceof CallFailed) return failure(error.failure);
      if (isJson) return tell(JSON.stringify({ type: 'failure', code: null, title: error.message }));
      tell(t('cli.failed', { sentence: showWithin(error.message) }));
    },
    progress(words) {
      if (!showsProgress || words === shown) return;
      if (words === null) return clear();
      stderr.write(clearLine + words);
      shown = words;
    },
  };
}

/** A name or path as it is printed for people. */
export const shown = showText;
