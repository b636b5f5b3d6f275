import type { Suggested, Suggestions } from './completion.ts';

/*
 * All four scripts find the command in the words before the cursor, then suggest its options after a dash,
 * else its words, else files.
 */

const namesOf = (all: readonly Suggested[]): string => all.map(({ name }) => name).join(' ');

const pattern = ({ from, words }: Suggestions['moves'][number]): string[] =>
  words.map((word) => `${from}/${word}`);

const optionsWithValue = ({ values }: Suggestions): string[] => values.map(({ option }) => option);

const withWords = ({ values }: Suggestions): Suggestions['values'] =>
  values.filter(({ words }) => words.length > 0);

const withoutWords = ({ values }: Suggestions): string[] =>
  values.filter(({ words }) => words.length === 0).map(({ option }) => option);

export function toBash(all: Suggestions): string {
  const moves = all.moves.map((move) => `        ${pattern(move).join('|')}) at="${move.to}" ;;`);
  const places = all.places.map(
    ({ at, words, options }) => `    "${at}") words="${namesOf(words)}" options="${namesOf(options)}" ;;`,
  );
  const values = withWords(all).map(
    ({ option, words }) =>
      `    ${option}) COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$current")); return ;;`,
  );
  return `_${all.program}() {
  local word at="" skip="" words="" options=""
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  # Bash splits "--option=value" at the sign.
  if [[ $current == "=" ]]; then current=""
  elif [[ $before == "=" ]]; then before="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ -n $skip ]]; then
      [[ $word == "=" ]] || skip=""
      continue
    fi
    case "$word" in
      ${optionsWithValue(all).join('|')}) skip=1 ;;
      -*) ;;
      *) case "$at/$word" in
${moves.join('\n')}
      esac ;;
    esac
  done
  case "$before" in
${values.join('\n')}
    ${withoutWords(all).join('|')}) return ;;
  esac
  case "$at" in
${places.join('\n')}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
  esac
}
complete -o default -F _${all.program} ${all.program}
`;
}

const quotedInZsh = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const describedInZsh = (all: readonly Suggested[]): string =>
  all.map(({ name, about }) => quotedInZsh(about === '' ? name : `${name}:${about}`)).join(' ');

export function toZsh(all: Suggestions): string {
  const moves = all.moves.map((move) => `        (${pattern(move).join('|')}) at='${move.to}' ;;`);
  const places = all.places.map(
    ({ at, words, options }) =>
      `    ('${at}') subcommands=(${describedInZsh(words)})\n      flags=(${describedInZsh(options)}) ;;`,
  );
  const values = withWords(all).map(
    ({ option, words }) =>
      `  if compset -P ${quotedInZsh(`${option}=`)} || [[ $before == ${option} ]]; then compadd -- ${words.join(' ')}; return; fi`,
  );
  return `#compdef ${all.program}
_${all.program}() {
  local word at='' skip='' before=\${words[CURRENT-1]}
  local -a subcommands flags
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ -n $skip ]]; then skip=''; continue; fi
    case $word in
      (${optionsWithValue(all).join('|')}) skip=1 ;;
      (-*) ;;
      (*) case "$at/$word" in
${moves.join('\n')}
      esac ;;
    esac
  done
${values.join('\n')}
  if [[ -n $skip ]]; then _files; return; fi
  case $at in
${places.join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then _describe -o option flags
  elif (( $#subcommands )); then _describe command subcommands
  else _files; fi
}
if [[ $funcstack[1] == _${all.program} ]]; then _${all.program} "$@"; else compdef _${all.program} ${all.program}; fi
`;
}

const quotedInFish = (text: string): string => `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;

export function toFish(all: Suggestions): string {
  const at = `__${all.program}_at`;
  const moves = all.moves.map(
    (move) =>
      `          case ${pattern(move).map(quotedInFish).join(' ')}\n            set at ${quotedInFish(move.to)}`,
  );
  const wordsOf = new Map(all.values.map(({ option, words }) => [option, words]));
  const lines = all.places.flatMap((place) => {
    const here = `complete -c ${all.program} -n ${quotedInFish(`${at} ${quotedInFish(place.at)}`)}`;
    return [
      ...place.words.map(({ name, about }) => `${here} -f -a ${name} -d ${quotedInFish(about)}`),
      ...place.options.map(({ name, short, about, takesValue }) => {
        const words = wordsOf.get(name) ?? [];
        const value = words.length > 0 ? ` -x -a ${quotedInFish(words.join(' '))}` : ' -r';
        const names = `${short === null ? '' : `-s ${short.slice(1)} `}-l ${name.slice(2)}`;
        return `${here} ${names}${takesValue ? value : ''} -d ${quotedInFish(about)}`;
      }),
    ];
  });
  return `function ${at}
  set -l at ''
  set -l skip ''
  for word in (commandline -opc)[2..-1]
    if test -n "$skip"
      set skip ''
      continue
    end
    switch $word
      case ${optionsWithValue(all).join(' ')}
        set skip 1
      case '-*'
      case '*'
        switch "$at/$word"
${moves.join('\n')}
        end
    end
  end
  test "$at" = "$argv[1]"
end
${lines.join('\n')}
`;
}

const toHashtable = (rows: readonly (readonly [string, string])[]): string =>
  `@{\n${rows.map(([key, value]) => `    '${key}' = '${value}'`).join('\n')}\n  }`;

export function toPowerShell(all: Suggestions): string {
  const moves = all.moves.flatMap((move) => pattern(move).map((each) => [each, move.to] as const));
  const words = all.places.map((place) => [place.at, namesOf(place.words)] as const);
  const options = all.places.map((place) => [place.at, namesOf(place.options)] as const);
  const values = all.values.map((each) => [each.option, each.words.join(' ')] as const);
  return `Register-ArgumentCompleter -Native -CommandName ${all.program} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $moves = ${toHashtable(moves)}
  $words = ${toHashtable(words)}
  $options = ${toHashtable(options)}
  $values = ${toHashtable(values)}
  $at = ''
  $before = ''
  foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
    if ($element.Extent.EndOffset -ge $cursorPosition) { break }
    $word = $element.ToString()
    if ($values.ContainsKey($before)) { $before = ''; continue }
    $before = $word
    if ($moves.ContainsKey("$at/$word")) { $at = $moves["$at/$word"] }
  }
  $found = $words[$at]
  if ($values.ContainsKey($before)) { $found = $values[$before] }
  elseif ($wordToComplete.StartsWith('-')) { $found = $options[$at] }
  $found -split ' ' | Where-Object { $_ -ne '' -and $_.StartsWith($wordToComplete) } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}
