import type { Account } from '../../electron/contract/records.ts';

export interface AccountGroup {
  /** null: accounts without a group */
  heading: string | null;
  accounts: Account[];
}

/** Keeps the accounts' order; those without a group come first. */
export function toAccountGroups(accounts: readonly Account[], text: string): AccountGroup[] {
  const query = text.trim().toLocaleLowerCase();
  const matches = ({ displayName, address, group }: Account) =>
    [displayName, address, group ?? ''].some((each) => each.toLocaleLowerCase().includes(query));
  const groups = new Map<string | null, Account[]>([[null, []]]);
  for (const account of accounts) {
    if (!matches(account)) continue;
    const group = groups.get(account.group);
    if (group === undefined) groups.set(account.group, [account]);
    else group.push(account);
  }
  return [...groups]
    .map(([heading, members]) => ({ heading, accounts: members }))
    .filter((group) => group.accounts.length > 0);
}

/** Unchanged at either end of the group. */
export function moveAccount(
  accounts: readonly Account[],
  accountId: string,
  step: -1 | 1,
): Pick<Account, 'accountId' | 'group'>[] {
  const order = accounts.map(({ accountId: id, group }) => ({ accountId: id, group }));
  const moved = order.find((each) => each.accountId === accountId);
  const together = order.filter(({ group }) => group === moved?.group);
  const neighbour = moved === undefined ? undefined : together[together.indexOf(moved) + step];
  if (moved === undefined || neighbour === undefined) return order;
  return order.map((each) => (each === moved ? neighbour : each === neighbour ? moved : each));
}
