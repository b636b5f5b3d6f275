import { itemPath } from '../graph/addressing.ts';
import type { Accounts } from './accounts.ts';

/** "https://contoso-my.sharepoint.com": where the files of the first account are kept; null where nobody can say. */
export async function findUploadRoot(accounts: Pick<Accounts, 'list' | 'drive'>): Promise<string | null> {
  const account = accounts.list().find(({ kind, state }) => kind !== 'sample' && state === 'ready');
  if (account === undefined) return null;
  const { graph, root } = accounts.drive(account.accountId);
  const request = { method: 'GET' as const, path: `${itemPath(root)}?$select=id,webUrl` };
  const url = await graph.json(request, (value) => (value as { webUrl?: unknown } | null)?.webUrl ?? null);
  return typeof url === 'string' && URL.canParse(url) && url.startsWith('https://')
    ? new URL(url).origin
    : null;
}
