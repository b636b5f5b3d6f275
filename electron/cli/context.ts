import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NameConflict } from '../contract/methods.ts';
import type { Account } from '../contract/records.ts';
import { t } from '../contract/strings/translate.ts';
import { AppError } from '../core/errors.ts';
import { toDiskTrouble } from '../core/lib/disk-trouble.ts';
import { chooseAccount } from './choose-account.ts';
import { CallFailed, CommandError } from './command-error.ts';
import { openConnection, type Connection } from './connection.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { createPrinter, type Printer } from './output/printer.ts';
import { toProfileFolder } from './profile.ts';
import { toLocalPath } from './target.ts';
import type { Host, Runtime } from './runtime.ts';

export interface CommonOptions {
  json?: boolean;
  progress?: boolean;
  account?: string;
  profile?: string;
  sample?: boolean;
}

export interface RunOptions extends CommonOptions {
  takesFolders?: boolean;
  conflict?: NameConflict | null;
  offersParents?: boolean;
}

export interface Context {
  readonly runtime: Runtime;
  readonly printer: Printer;
  readonly signal: AbortSignal;
  /** Also aborted when the reader of stdout is gone. */
  readonly outputSignal: AbortSignal;
  profile(): Promise<string>;
  connection(): Promise<Connection>;
  account(name?: string): Promise<Account>;
  toLocal(path: string): string;
  toCommand(command: string): string;
}

export type CommandBody = (context: Context) => Promise<ExitCode>;

export async function runInContext(
  runtime: Runtime,
  options: RunOptions,
  body: CommandBody,
): Promise<ExitCode> {
  const abort = new AbortController();
  const unread = new AbortController();
  let outputError: Error | null = null;
  runtime.stdout.on('error', (error) => {
    outputError ??= error;
    unread.abort(new AppError('cancelled'));
  });
  // A closed stderr must not stop the work.
  runtime.stderr.on('error', () => undefined);
  const isJson = options.json ?? runtime.stdout.isTTY !== true;
  if (isJson) runtime.speakEnglish();
  // A dumb terminal can't erase a line.
  const isDumb = runtime.environment['TERM'] === 'dumb';
  const showsProgress = options.progress ?? (!isJson && runtime.stderr.isTTY === true && !isDumb);
  const printer = createPrinter(runtime, {
    isJson,
    showsProgress,
    takesFolders: options.takesFolders ?? true,
    conflict: options.conflict ?? null,
    offersParents: options.offersParents ?? false,
  });
  const place = createProfilePlace(runtime, options);
  const opened: Promise<Connection>[] = [];
  const context: Context = {
    runtime,
    printer,
    signal: abort.signal,
    outputSignal: AbortSignal.any([abort.signal, unread.signal]),
    profile: () => place.folder(),
    connection: () => opened[0] ?? (opened[0] = open(runtime, place, options)),
    async account(name) {
      const accounts = await (await context.connection()).call('accounts.list', {});
      const named = name ?? options.account ?? runtime.environment['SLIPWAY_ACCOUNT'] ?? null;
      return chooseAccount(accounts, named === '' ? null : named);
    },
    toLocal: (path) => toLocalPath(runtime.folder, path),
    toCommand(command) {
      const profile = options.profile === undefined ? '' : ` --profile ${options.profile}`;
      return `${runtime.programName} ${command}${profile}`;
    },
  };
  const stopListening = runtime.onInterrupt(() => abort.abort(new AppError('cancelled')));
  try {
    const code = await body(context);
    await whenWritten(runtime.stdout);
    return failsOutput(outputError) ? printOutputFailure(printer, outputError) : code;
  } catch (error) {
    if (failsOutput(outputError)) return printOutputFailure(printer, outputError);
    if (unread.signal.aborted && !abort.signal.aborted) return exitCodes.done;
    if (!(error instanceof CallFailed) && !(error instanceof CommandError)) throw error;
    printer.progress(null);
    printer.error(error);
    return error.exitCode;
  } finally {
    printer.progress(null);
    for (const opening of opened) await closeConnection(await opening.catch(() => null), printer);
    await place.close();
    stopListening();
  }
}

/** Not so if its reader closed it. */
export const failsOutput = (error: Error | null): error is Error => error !== null && !isClosedPipe(error);

export const whenWritten = (stream: Runtime['stdout']): Promise<void> =>
  stream.destroyed ? Promise.resolve() : new Promise((resolve) => stream.write('', () => resolve()));

/** A full disk: a script must not take a part of the output for the whole. */
function printOutputFailure(printer: Printer, error: Error): ExitCode {
  printer.error(toOutputFailure(error));
  return exitCodes.failed;
}

export const toOutputFailure = (error: Error): CommandError =>
  new CommandError(t('cli.outputFailed', { isFull: toDiskTrouble(error) === 'full' }));

/** As in "slipway list | head". */
export const isClosedPipe = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'EPIPE' || error.code === 'ERR_STREAM_PREMATURE_CLOSE');

async function closeConnection(connection: Connection | null, printer: Printer): Promise<void> {
  if (connection?.hasCallers() === true) printer.note(t('cli.othersWait'));
  await connection?.close();
}

interface ProfilePlace {
  folder(): Promise<string>;
  close(): Promise<void>;
}

function createProfilePlace(runtime: Runtime, { profile, sample }: CommonOptions): ProfilePlace {
  let made: Promise<string> | null = null;
  const named = profile ?? runtime.environment['SLIPWAY_PROFILE'] ?? null;
  return {
    async folder() {
      if (runtime.host !== undefined) return assertOfHost(runtime, runtime.host, named, sample);
      if (sample === true) return (made ??= mkdtemp(join(tmpdir(), 'slipway-sample-')));
      return toProfileFolder(runtime.userData, named);
    },
    async close() {
      if (made !== null) await rm(await made, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** @throws CommandError if the caller named a profile other than the host's */
function assertOfHost(runtime: Runtime, host: Host, named: string | null, sample = false): string {
  if (sample)
    throw usageError(t('cli.sampleElsewhere', { command: `${runtime.programName} accounts add-sample` }));
  if ((named ?? '') !== (host.profile ?? '')) throw usageError(t('cli.profileUnclear'));
  return host.folder;
}

async function open(runtime: Runtime, place: ProfilePlace, { sample }: CommonOptions): Promise<Connection> {
  const connection = await openConnection(runtime, await place.folder());
  if (sample === true) await connection.call('accounts.addSample', {});
  return connection;
}

export const usageError = (sentence: string): CommandError => new CommandError(sentence, exitCodes.usage);

const interrupted = (sentence: string): CommandError =>
  new CommandError(sentence, exitCodes.interrupted, 'cancelled');

export async function toInterruption(context: Context): Promise<CommandError> {
  const connection = await context.connection();
  if (!connection.isOwner)
    return interrupted(t('cli.interruptedThere', { command: context.toCommand('transfers') }));
  const { startOver, persisted } = (await connection.call('transfers.list', {})).summary;
  if (!persisted) return interrupted(t('cli.interruptedForgotten'));
  const command = context.toCommand('transfers resume');
  return interrupted(
    startOver > 0
      ? t('cli.interruptedStartOver', { count: startOver, command })
      : t('cli.interruptedHere', { command }),
  );
}
