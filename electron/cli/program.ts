import { InvalidArgumentError, Option, type Command } from 'commander';
import { t } from '../contract/strings/translate.ts';
import type { NameConflict } from '../contract/methods.ts';
import {
  addSample,
  exportAccounts,
  importAccounts,
  listAccounts,
  pauseAccounts,
  removeAccount,
} from './commands/accounts.ts';
import { doctor } from './commands/doctor.ts';
import { download, type DownloadOptions } from './commands/download.ts';
import { check, makeFolder, sync } from './commands/folders.ts';
import { list, type ListOptions } from './commands/list.ts';
import { place, type PlaceOptions, type PlaceVerb } from './commands/place.ts';
import { remove, type RemoveOptions } from './commands/remove.ts';
import { send, type SendMethod, type SendOptions } from './commands/send.ts';
import {
  changeTransfers,
  clearTransfers,
  listTransfers,
  redirectTransfers,
  resumeTransfers,
  type TransferAction,
} from './commands/transfers.ts';
import { open, where } from './commands/where.ts';
import { shells, toCompletion, type Choices } from './completion.ts';
import { runInContext, type CommandBody, type CommonOptions, type RunOptions } from './context.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { WordedCommand } from './worded-command.ts';
import type { Runtime } from './runtime.ts';

export function createProgram(runtime: Runtime, isJson: boolean, end: (code: ExitCode) => void): Command {
  const program = new WordedCommand(runtime.programName, isJson)
    .description(t('cli.about'))
    .version(runtime.version, '-V, --version', t('cli.help.version'))
    .helpOption('-h, --help', t('cli.help.help'))
    .helpCommand('help [command]', t('cli.help.helpCommand'))
    .enablePositionalOptions()
    .addHelpText('after', t('cli.help.exitCodes'));
  addCommonOptions(program);
  const run = async (options: RunOptions, body: CommandBody): Promise<void> =>
    end(await runInContext(runtime, { ...program.opts<CommonOptions>(), ...options }, body));

  addFileCommands(program, run);
  addFolderCommands(program, run);
  addAccountCommands(program, run);
  addTransferCommands(program, run);
  common(program.command('doctor'), 'doctor', ['doctor', 'doctor --report slipway-diagnostics.zip'])
    .option('--report <file>', t('cli.options.report'))
    .action((options: { report?: string } & CommonOptions) =>
      run(options, (context) => doctor(context, options)),
    );
  program
    .command('completion')
    .description(t('cli.help.completion'))
    .addHelpText(
      'after',
      toExamples(['completion bash > ~/.local/share/bash-completion/completions/slipway']),
    )
    .argument('<shell>', 'bash | zsh | fish | powershell', parseShell)
    .action((shell: (typeof shells)[number]) => {
      runtime.stdout.write(toCompletion(shell, program, choices));
      end(exitCodes.done);
    });
  return program;
}

/** As typed; the rest is its default. */
type MayHaveConflict<O extends { conflict: NameConflict }> = Omit<O, 'conflict'> &
  Partial<Pick<O, 'conflict'>>;

type Run = (options: RunOptions, body: CommandBody) => Promise<void>;

function addFileCommands(program: Command, run: Run): void {
  common(program.command('list').alias('ls'), 'list', [
    'list myfiles/Finance',
    'list --recursive --json shared/HR',
  ])
    .argument('[path]', 'myfiles/…, shared/…, onedrive://…, https://…', 'myfiles')
    .option('-r, --recursive', t('cli.options.recursive'))
    .addOption(new Option('--limit <count>', t('cli.options.limit')).argParser(parseCount))
    .action((path: string, options: ListOptions & CommonOptions) =>
      run(options, (context) => list(context, path, options)),
    );
  addSendCommand(program, run, 'create', [
    'create report.pdf myfiles/Finance',
    'create - myfiles/log.txt < log.txt',
  ]);
  addSendCommand(program, run, 'update', ['update report.pdf myfiles/Finance/report.pdf']);
  addSendCommand(program, run, 'save', [
    'save report.pdf plan.docx myfiles/Finance',
    'save --recursive --parents Trip myfiles/Photos/2026/',
    'pg_dump shop | slipway save - myfiles/Backup/shop.sql',
  ]);
  common(program.command('download').alias('get'), 'download', [
    'download myfiles/Finance/report.pdf',
    'download --recursive --to . myfiles/Photos',
    'download --to - myfiles/list.csv | head',
  ])
    .argument('<paths...>', 'myfiles/…, shared/…, onedrive://…, https://…')
    .option('--to <place>', t('cli.options.to'))
    .option('-r, --recursive', t('cli.options.recursive'))
    .addOption(conflictOption())
    .option('--dry-run', t('cli.options.dryRun'))
    .action((paths: string[], given: MayHaveConflict<DownloadOptions> & CommonOptions) => {
      const options = { conflict: 'fail' as const, ...given };
      return run(options, (context) => download(context, paths, options));
    });
  addPlaceCommand(program, run, 'move', 'mv', [
    'move myfiles/Inbox/report.pdf myfiles/Finance',
    'move myfiles/report.pdf myfiles/report-2026.pdf',
    'move --to-account dana@contoso.example myfiles/Project myfiles/From-Alex/',
  ]);
  addPlaceCommand(program, run, 'copy', 'cp', [
    'copy myfiles/Finance myfiles/Backup/',
    'copy --conflict rename myfiles/plan.docx shared/HR',
  ]);
  common(program.command('delete').alias('rm'), 'delete', [
    'delete myfiles/old.txt',
    'delete --recursive --dry-run myfiles/Old',
  ])
    .argument('<paths...>', 'myfiles/…, shared/…')
    .option('-r, --recursive', t('cli.options.recursive'))
    .option('--dry-run', t('cli.options.dryRun'))
    .action((paths: string[], options: RemoveOptions & CommonOptions) =>
      run(options, (context) => remove(context, paths, options)),
    );
}

