import type { Command } from 'commander';

export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

interface Words {
  /** For example "accounts import"; "" for the program itself. */
  path: string;
  commands: { name: string; about: string }[];
  options: { name: string; about: string }[];
}

/** A script that completes commands and options; the shell itself completes local files. */
export function toCompletion(shell: (typeof shells)[number], program: Command): string {
  const all = collect(program, '');
  const name = program.name();
  switch (shell) {
    case 'bash':
      return toBash(name, all);
    case 'zsh':
      return `#compdef ${name}\nautoload -U +X bashcompinit && bashcompinit\n${toBash(name, all)}`;
    case 'fish':
      return toFish(name, all);
    case 'powershell':
      return toPowerShell(name, all);
  }
}

function collect(command: Command, path: string): Words[] {
  const { commands } = command;
  const options = command.options.map(({ long, short, description }) => ({
    name: long ?? short ?? '',
    about: description,
  }));
  const own: Words = {
    path,
    commands: commands.map((each) => ({ name: each.name(), about: each.description() })),
    options: [...options, { name: '--help', about: '' }],
  };
  return [own, ...commands.flatMap((each) => collect(each, `${path} ${each.name()}`.trim()))];
}

const toWordList = ({ commands, options }: Words): string =>
  [...commands, ...options].map(({ name }) => name).join(' ');

function toBash(name: string, all: readonly Words[]): string {
  const cases = all.map((words) => `    "${words.path}") words="${toWordList(words)}" ;;`).join('\n');
  return `_${name}() {
  local word path="" words=""
  local current="\${COMP_WORDS[COMP_CWORD]}"
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in
      -*) ;;
      *) case " ${all
        .map(({ path }) => path)
        .filter((path) => path !== '')
        .map((path) => path.replaceAll(' ', '_'))
        .join(' ')} " in
           *" \${path:+\${path}_}$word "*) path="\${path:+\${path}_}$word" ;;
         esac ;;
    esac
  done
  case "\${path//_/ }" in
${cases}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _${name} ${name}
`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`\'`)}'`;

function toFish(name: string, all: readonly Words[]): string {
  const lines = all.flatMap(({ path, commands, options }) => {
    const parts = path === '' ? [] : path.split(' ');
    const below = commands.map((each) => each.name).join(' ');
    const isHere =
      parts.length === 0
        ? '__fish_use_subcommand'
        : `__fish_seen_subcommand_from ${parts.at(-1)}${below === '' ? '' : `; and not __fish_seen_subcommand_from ${below}`}`;
    return [
      ...commands.map(
        (each) => `complete -c ${name} -n ${quoted(isHere)} -a ${each.name} -d ${quoted(each.about)}`,
      ),
      ...options.map(
        (each) =>
          `complete -c ${name} -n ${quoted(isHere)} -l ${each.name.slice(2)} -d ${quoted(each.about)}`,
      ),
    ];
  });
  return `${lines.join('\n')}\n`;
}

function toPowerShell(name: string, all: readonly Words[]): string {
  const table = all.map((words) => `    '${words.path}' = '${toWordList(words)}'`).join('\n');
  return `Register-ArgumentCompleter -Native -CommandName ${name} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @{
${table}
  }
  $path = ''
  foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
    $next = ($path + ' ' + $element.ToString()).Trim()
    if ($words.ContainsKey($next)) { $path = $next }
  }
  $words[$path] -split ' ' | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}
