import type { Account, Cloud } from '../../contract/records.ts';
import { itemPath } from '../graph/addressing.ts';
import type { Accounts } from './accounts.ts';

type Known = Pick<Accounts, 'list' | 'drive'>;

const inUse = (accounts: Known): Account[] => accounts.list().filter(({ kind }) => kind !== 'sample');

export const findClouds = (accounts: Known): Cloud[] => [
  ...new Set(inUse(accounts).map(({ cloud }) => cloud)),
];

/** "https://contoso-my.sharepoint.com": one per cloud, if available. */
export async function findUploadRoots(accounts: Known): Promise<string[]> {
  const ready = inUse(accounts).filter(({ state }) => state === 'ready');
  const onePerCloud = findClouds(accounts).flatMap(
    (cloud) => ready.find((account) => account.cloud === cloud) ?? [],
  );
  const roots = await Promise.all(
    onePerCloud.map(async ({ accountId }) => findUploadRoot(accounts, accountId).catch(() => null)),
  );
  return roots.filter((root) => root !== null);
}

async function findUploadRoot(accounts: Known, accountId: string): Promise<string | null> {
  const { graph, root } = accounts.drive(accountId);
  const request = { method: 'GET' as const, path: `${itemPath(root)}?$select=id,webUrl` };
  const url = await graph.json(request, (value) => (value as { webUrl?: unknown } | null)?.webUrl ?? null);
  return typeof url === 'string' && URL.canParse(url) && url.startsWith('https://')
    ? new URL(url).origin
    : null;
}