function addSendCommand(program: Command, run: Run, method: SendMethod, examples: readonly string[]): void {
  // What an update replaces is a file, and is already there.
  const isUpdate = method === 'update';
  const command = common(program.command(method), method, examples).argument(
    '<files...>',
    'FILE… PATH; - is stdin',
  );
  if (!isUpdate)
    command
      .option('-r, --recursive', t('cli.options.recursive'))
      .option('-p, --parents', t('cli.options.parents'));
  command
    .addOption(conflictOption())
    .option('--dry-run', t('cli.options.dryRun'))
    .action((files: string[], given: MayHaveConflict<SendOptions> & CommonOptions) => {
      const conflict: NameConflict = method === 'create' ? 'fail' : 'replace';
      const offersParents = !isUpdate && given.parents !== true;
      const options = { conflict, ...given, takesFolders: !isUpdate, offersParents };
      return run(options, (context) => send(context, method, files, options));
    });
}

function addPlaceCommand(
  program: Command,
  run: Run,
  verb: PlaceVerb,
  alias: string,
  examples: readonly string[],
): void {
  common(program.command(verb).alias(alias), verb, examples)
    .argument('<paths...>', 'PATH… PATH')
    .option('--to-account <account>', t('cli.options.toAccount'))
    .option('-p, --parents', t('cli.options.parents'))
    .addOption(conflictOption())
    .option('--dry-run', t('cli.options.dryRun'))
    .action((paths: string[], given: MayHaveConflict<PlaceOptions> & CommonOptions) => {
      const options = { conflict: 'fail' as const, ...given };
      return run(options, (context) => place(context, verb, paths, options));
    });
}

function addFolderCommands(program: Command, run: Run): void {
  common(program.command('mkdir'), 'mkdir', ['mkdir --parents myfiles/Photos/2026'])
    .argument('<paths...>', 'myfiles/…')
    .option('-p, --parents', t('cli.options.parents'))
    .option('--dry-run', t('cli.options.dryRun'))
    .action((paths: string[], options: { parents?: boolean; dryRun?: boolean } & CommonOptions) =>
      run({ ...options, offersParents: options.parents !== true }, (context) =>
        makeFolder(context, paths, options),
      ),
    );
  common(program.command('check'), 'check', ['check ~/Photos myfiles/Photos'])
    .argument('<folder>', 'here')
    .argument('<path>', 'myfiles/…, shared/…')
    .action((folder: string, path: string, options: CommonOptions) =>
      run(options, (context) => check(context, folder, path)),
    );
  common(program.command('sync'), 'sync', ['sync myfiles/Finance'])
    .argument('[path]', 'myfiles/…, shared/…', 'myfiles')
    .action((path: string, options: CommonOptions) => run(options, (context) => sync(context, path)));
  common(program.command('where'), 'where', ['where', 'where myfiles/Finance/report.pdf'])
    .argument('[path]', 'myfiles/…, shared/…')
    .action((path: string | undefined, options: CommonOptions) =>
      run(options, (context) => where(context, path)),
    );
  common(program.command('open'), 'open', ['open myfiles/Finance'])
    .argument('<path>', 'myfiles/…, shared/…')
    .action((path: string, options: CommonOptions) => run(options, (context) => open(context, path)));
}

function addAccountCommands(program: Command, run: Run): void {
  const accounts = program.command('accounts').description(t('cli.help.accounts'));
  common(accounts.command('list', { isDefault: true }), 'accountsList', ['accounts']).action(
    (options: CommonOptions) => run(options, listAccounts),
  );
  common(accounts.command('add-sample'), 'accountsAddSample', ['accounts add-sample']).action(
    (options: CommonOptions) => run(options, addSample),
  );
  common(accounts.command('import'), 'accountsImport', ['accounts import --dry-run accounts.yaml'])
    .argument('<file>')
    .option('--dry-run', t('cli.options.dryRun'))
    .action((file: string, options: { dryRun?: boolean } & CommonOptions) =>
      run(options, (context) => importAccounts(context, file, options)),
    );
  common(accounts.command('export'), 'accountsExport', ['accounts export > accounts.yaml']).action(
    (options: CommonOptions) => run(options, exportAccounts),
  );
  const pauses = [
    ['pause', 'accountsPause', true],
    ['resume', 'accountsResume', false],
  ] as const;
  for (const [name, help, isPaused] of pauses)
    common(accounts.command(name), help, [`accounts ${name} dana@contoso.example`])
      .argument('<accounts...>')
      .action((names: string[], options: CommonOptions) =>
        run(options, (context) => pauseAccounts(context, names, isPaused)),
      );
  common(accounts.command('remove'), 'accountsRemove', ['accounts remove dana@contoso.example'])
    .argument('<account>')
    .action((account: string, options: CommonOptions) =>
      run(options, (context) => removeAccount(context, account)),
    );
}

