import { toJson, type Answer } from '../http/exchange.ts';
import { GraphError, invalid } from '../http/graph-error.ts';
import type { Drive } from '../model/drive.ts';
import { selfAndAncestors, type DriveNode } from '../model/node.ts';
import { toDriveItem, type Json } from '../wire/drive-item.ts';
import { parseSelect, parseTop, selectFrom } from '../wire/query.ts';
import type { Address } from './address.ts';
import { asksForShortcuts, isListed } from './children-routes.ts';
import { parseToken, toTokenText, type DeltaToken } from './delta-token.ts';
import { unsupported } from './naming.ts';
import { toNextLink } from './page.ts';
import { readable, type ItemRoute, type Scene } from './route.ts';

const DELTA = /^(?:microsoft\.graph\.)?delta(?:\((?:token='([^']*)')?\))?$/;

export const deltaRoutes: ItemRoute[] = [{ method: 'GET', rest: DELTA, label: 'GET delta', run: delta }];

function delta(scene: Scene, address: Address, [inPath]: string[]): Answer {
  const folder = readable(scene, address);
  const { drive } = address;
  if (folder.parent !== null && drive.type !== 'personal')
    throw unsupported('delta is supported on the root only.');
  const text =
    inPath === undefined
      ? (scene.ask.query.get('token') ?? scene.ask.query.get('$skiptoken'))
      : decodeURIComponent(inPath);
  const token = readToken(scene, drive, text);
  if (token === null) return sinceInstant(scene, drive, folder, text ?? '');
  // The empty-pages quirk: a page without rows comes before each further page.
  const empty =
    scene.world.quirks.emptyPages && token.afterEmpty !== true && token.phase === 'all' && token.at > 0;
  if (empty)
    return toPage(scene, drive, folder, { nodes: [], next: { ...token, afterEmpty: true }, done: false });
  const page = token.phase === 'all' ? walkAll(scene, drive, token) : walkChanges(scene, drive, token);
  return toPage(scene, drive, folder, page);
}

interface DeltaPage {
  nodes: DriveNode[];
  next: DeltaToken;
  done: boolean;
}

/** null for a timestamp, which business drives take in place of a token. */
function readToken(scene: Scene, drive: Drive, text: string | null): DeltaToken | null {
  const { generation, expiry } = scene.world.delta;
  if (text === null || text === '') return { phase: 'all', at: 0, since: drive.log.length, generation };
  if (text === 'latest') return { phase: 'changes', at: drive.log.length, since: 0, generation };
  if (drive.type !== 'personal' && /^\d{4}-\d\d-\d\dT/.test(text)) return null;
  const token = parseToken(text);
  if (token === null) throw invalid('The delta token is not valid.', 'invalidParameterFormat');
  if (token.generation === generation) return token;
  const fresh = `${scene.graphUrl}${scene.ask.path.replace(/^\/v1\.0/, '').replace(/\(.*$/, '')}`;
  throw new GraphError(
    410,
    expiry.code,
    "Resync required. Replace any local items with the server's version.",
    undefined,
    expiry.withLocation ? { Location: fresh } : {},
  );
}

function walkAll(scene: Scene, drive: Drive, token: DeltaToken): DeltaPage {
  const top = parseTop(scene.ask.query.get('$top'));
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

function walkChanges(scene: Scene, drive: Drive, token: DeltaToken): DeltaPage {
  const top = parseTop(scene.ask.query.get('$top'));
  const withoutParents = scene.ask.header('deltaexcludeparent') !== null;
  const repeats = scene.world.quirks.deltaDuplicates;
  const nodes: DriveNode[] = [];
  let { at } = token;
  for (; at < drive.log.length && nodes.length < top; at += 1) {
    const node = drive.table.peek(drive.log.at(at));
    // Only the last mention counts: the state is the newest one anyway.
    const last = withoutParents ? node?.changedAt : node?.mentionedAt;
    if (node !== null && (last === at || (repeats && !withoutParents))) nodes.push(node);
  }
  return { nodes, done: at >= drive.log.length, next: { ...token, at } };
}

/** Everything that changed since an instant, in one page. */
function sinceInstant(scene: Scene, drive: Drive, folder: DriveNode, text: string): Answer {
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
    generation: scene.world.delta.generation,
  };
  return toPage(scene, drive, folder, { nodes, next, done: true });
}

function toPage(scene: Scene, drive: Drive, folder: DriveNode, page: DeltaPage): Answer {
  const select = parseSelect(scene.ask.query.get('$select'));
  const addsShortcuts = asksForShortcuts(scene);
  const shown = page.nodes.filter((node) => isListed(drive, node, addsShortcuts));
  const within =
    folder.parent === null ? shown : shown.filter((node) => [...selfAndAncestors(node)].includes(folder));
  const link = toNextLink(scene, { token: toTokenText(page.next) }).replace(/delta\([^)]*\)/, 'delta');
  return toJson(200, {
    '@odata.context': `${scene.graphUrl}/$metadata#Collection(driveItem)`,
    [page.done ? '@odata.deltaLink' : '@odata.nextLink']: link,
    value: within.map((node) => selectFrom(toDeltaItem(scene, drive, node), select)),
  });
}

/** Living items come without a path unless the quirk gives them one; business leaves out cTag. Of deleted ones, each kind of drive omits its own part. */
function toDeltaItem(scene: Scene, drive: Drive, node: DriveNode): Json {
  const personal = drive.type === 'personal';
  const withoutPath = !scene.world.quirks.deltaPaths;
  const item = toDriveItem(scene.world, scene.viewer, drive, node, { withoutPath });
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
