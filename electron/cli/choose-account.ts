import type { Account } from '../contract/records.ts';
import { t } from '../contract/strings/translate.ts';
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';

type NamedAccount = Pick<Account, 'accountId' | 'address' | 'displayName'>;

const namesOf = ({ accountId, address, displayName }: NamedAccount): string[] =>
  [accountId, address, displayName].map((name) => name.toLowerCase());

/** An exact id, address or name, else a unique part. Without `text`, the only account. */
export function chooseAccount<A extends NamedAccount>(accounts: readonly A[], text: string | null): A {
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

export function listNames(accounts: readonly NamedAccount[]): string {
  const toName = ({ address, displayName }: NamedAccount): string => address || displayName;
  const names = accounts.slice(0, maxListed).map((account) => {
    const name = toName(account);
    // The same person may be there twice, as with two folders of one drive.
    const isAmbiguous = accounts.filter((other) => toName(other) === name).length > 1;
    return isAmbiguous ? `${name} (${account.displayName}, ${account.accountId})` : name;
  });
  return accounts.length > maxListed ? `${names.join(', ')}, …` : names.join(', ');
}
