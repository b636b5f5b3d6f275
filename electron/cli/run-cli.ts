import { CommanderError, type Command } from 'commander';
import { showWithin } from '../contract/strings/show-text.ts';
import { t } from '../contract/strings/translate.ts';
import { failsOutput, isClosedPipe, toOutputFailure, whenWritten } from './context.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { createProgram } from './program.ts';
import type { Runtime } from './runtime.ts';
import { toJsonFailure } from './worded-command.ts';

export async function runCli(runtime: Runtime): Promise<ExitCode> {
  let outputError: Error | null = null;
  runtime.stdout.on('error', (error) => (outputError ??= error));
  const isJson = wantsJson(runtime);
  const code = await runProgram(runtime, isJson);
  // Help and completion scripts are written without a context, which would say so.
  if (code !== exitCodes.done) return code;
  await whenWritten(runtime.stdout);
  if (!failsOutput(outputError)) return code;
  writeFailure(runtime, isJson, toOutputFailure(outputError).message);
  return exitCodes.failed;
}

/** Read before parsing, since the options themselves may be invalid. */
function wantsJson({ arguments: words, stdout }: Runtime): boolean {
  const end = words.indexOf('--');
  const options = end === -1 ? words : words.slice(0, end);
  const last = options.findLast((word) => word === '--json' || word === '--no-json');
  return last === undefined ? stdout.isTTY !== true : last === '--json';
}

/** Help and completion scripts are for people, in their language, even in a pipe. */
const asksForText = ([first, ...others]: readonly string[]): boolean =>
  first === undefined ||
  ['help', 'completion'].includes(first) ||
  [first, ...others].some((word) => word === '--help' || word === '-h');

function writeFailure({ stderr }: Runtime, isJson: boolean, sentence: string): void {
  stderr.write(`${isJson ? toJsonFailure(sentence) : t('cli.failed', { sentence })}\n`);
}

async function runProgram(runtime: Runtime, isJson: boolean): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  if (isJson && !asksForText(runtime.arguments)) runtime.speakEnglish();
  const program = createProgram(runtime, isJson, (ended) => (code = ended));
  configure(program, runtime);
  try {
    if (runtime.arguments.length === 0) {
      program.outputHelp();
      return exitCodes.done;
    }
    await program.parseAsync([...runtime.arguments], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    if (isClosedPipe(error)) return exitCodes.done;
    const reason = error instanceof Error ? error.message : String(error);
    writeFailure(runtime, isJson, t('cli.bug', { reason }));
    return exitCodes.failed;
  }
}

/** Commander must not exit the process: an owner still has to shut down. */
function configure(command: Command, runtime: Runtime): void {
  command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void runtime.stdout.write(text),
      // The message quotes arguments as typed, which may include control characters.
      writeErr: (text) => void runtime.stderr.write(showWithin(text)),
      // By default Commander asks the process, whose streams aren't the caller's.
      getOutHelpWidth: () => toWidth(runtime.stdout),
      getErrHelpWidth: () => toWidth(runtime.stdout),
    })
    .showSuggestionAfterError(true);
  for (const each of command.commands) configure(each, runtime);
}

const toWidth = ({ isTTY, columns = 80 }: Runtime['stdout']): number => (isTTY === true ? columns : 80);
