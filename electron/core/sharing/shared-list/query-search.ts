import type { AccountDrive } from '../../accounts/account-drive.ts';
import { itemPath, toDriveKey, toItemKey } from '../../graph/addressing.ts';
import { parseWireItem } from '../../graph/drive-item.ts';
import { asObject } from '../../graph/graph-errors.ts';
import type { Index } from '../../index/index-client.ts';
import { isSourceUnavailable, readAll, toFound, type FoundShared, type SharedSource } from './source.ts';

/** The service's limit per request. */
const hitsPerRequest = 200;
const maxHits = 1_000;

interface Hit {
  driveId: string;
  itemId: string;
  webUrl: string;
}

interface Hits {
  hits: Hit[];
  hasMore: boolean;
}

/** With a work or school account. Hits contain little data, so each item is read. */
export const createQuerySource = (index: Index): SharedSource => ({
  name: 'search',
  async list(drive, emit, signal) {
    if (drive.account.driveType === 'personal') return;
    try {
      const query = await toQuery(drive, signal);
      if (query === null) return;
      const hits = withoutInner(await findAll(drive, query, signal));
      for (let from = 0; from < hits.length; from += hitsPerRequest) {
        const found = await readHits(drive, hits.slice(from, from + hitsPerRequest), signal);
        await emit(await withoutListed(index, drive, found));
      }
    } catch (error) {
      if (!isSourceUnavailable(error)) throw error;
    }
  },
});

/** Personal sites of the organization except the user's own; null if the own drive has no such URL. */
async function toQuery({ account, graph, root }: AccountDrive, signal: AbortSignal): Promise<string | null> {
  const path = `${itemPath(root)}?$select=id,webUrl`;
  const own = await graph.json({ method: 'GET', path, signal, priority: 'background' }, toWebUrl);
  const { host, pathname } = new URL(own);
  const [, mine] = /^\/personal\/([^/]+)/i.exec(pathname) ?? [];
  const personal = account.driveType === 'business' ? host : host.replace(/^([^.]+?)(?:-my)?\./, '$1-my.');
  const others = `path:"https://${personal}/personal/"`;
  return mine === undefined ? others : `${others} NOT path:"https://${personal}/personal/${mine}/"`;
}

function toWebUrl(value: unknown): string | undefined {
  const url = asObject(value)?.['webUrl'];
  return typeof url === 'string' && URL.canParse(url) ? url : undefined;
}

async function findAll({ account, graph }: AccountDrive, query: string, signal: AbortSignal): Promise<Hit[]> {
  const found = new Map<string, Hit>();
  for (let from = 0; from < maxHits; from += hitsPerRequest) {
    const request = {
      entityTypes: ['driveItem'],
      query: { queryString: query },
      from,
      size: hitsPerRequest,
    };
    const { hits, hasMore } = await graph.json(
      {
        method: 'POST',
        path: '/search/query',
        json: { requests: [request] },
        idempotent: true,
        signal,
        priority: 'background',
      },
      parseHits,
    );
    for (const hit of hits)
      if (toDriveKey(hit.driveId) !== toDriveKey(account.driveId)) found.set(toItemKey(hit), hit);
    if (!hasMore || hits.length === 0) break;
  }
  return [...found.values()];
}

function parseHits(value: unknown): Hits | undefined {
  const [response] = (asObject(value)?.['value'] ?? []) as unknown[];
  const [container] = (asObject(response)?.['hitsContainers'] ?? []) as unknown[];
  const listing = asObject(container);
  if (listing === null) return undefined;
  const hits = Array.isArray(listing['hits']) ? (listing['hits'] as unknown[]) : [];
  return { hasMore: listing['moreResultsAvailable'] === true, hits: hits.flatMap(toHit) };
}

function toHit(value: unknown): Hit[] {
  const wire = parseWireItem(asObject(value)?.['resource']);
  const driveId = wire?.parentReference?.driveId;
  if (wire === undefined || typeof driveId !== 'string') return [];
  return [{ driveId, itemId: wire.id, webUrl: wire.webUrl ?? '' }];
}

/** A found folder includes its contents. */
function withoutInner(hits: readonly Hit[]): Hit[] {
  const tops: Hit[] = [];
  for (const hit of [...hits].sort((a, b) => (a.webUrl < b.webUrl ? -1 : 1))) {
    const above = tops.at(-1)?.webUrl ?? '';
    if (above === '' || !hit.webUrl.startsWith(`${above}/`)) tops.push(hit);
  }
  return tops;
}

interface ReadHit extends FoundShared {
  parent: FoundShared['entry']['parent'];
}

async function readHits(drive: AccountDrive, hits: readonly Hit[], signal: AbortSignal): Promise<ReadHit[]> {
  const results = await readAll(drive, hits, signal);
  return results.flatMap((result): ReadHit[] => {
    if (!result.ok) {
      // The search index is older than the drive.
      if (isSourceUnavailable(result.error)) return [];
      throw result.error;
    }
    const wire = parseWireItem(result.body);
    const found = wire === undefined ? null : toFound(wire, drive.account.driveId);
    if (found === null) return [];
    const { driveId, id } = wire?.parentReference ?? {};
    const parent =
      typeof driveId === 'string' && typeof id === 'string' && wire?.root === undefined
        ? { driveId, itemId: id }
        : null;
    return [{ ...found, parent }];
  });
}

async function withoutListed(index: Index, drive: AccountDrive, found: ReadHit[]): Promise<FoundShared[]> {
  const { accountId } = drive.account;
  const checked = await Promise.all(
    found.map(async ({ parent, ...one }) => {
      const above =
        parent === null ? [] : await index.call('chain', { accountId, item: parent, place: 'shared' });
      return above.some(({ inSharedList }) => inSharedList) ? [] : [one];
    }),
  );
  return checked.flat();
}
