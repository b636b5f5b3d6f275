import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { CommandLineRun, ConsolePart } from '../contract/methods.ts';
import { setLanguageOfCaller, type PreparedLanguage } from '../contract/strings/translate.ts';
import type { CommandCalls, CommandLineCaller } from '../core/ports.ts';
import type { ExitCode } from './exit-codes.ts';
import { runCli } from './run-cli.ts';
import type { World } from './world.ts';

/** What callers get from the program that runs their commands. */
export interface HostProgram {
  version: string;
  /** The profile that it has. */
  profile: string;
  /** The language that an environment asks for; null: the program's own will do. */
  languageOf(environment: World['environment']): PreparedLanguage | null;
  english(): PreparedLanguage;
}

/** Commands of several callers run side by side, each in a language of its own. */
const languages = new AsyncLocalStorage<{ language: PreparedLanguage | null } | null>();
setLanguageOfCaller(() => languages.getStore()?.language ?? null);

/**
 * Runs a command line in the process that has the profile, for somebody at its socket: nothing of this process is its own,
 * neither folder nor streams nor exit code.
 */
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
      // The exit code comes after the last word.
      await Promise.all([stdout, stderr].map((stream) => finished(stream.end())));
    }
  });
}

/** What a command sets going outlives it, and is told in the language of the program. */
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

/** Windows PowerShell reads JSON of two million characters at most. */
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

/** Asked for piece by piece, as it is read. */
function createStdin({ readStdin = () => Promise.resolve(null) }: CommandLineCaller): Readable {
  const stdin = new Readable({
    read: () =>
      void readStdin().then(
        (piece) => stdin.push(piece),
        (error: Error) => stdin.destroy(error),
      ),
  });
  // A command that does not read it any more need not hear of its end.
  return stdin.on('error', () => {});
}

function onAbort(signal: AbortSignal, listener: () => void): () => void {
  if (signal.aborted) listener();
  signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}
