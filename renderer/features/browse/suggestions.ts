import { type Command, commandIds } from '../../../electron/contract/commands.ts';
import type { Account } from '../../../electron/contract/records.ts';
import { toCommandName } from '../../words/command-text.ts';

export function isPathLike(text: string): boolean {
  const trimmed = text.trim();
  return (
    /^(https?:\/\/|onedrive:)/i.test(trimmed) || /^\.\.?([\\/]|$)/.test(trimmed) || /[\\/]/.test(trimmed)
  );
}

const leftOut: ReadonlySet<Command> = new Set(['search', 'filter', 'showInFolder', 'open', 'delete']);
const max = 3;

export function toAccounts<T extends Pick<Account, 'displayName' | 'address'>>(
  query: string,
  accounts: readonly T[],
): T[] {
  const prefix = query.trim().toLocaleLowerCase();
  if (prefix.length < 2) return [];
  const fits = ({ displayName, address }: T) =>
    [displayName, address].some((name) => name.toLocaleLowerCase().startsWith(prefix));
  return accounts.filter(fits).slice(0, 2);
}

/** Each word of the query begins a word of the name. */
export function toCommands(query: string): Command[] {
  const words = query.trim().toLocaleLowerCase().split(/\s+/);
  if (words[0] === undefined || words[0].length < 2) return [];
  const fits = (command: Command) => {
    const own = toCommandName(command).toLocaleLowerCase().split(/\s+/);
    return words.every((word) => own.some((each) => each.startsWith(word)));
  };
  return commandIds.filter((command) => !leftOut.has(command) && fits(command)).slice(0, max);
}
