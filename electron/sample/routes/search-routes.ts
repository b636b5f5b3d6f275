import { toJson, type ServiceResponse } from '../http/exchange.ts';
import { GraphError, invalid } from '../http/graph-error.ts';
import { isObject, readJson } from '../http/request.ts';
import type { Drive } from '../model/drive.ts';
import { selfAndDescendants, type DriveNode } from '../model/node.ts';
import { toDriveItem, type Json } from '../wire/drive-item.ts';
import { toExtension } from '../wire/mime-types.ts';
import { toWebUrl } from '../wire/paths.ts';
import {
  parseExpand,
  parseOrderBy,
  parseSelect,
  parseTop,
  refuseSkip,
  selectFrom,
  type OrderBy,
} from '../wire/query.ts';
import { toSharedStub } from '../wire/remote-item.ts';
import { sortKey } from './children-routes.ts';
import { toExpandedItem } from './expanded-item.ts';
import { toListing } from './listing.ts';
import {
  demandReadable,
  type DriveRoute,
  type ItemRoute,
  type PlainRoute,
  type RequestContext,
} from './route.ts';

const SEARCH = /^(?:microsoft\.graph\.)?search\(q='(.*)'\)$/s;

/** Quotes in the URL are doubled. */
function parseWords(text: string): (node: DriveNode) => boolean {
  const decoded = decodeURIComponent(text);
  // Also if it is encoded.
  if (decoded.includes('/')) throw new GraphError(400, 'BadRequest', 'Bad Request');
  const words = decoded
    .replaceAll("''", "'")
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return (node) =>
    words.every((word) => {
      const type = /^filetype:(.+)$/.exec(word)?.[1];
      return type === undefined ? node.name.toLowerCase().includes(word) : toExtension(node.name) === type;
    });
}

function hitsBelow(context: RequestContext, folder: DriveNode, text: string): DriveNode[] {
  const wanted = parseWords(text);
  const seenMs = context.world.clock.now() - context.world.quirks.searchLagMs;
  return [...selfAndDescendants(folder)].filter(
    (node) =>
      node !== folder &&
      wanted(node) &&
      (context.world.quirks.searchLagMs === 0 || node.serverModifiedMs <= seenMs),
  );
}

interface Hit {
  drive: Drive;
  node: DriveNode;
}

function toHit(
  context: RequestContext,
  drive: Drive,
  node: DriveNode,
  expand: ReturnType<typeof parseExpand>,
): Json {
  const { parentReference, ...item } = toExpandedItem(context, drive, node, null, expand);
  const { path: _, ...reference } = parentReference as Json;
  return {
    ...item,
    parentReference: reference,
    searchResult: { onClickTelemetryUrl: 'https://www.bing.com/' },
  };
}

function answer(context: RequestContext, hits: Hit[], more: (() => Json)[] = []): ServiceResponse {
  const { query } = context.request;
  const select = parseSelect(query.get('$select'));
  const expand = parseExpand(query.get('$expand'));
  refuseSkip(query);
  const order = query.get('$orderby');
  if (order !== null) sortHits(hits, parseOrderBy(order, context.world.driveType === 'personal'));
  const rows = hits.map(
    ({ drive, node }) =>
      () =>
        toHit(context, drive, node, expand),
  );
  return toListing(context, 'Collection(driveItem)', [...rows, ...more], parseTop(query.get('$top')), (row) =>
    selectFrom(row(), select === null ? null : new Set([...select, ...expand.map(({ name }) => name)])),
  );
}

