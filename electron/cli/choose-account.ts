import type { Account } from '../contract/records.ts';
import { t } from '../contract/strings/translate.ts';
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';

const namesOf = ({ accountId, address, displayName }: Account): string[] =>
  [accountId, address, displayName].map((name) => name.toLowerCase());

/**
 * Finds an account by exact id, address, or name, else by a unique substring. Without `text`, the only
 * account.
 */
export function chooseAccount(accounts: readonly Account[], text: string | null): Account {
  const [only] = accounts;
  if (only === undefined) throw new CommandError(t('cli.noAccount'), exitCodes.signIn);
  if (text === null) {
    if (accounts.length === 1) return only;
    throw new CommandError(t('cli.whichAccount', { names: listNames(accounts) }), exitCodes.usage);
  }
  const query = text.trim().toLowerCase();
  const exact = accounts.filter((account) => namesOf(account).includes(query));
  const found =
    exact.length > 0
      ? exact
      : accounts.filter((account) => query !== '' && namesOf(account).some((name) => name.includes(query)));
  const [first] = found;
  if (first === undefined)
    throw new CommandError(t('cli.unknownAccount', { text, names: listNames(accounts) }), exitCodes.notFound);
  if (found.length === 1) return first;
  throw new CommandError(t('cli.twoAccounts', { text, names: listNames(found) }), exitCodes.usage);
}

const maxListed = 5;

function listNames(accounts: readonly Account[]): string {
  const names = accounts.slice(0, maxListed).map(({ address, displayName }) => address || displayName);
  return accounts.length > maxListed ? `${names.join(', ')}, …` : names.join(', ');
}
