import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { CommandLineRun, ConsolePart } from '../contract/methods.ts';
import { setLanguageOfCaller, type PreparedLanguage } from '../contract/strings/translate.ts';
import type { CommandCalls, CommandLineCaller } from '../core/ports.ts';
import type { ExitCode } from './exit-codes.ts';
import { runCli } from './run-cli.ts';
import type { Runtime } from './runtime.ts';

export interface HostProgram {
  version: string;
  profile: string;
  /** null: use the program's own language. */
  languageOf(environment: Runtime['environment']): PreparedLanguage | null;
  english(): PreparedLanguage;
}

/** Concurrent commands may each use another language. */
const languages = new AsyncLocalStorage<{ language: PreparedLanguage | null } | null>();
setLanguageOfCaller(() => languages.getStore()?.language ?? null);

/** In the process that owns the profile, but with the caller's folder, streams, and exit code. */
export function runForCaller(
  command: CommandLineRun,
  caller: CommandLineCaller,
  program: HostProgram,
): Promise<ExitCode> {
  const chosen = { language: program.languageOf(command.environment) };
  return languages.run(chosen, async () => {
    const stdout = createConsole('stdout', caller);
    const stderr = createConsole('stderr', caller);
    const stdin = createStdin(caller);
    try {
      return await runCli({
        arguments: command.arguments,
        environment: command.environment,
        folder: command.folder,
        stdin,
        stdout: Object.assign(stdout, {
          isTTY: command.stdoutIsTerminal,
          ...(command.columns === null ? {} : { columns: command.columns }),
        }),
        stderr: Object.assign(stderr, { isTTY: command.stderrIsTerminal }),
        version: program.version,
        userData: program.profile,
        programName: 'slipway',
        speakEnglish: () => (chosen.language = program.english()),
        openPorts: () => Promise.reject(new Error('the profile is in use by this process')),
        onInterrupt: (listener) => onAbort(caller.signal, listener),
        host: {
          folder: program.profile,
          profile: command.profile,
          connect: () => withoutLanguage(caller.connect()),
        },
      });
    } finally {
      stdin.destroy();
      // The exit code must follow all output.
      await Promise.all([stdout, stderr].map((stream) => finished(stream.end())));
    }
  });
}

/** Core work outlives the command, so its messages use the program's language. */
function withoutLanguage(session: CommandCalls): CommandCalls {
  return {
    call(method, input, { send, ...sink }) {
      const inCommand = AsyncLocalStorage.snapshot();
      return languages.run(null, () =>
        session.call(method, input, { ...sink, send: (part) => inCommand(() => send(part)) }),
      );
    },
    close: () => session.close(),
  };
}

/** Windows PowerShell parses at most two million characters of JSON. */
const maxPieceBytes = 256 * 1024;

function createConsole(type: ConsolePart['type'], { send }: CommandLineCaller): Writable {
  const sendAll = async (chunk: Buffer): Promise<void> => {
    for (let at = 0; at < chunk.length; at += maxPieceBytes)
      await send({ type, base64: chunk.subarray(at, at + maxPieceBytes).toString('base64') });
  };
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => void sendAll(chunk).then(() => done(), done),
  });
}

function createStdin({ readStdin = () => Promise.resolve(null) }: CommandLineCaller): Readable {
  const stdin = new Readable({
    read: () =>
      void readStdin().then(
        (piece) => stdin.push(piece),
        (error: Error) => stdin.destroy(error),
      ),
  });
  // A command that stopped reading doesn't need its errors.
  return stdin.on('error', () => {});
}

function onAbort(signal: AbortSignal, listener: () => void): () => void {
  if (signal.aborted) listener();
  signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}