function addTransferCommands(program: Command, run: Run): void {
  const transfers = program.command('transfers').description(t('cli.help.transfers'));
  common(transfers.command('list', { isDefault: true }), 'transfersList', ['transfers']).action(
    (options: CommonOptions) => run(options, listTransfers),
  );
  common(transfers.command('resume'), 'transfersResume', ['transfers resume', 'transfers resume --all'])
    .option('--all', t('cli.options.liftPause'))
    .action((options: { all?: boolean } & CommonOptions) =>
      run(options, (context) => resumeTransfers(context, options)),
    );
  common(transfers.command('retry'), 'transfersRetry', [
    'transfers retry',
    'transfers retry --to myfiles/Other',
  ])
    .argument('[ids...]')
    .option('--to <folder>', t('cli.options.retryTo'))
    .action((ids: string[], { to, ...options }: { to?: string } & CommonOptions) =>
      run(options, (context) =>
        to === undefined ? changeTransfers(context, 'retry', ids) : redirectTransfers(context, to, ids),
      ),
    );
  const actions: [TransferAction, Parameters<typeof common>[1]][] = [
    ['pause', 'transfersPause'],
    ['cancel', 'transfersCancel'],
  ];
  for (const [action, help] of actions)
    common(transfers.command(action), help, [`transfers ${action}`])
      .argument('[ids...]')
      .action((ids: string[], options: CommonOptions) =>
        run(options, (context) => changeTransfers(context, action, ids)),
      );
  common(transfers.command('clear'), 'transfersClear', ['transfers clear']).action((options: CommonOptions) =>
    run(options, clearTransfers),
  );
}

type HelpKey =
  | 'list'
  | 'create'
  | 'update'
  | 'save'
  | 'download'
  | 'delete'
  | 'move'
  | 'copy'
  | 'mkdir'
  | 'check'
  | 'sync'
  | 'where'
  | 'open'
  | 'accountsList'
  | 'accountsAddSample'
  | 'accountsImport'
  | 'accountsExport'
  | 'accountsPause'
  | 'accountsResume'
  | 'accountsRemove'
  | 'transfersList'
  | 'transfersPause'
  | 'transfersResume'
  | 'transfersRetry'
  | 'transfersCancel'
  | 'transfersClear'
  | 'doctor';

function common(command: Command, help: HelpKey, examples: readonly string[]): Command {
  return addCommonOptions(command)
    .description(t(`cli.help.${help}`))
    .helpOption('-h, --help', t('cli.help.help'))
    .addHelpText('after', toExamples(examples));
}

/** Each may be given before or after the command. */
const addCommonOptions = (command: Command): Command =>
  command
    .option('--json', t('cli.options.json'))
    .option('--no-json', t('cli.options.noJson'))
    .option('--progress', t('cli.options.progress'))
    .option('--no-progress', t('cli.options.noProgress'))
    .option('-a, --account <account>', t('cli.options.account'))
    .option('--profile <name>', t('cli.options.profile'))
    .option('--sample', t('cli.options.sample'));

const toExamples = (examples: readonly string[]): string =>
  t('cli.help.examples', {
    examples: examples.map((each) => `  ${each.includes('slipway ') ? each : `slipway ${each}`}`).join('\n'),
  });

const conflicts: Readonly<Record<string, NameConflict>> = {
  fail: 'fail',
  replace: 'replace',
  rename: 'rename',
  'skip-same': 'skipSame',
};

const choices: Choices = {
  options: { '--conflict': Object.keys(conflicts) },
  places: { '/completion': shells },
};

const conflictOption = (): Option =>
  new Option('--conflict <how>', t('cli.options.conflict')).argParser((value) => {
    const conflict = Object.hasOwn(conflicts, value) ? conflicts[value] : undefined;
    if (conflict === undefined) throw new InvalidArgumentError(t('cli.badConflict', { value }));
    return conflict;
  });

function parseCount(value: string): number {
  const count = Number(value);
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError(t('cli.badLimit', { value }));
  return count;
}

function parseShell(value: string): (typeof shells)[number] {
  const shell = shells.find((each) => each === value);
  if (shell === undefined) throw new InvalidArgumentError(t('cli.badShell', { value }));
  return shell;
}
