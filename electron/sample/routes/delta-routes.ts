import { toJson, type ServiceResponse } from '../http/exchange.ts';
import { GraphError, invalid } from '../http/graph-error.ts';
import type { Drive } from '../model/drive.ts';
import { selfAndAncestors, type DriveNode } from '../model/node.ts';
import { toDriveItem, type Json } from '../wire/drive-item.ts';
import { parseSelect, parseTop, selectFrom } from '../wire/query.ts';
import type { Address } from './address.ts';
import { asksForShortcuts, isListed } from './children-routes.ts';
import { parseToken, toTokenText, type DeltaToken } from './delta-token.ts';
import { unsupported } from './naming.ts';
import { toNextLink } from './listing.ts';
import { demandReadable, type ItemRoute, type RequestContext } from './route.ts';

const DELTA = /^(?:microsoft\.graph\.)?delta(?:\((?:token='([^']*)')?\))?$/;

export const deltaRoutes: ItemRoute[] = [{ method: 'GET', rest: DELTA, label: 'GET delta', run: delta }];

function delta(context: RequestContext, address: Address, [inPath]: string[]): ServiceResponse {
  const folder = demandReadable(context, address);
  const { drive } = address;
  if (context.world.quirks.refusesDelta) throw unsupported('delta is not supported here.');
  if (folder.parent !== null && drive.type !== 'personal')
    throw unsupported('delta is supported on the root only.');
  const text =
    inPath === undefined
      ? (context.request.query.get('token') ?? context.request.query.get('$skiptoken'))
      : decodeURIComponent(inPath);
  const token = readToken(context, drive, text);
  if (token === null) return sinceInstant(context, drive, folder, text ?? '');
  // The empty-pages quirk: an empty page comes before each further page.
  const empty =
    context.world.quirks.emptyPages && token.afterEmpty !== true && token.phase === 'all' && token.at > 0;
  if (empty)
    return toListing(context, drive, folder, {
      nodes: [],
      next: { ...token, afterEmpty: true },
      done: false,
    });
  const page = token.phase === 'all' ? walkAll(context, drive, token) : walkChanges(context, drive, token);
  return toListing(context, drive, folder, page);
}

interface DeltaListing {
  nodes: DriveNode[];
  next: DeltaToken;
  done: boolean;
}

/** null for a timestamp, which business drives accept instead of a token. */
function readToken(context: RequestContext, drive: Drive, text: string | null): DeltaToken | null {
  const { generation, expiry } = context.world.delta;
  if (text === null || text === '') return { phase: 'all', at: 0, since: drive.log.length, generation };
  if (text === 'latest') return { phase: 'changes', at: drive.log.length, since: 0, generation };
  if (drive.type !== 'personal' && /^\d{4}-\d\d-\d\dT/.test(text)) return null;
  const token = parseToken(text);
  if (token === null) throw invalid('The delta token is not valid.', 'invalidParameterFormat');
  if (token.generation === generation) return token;
  const fresh = `${context.graphUrl}${context.request.path.replace(/^\/v1\.0/, '').replace(/\(.*$/, '')}`;
  throw new GraphError(
    410,
    expiry.code,
    "Resync required. Replace any local items with the server's version.",
    undefined,
    expiry.withLocation ? { Location: fresh } : {},
  );
}

const toMaxItems = ({ world, request }: RequestContext): number =>
  Math.min(parseTop(request.query.get('$top')), world.quirks.deltaPageItems ?? Number.POSITIVE_INFINITY);

function walkAll(context: RequestContext, drive: Drive, token: DeltaToken): DeltaListing {
  const top = toMaxItems(context);
  const nodes: DriveNode[] = [];
  let { at } = token;
  const { table } = drive;
  const count = table.nextSeq - table.firstSeq;
  for (; at < count && nodes.length < top; at += 1) {
    const node = table.peek(table.firstSeq + at);
    if (node !== null && node.deletedMs === null) nodes.push(node);
  }
  const done = at >= count;
  return {
    nodes,
    done,
    next: {
      ...token,
      ...(done ? { phase: 'changes', at: token.since, since: 0 } : { at }),
      afterEmpty: false,
    },
  };
}

function walkChanges(context: RequestContext, drive: Drive, token: DeltaToken): DeltaListing {
  const top = toMaxItems(context);
  const withoutParents = context.request.header('deltaexcludeparent') !== null;
  const repeats = context.world.quirks.deltaDuplicates;
  const nodes: DriveNode[] = [];
  let { at } = token;
  for (; at < drive.log.length && nodes.length < top; at += 1) {
    const node = drive.table.peek(drive.log.at(at));
    // Only the last mention counts, since the state is the latest anyway.
    const last = withoutParents ? node?.changedAt : node?.mentionedAt;
    if (node !== null && (last === at || (repeats && !withoutParents))) nodes.push(node);
  }
  return { nodes, done: at >= drive.log.length, next: { ...token, at } };
}

function sinceInstant(
  context: RequestContext,
  drive: Drive,
  folder: DriveNode,
  text: string,
): ServiceResponse {
  const sinceMs = Date.parse(text);
  if (Number.isNaN(sinceMs)) throw invalid('The delta token is not valid.', 'invalidParameterFormat');
  const nodes: DriveNode[] = [];
  for (let seq = drive.table.firstSeq; seq < drive.table.nextSeq; seq += 1) {
    const node = drive.table.peek(seq);
    if (node !== null && Math.max(node.serverModifiedMs, node.deletedMs ?? 0) >= sinceMs) nodes.push(node);
  }
  const next: DeltaToken = {
    phase: 'changes',
    at: drive.log.length,
    since: 0,
    generation: context.world.delta.generation,
  };
  return toListing(context, drive, folder, { nodes, next, done: true });
}

function toListing(
  context: RequestContext,
  drive: Drive,
  folder: DriveNode,
  page: DeltaListing,
): ServiceResponse {
  const select = parseSelect(context.request.query.get('$select'));
  const addsShortcuts = asksForShortcuts(context);
  const shown = page.nodes.filter((node) => isListed(drive, node, addsShortcuts));
  const within =
    folder.parent === null ? shown : shown.filter((node) => [...selfAndAncestors(node)].includes(folder));
  const link = toNextLink(context, { token: toTokenText(page.next) }).replace(/delta\([^)]*\)/, 'delta');
  return toJson(200, {
    '@odata.context': `${context.graphUrl}/$metadata#Collection(driveItem)`,
    [page.done ? '@odata.deltaLink' : '@odata.nextLink']: link,
    value: within.map((node) => selectFrom(toDeltaItem(context, drive, node), select)),
  });
}

/** Business drives omit cTag. For deleted items, each kind of drive omits different properties. */
function toDeltaItem(context: RequestContext, drive: Drive, node: DriveNode): Json {
  const personal = drive.type === 'personal';
  const withoutPath = !context.world.quirks.deltaPaths;
  const item = toDriveItem(context.world, context.viewer, drive, node, { withoutPath });
  if (!personal) delete item['cTag'];
  if (node.deletedMs === null) return item;
  const kept = personal
    ? ['id', 'name', 'parentReference', 'folder', 'file', 'package']
    : ['id', 'size', 'parentReference', 'folder', 'file', 'package'];
  return {
    ...Object.fromEntries(kept.filter((key) => item[key] !== undefined).map((key) => [key, item[key]])),
    deleted: { state: 'deleted' },
  };
}
