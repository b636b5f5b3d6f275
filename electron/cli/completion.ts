import type { Command } from 'commander';
import { toBash, toFish, toPowerShell, toZsh } from './completion-scripts.ts';

export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

export interface Suggestions {
  program: string;
  places: readonly CommandPlace[];
  moves: readonly Move[];
  /** As typed: "--account", "-a". A value that isn't one of these is a local path or unknown. */
  values: readonly { option: string; words: readonly string[] }[];
}

export interface CommandPlace {
  /** "/accounts/import"; "" for the program itself. */
  at: string;
  words: readonly Suggested[];
  options: readonly (Suggested & { short: string | null; takesValue: boolean })[];
}

export interface Suggested {
  name: string;
  about: string;
}

interface Move {
  from: string;
  words: readonly string[];
  to: string;
}

export interface Choices {
  options: Readonly<Record<string, readonly string[]>>;
  places: Readonly<Record<string, readonly string[]>>;
}

export function toCompletion(shell: (typeof shells)[number], program: Command, choices: Choices): string {
  const suggestions = toSuggestions(program, choices);
  switch (shell) {
    case 'bash':
      return toBash(suggestions);
    case 'zsh':
      return toZsh(suggestions);
    case 'fish':
      return toFish(suggestions);
    case 'powershell':
      return toPowerShell(suggestions);
  }
}

function toSuggestions(program: Command, choices: Choices): Suggestions {
  const all = collect(program, '', choices);
  const help = program.createHelp();
  const top = program.commands.map((command) => toSuggested(command));
  const helpWord = help.visibleCommands(program).find((each) => each.name() === 'help');
  const places = all.map(({ place }) => place);
  const moves = all.flatMap((each) => each.moves);
  if (helpWord !== undefined && program.commands.length > 0) {
    places.push({ at: '/help', words: top, options: [] });
    moves.push({ from: '', words: ['help'], to: '/help' });
  }
  const withValue = new Set(
    places.flatMap(({ options }) =>
      options
        .filter(({ takesValue }) => takesValue)
        .flatMap(({ name, short }) => (short === null ? [name] : [name, short])),
    ),
  );
  return {
    program: program.name(),
    places: places.map((place) =>
      place.at === '' && helpWord !== undefined
        ? { ...place, words: [...place.words, toSuggested(helpWord)] }
        : place,
    ),
    moves,
    values: [...withValue].map((option) => ({ option, words: choices.options[option] ?? [] })),
  };
}

const toSuggested = (command: Command): Suggested => ({
  name: command.name(),
  about: command.description(),
});

function collect(command: Command, at: string, choices: Choices): { place: CommandPlace; moves: Move[] }[] {
  const options = command.createHelp().visibleOptions(command);
  const place: CommandPlace = {
    at,
    words: [
      ...command.commands.map(toSuggested),
      ...(choices.places[at] ?? []).map((name) => ({ name, about: '' })),
    ],
    options: options.flatMap(({ long, short, description, required }) =>
      long === undefined
        ? []
        : [{ name: long, short: short ?? null, about: description, takesValue: required }],
    ),
  };
  const moves = command.commands.map((each) => ({
    from: at,
    words: [each.name(), ...each.aliases()],
    to: `${at}/${each.name()}`,
  }));
  return [
    { place, moves },
    ...command.commands.flatMap((each) => collect(each, `${at}/${each.name()}`, choices)),
  ];
}
