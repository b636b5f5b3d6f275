import { CommanderError, type Command } from 'commander';
import { showWithin } from '../contract/strings/show-text.ts';
import { t } from '../contract/strings/translate.ts';
import { failsOutput, isClosedPipe, toOutputFailure, whenWritten } from './context.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { createProgram } from './program.ts';
import type { Runtime } from './runtime.ts';

export async function runCli(runtime: Runtime): Promise<ExitCode> {
  let outputError: Error | null = null;
  runtime.stdout.on('error', (error) => (outputError ??= error));
  const code = await runProgram(runtime);
  // Help and completion scripts are written without a context, which would say so.
  if (code !== exitCodes.done) return code;
  await whenWritten(runtime.stdout);
  if (!failsOutput(outputError)) return code;
  runtime.stderr.write(`${t('cli.failed', { sentence: toOutputFailure(outputError).message })}\n`);
  return exitCodes.failed;
}

async function runProgram(runtime: Runtime): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  const program = createProgram(runtime, (ended) => (code = ended));
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
    runtime.stderr.write(`${t('cli.failed', { sentence: t('cli.bug', { reason }) })}\n`);
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
