import { type MyShare, type MyShares, ShareReach } from '../../contract/my-shares.ts';
import { parseQuery } from '../../contract/query.ts';
import type { AccessGrant } from '../../contract/sharing.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import { itemPath, sameItem, toItemKey } from '../graph/addressing.ts';
import type { SubRequest, SubResult } from '../graph/json-batch.ts';
import { toItem, type DriveEntry } from '../graph/drive-item.ts';
import { createItems } from '../graph/items.ts';
import type { Index } from '../index/index-client.ts';
import type { Indexing } from '../indexing/indexing.ts';
import type { Clock } from '../ports.ts';
import { createWhereFound } from '../search/where-found.ts';
import { parsePermissions, toRemoteGrant } from '../sharing/access-grants.ts';

export interface MySharesDeps {
  accounts: AccountDrives;
  index: Index;
  indexing: Pick<Indexing, 'stateOf'>;
  ports: { clock: Clock };
}

/** Twenty batches of twenty requests; further ones can be found by search. */
const maxItems = 400;

export async function listMyShares(deps: MySharesDeps, accountId: string): Promise<MyShares> {
  const { accounts, index, indexing } = deps;
  const drive = accounts.drive(accountId);
  const nowMs = deps.ports.clock.now();
  const { rows, total } = await index.call('search', {
    accountId,
    accountIds: [accountId],
    driveIds: [drive.account.driveId],
    query: parseQuery('shared:by-me', nowMs),
    sort: [{ key: 'name', direction: 'ascending' }],
    max: maxItems,
    nowMs,
    near: null,
    within: null,
  });
  const known = await index.call('entries', { accountId, rows });
  const entries = known.filter((entry) => entry !== null);
  const grantsOf = await readGrants(drive, entries);
  const whereIn = createWhereFound(index, drive);
  const shares = entries.map(async (entry): Promise<MyShare | null> => {
    const grants = grantsOf(entry);
    if (grants === null) return null;
    const foundIn = await whereIn(entry.parent);
    return { item: toItem(entry), foundIn, ...grants, reach: toReach(grants) };
  });
  const asOf = indexing.stateOf(accountId)?.freshAt ?? null;
  return {
    shares: (await Promise.all(shares)).filter((share) => share !== null).toSorted(byReach),
    count: total,
    readCount: entries.length,
    isWhole: asOf !== null,
    asOf,
  };
}

type Read = Pick<MyShare, 'grants' | 'failure'>;

/** null if only a parent is shared, or the item is gone. */
async function readGrants(
  drive: AccountDrive,
  entries: readonly DriveEntry[],
): Promise<(entry: DriveEntry) => Read | null> {
  const parents = drive.account.driveType === 'personal' ? [] : toParents(drive, entries);
  const asked = [...entries, ...parents];
  const parts = asked.map((item, at): SubRequest => ({
    method: 'GET',
    path: `${itemPath(item)}/permissions`,
    subject: entries[at]?.name ?? null,
  }));
  const results = await Promise.all(createItems(drive, { priority: 'background' }).batch(parts));
  const byItem = new Map(asked.map((item, at) => [toItemKey(item), results[at]]));
  return (entry) => {
    const result = byItem.get(toItemKey(entry));
    if (result === undefined) return null;
    if (!result.ok)
      return result.error.code === 'notFound' ? null : { grants: [], failure: result.error.toFailure() };
    const above = entry.parent === null ? undefined : byItem.get(toItemKey(entry.parent));
    const grants = toOwnGrants(result, above);
    return grants.length === 0 ? null : { grants, failure: null };
  };
}

/** On work drives only this reveals inheritance: a grant of the parent has the same id. */
function toParents({ root }: AccountDrive, entries: readonly DriveEntry[]) {
  const items = new Set(entries.map(toItemKey));
  const parents = new Map(
    entries.flatMap(({ parent }) =>
      parent === null || sameItem(parent, root) || items.has(toItemKey(parent))
        ? []
        : [[toItemKey(parent), parent] as const],
    ),
  );
  return [...parents.values()];
}

function toOwnGrants(result: SubResult, above: SubResult | undefined): AccessGrant[] {
  const idsAbove = above?.ok === true ? (parsePermissions(above.body) ?? []).map(({ id }) => id) : [];
  const inherited = new Set(idsAbove);
  const wires = result.ok ? (parsePermissions(result.body) ?? []) : [];
  return wires
    .map((wire) => toRemoteGrant(wire, inherited).grant)
    .filter(({ role, inheritedFrom }) => role !== 'owner' && inheritedFrom === null);
}

function toReach({ grants, failure }: Read): ShareReach {
  if (failure !== null) return 'unknown';
  const open = grants.filter(({ link }) => link?.scope === 'anonymous');
  if (open.some(({ expiresAt }) => expiresAt === null)) return 'openForever';
  if (open.length > 0) return 'open';
  return grants.some(({ link }) => link !== null) ? 'link' : 'people';
}

const order = ShareReach.options;

const byReach = (one: MyShare, other: MyShare): number =>
  order.indexOf(one.reach) - order.indexOf(other.reach);