function sortHits(hits: Hit[], order: OrderBy): void {
  const keyed = hits.map((hit) => ({ hit, key: sortKey(hit.node, order) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  if (order.descending) keyed.reverse();
  hits.splice(0, hits.length, ...keyed.map(({ hit }) => hit));
}

export const searchItemRoutes: ItemRoute[] = [
  {
    method: 'GET',
    rest: SEARCH,
    label: 'GET search',
    run: (context, address, [text = '']) =>
      answer(
        context,
        hitsBelow(context, demandReadable(context, address), text).map((node) => ({
          drive: address.drive,
          node,
        })),
      ),
  },
];

/** Below the drive instead of its root: includes what others share with the caller. */
export const searchDriveRoutes: DriveRoute[] = [
  {
    method: 'GET',
    tail: SEARCH,
    label: 'GET search',
    run(context, drive, [text = '']) {
      const own = hitsBelow(context, drive.root, text).map((node) => ({ drive, node }));
      const wanted = parseWords(text);
      const shared = context.world.shared
        .filter((entry) => entry.withPerson.id === context.viewer.person?.id && wanted(entry.node))
        .map((entry) => () => toSharedStub(context.world, entry));
      return answer(context, own, shared);
    },
  },
];

export const searchQueryRoutes: PlainRoute[] = [
  { method: 'POST', path: /^\/search\/query$/, label: 'POST search query', run: searchQuery },
];

function parsePaths(query: string): { words: string; passes: (webUrl: string) => boolean } {
  const judges: ((webUrl: string) => boolean)[] = [];
  const words = query.replaceAll(/(NOT\s+)?path:"([^"]*)"/g, (_, not: string | undefined, start: string) => {
    const isBelow = (webUrl: string) => webUrl.toLowerCase().startsWith(start.toLowerCase());
    judges.push(not === undefined ? isBelow : (webUrl) => !isBelow(webUrl));
    return ' ';
  });
  return { words, passes: (webUrl) => judges.every((judge) => judge(webUrl)) };
}

/**
 * Work and school accounts only: sparse results from every drive the caller may see, by `from` and `size`.
 */
async function searchQuery(context: RequestContext): Promise<ServiceResponse> {
  const { world, viewer } = context;
  if (world.driveType === 'personal')
    throw new GraphError(400, 'BadRequest', 'SearchRequest is not supported for personal accounts.');
  const body = await readJson(context.request);
  const [request, ...others] = Array.isArray(body['requests']) ? (body['requests'] as unknown[]) : [];
  if (!isObject(request) || others.length > 0 || !isObject(request['query']))
    throw invalid('One search request is expected.');
  if (viewer.person === null && typeof request['region'] !== 'string')
    throw new GraphError(400, 'BadRequest', 'Region is required when request with application permission.');
  const text = request['query']['queryString'];
  const from = typeof request['from'] === 'number' ? request['from'] : 0;
  const size = typeof request['size'] === 'number' ? request['size'] : 25;
  if (typeof text !== 'string') throw invalid('A query string is expected.');
  const { words, passes } = parsePaths(text);
  const hits = world.drives.made.flatMap((drive) =>
    hitsBelow(context, drive.root, encodeURIComponent(words))
      .filter((node) => world.access(viewer, drive, node) !== 'none' && passes(toWebUrl(drive, node)))
      .map((node) => ({ drive, node })),
  );
  const shown = hits.slice(from, from + size).map(({ drive, node }, at) => ({
    hitId: drive.itemId(node),
    rank: from + at + 1,
    summary: `<c0>${node.name}</c0><ddd/>`,
    resource: {
      '@odata.type': '#microsoft.graph.driveItem',
      ...selectFrom(
        toDriveItem(world, viewer, drive, node, { withoutPath: true }),
        new Set([
          'id',
          'name',
          'size',
          'parentReference',
          'webUrl',
          'lastModifiedDateTime',
          'createdDateTime',
          'lastModifiedBy',
          'fileSystemInfo',
        ]),
      ),
    },
  }));
  const hitsContainers = [
    { total: hits.length, moreResultsAvailable: from + size < hits.length, hits: shown },
  ];
  return toJson(200, {
    '@odata.context': `${context.graphUrl}/$metadata#Collection(microsoft.graph.searchResponse)`,
    value: [{ searchTerms: text.split(/\s+/), hitsContainers }],
  });
}
