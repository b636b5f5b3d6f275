import { toEmpty, toJson } from '../http/exchange.ts';
import { invalid } from '../http/graph-error.ts';
import { isObject, readJson } from '../http/request.ts';
import type { Drive } from '../model/drive.ts';
import type { DriveNode } from '../model/node.ts';
import { toNameKey } from '../model/name-rules.ts';
import { parseExpand, parseOrderBy, parseSelect, parseTop, selectFrom, type OrderBy } from '../wire/query.ts';
import { judgeTag } from '../wire/tags.ts';
import { parseInstant } from './instants.ts';
import { toExpandedItem } from './expanded-item.ts';
import { parseConflict, settleName } from './naming.ts';
import { toPage } from './page.ts';
import { author, demandFolder, demandWrite, readable, type ItemRoute, type Scene } from './route.ts';

/** Sorted lists are kept until the folder changes: paging through 120,000 children must not sort 600 times. */
const sortedLists = new WeakMap<DriveNode, { stamp: string; list: number[] }>();

/** The item numbers of what lies in a folder, in order. Numbers, because many items are not kept as objects. */
export function sortedChildren(
  drive: Drive,
  folder: DriveNode,
  order: OrderBy,
  withShortcuts: boolean,
): number[] {
  // Dates change without anything moving, so that there only the log tells.
  const stamp = `${order.key} ${order.descending} ${withShortcuts} ${order.key === 'lastModifiedDateTime' ? drive.log.length : folder.cVersion}`;
  const kept = sortedLists.get(folder);
  if (kept?.stamp === stamp) return kept.list;
  const nodes = [...(folder.children?.values() ?? [])];
  const shown = withShortcuts ? nodes : nodes.filter((node) => node.rare?.shortcut === undefined);
  const keyed = shown.map((node) => ({
    seq: node.seq,
    key: sortKey(node, order),
  }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  if (order.descending) keyed.reverse();
  const list = keyed.map((one) => one.seq);
  sortedLists.set(folder, { stamp, list });
  return list;
}

/** Listings of work drives leave out what was added by "Add shortcut", unless the caller asks for it. */
export function showsShortcuts({ ask }: Scene, drive: Drive): boolean {
  return drive.type === 'personal' || /\bInclude-Feature=AddToOneDrive\b/i.test(ask.header('prefer') ?? '');
}

export function demandNode(drive: Drive, seq: number): DriveNode {
  const node = drive.table.peek(seq);
  if (node === null) throw new Error(`no item has the number ${seq}`);
  return node;
}

function sortKey(node: DriveNode, order: OrderBy): string | number {
  if (order.key === 'size') return node.sizeBytes;
  return order.key === 'name' ? toNameKey(node.name) : node.serverModifiedMs;
}

export const childrenRoutes: ItemRoute[] = [
  {
    method: 'GET',
    rest: /^children$/,
    label: 'GET children',
    run(scene, address) {
      const folder = readable(scene, address);
      const { ask } = scene;
      const { drive } = address;
      if (judgeTag(ask.header('if-none-match'), drive, folder) === 'same') return toEmpty(304);
      if (folder.kind !== 'folder') throw invalid('The item is not a folder.');
      const order = parseOrderBy(ask.query.get('$orderby'), drive.type === 'personal');
      const select = parseSelect(ask.query.get('$select'));
      const expand = parseExpand(ask.query.get('$expand'));
      const context = `drives('${encodeURIComponent(drive.id)}')/items('${encodeURIComponent(drive.itemId(folder))}')/children`;
      return toPage(
        scene,
        context,
        sortedChildren(drive, folder, order, showsShortcuts(scene, drive)),
        parseTop(ask.query.get('$top')),
        (seq) => toExpandedItem(scene, drive, demandNode(drive, seq), select, expand),
      );
    },
  },
  {
    method: 'POST',
    rest: /^children$/,
    label: 'POST folder',
    async run(scene, address) {
      const parent = demandFolder(readable(scene, address));
      const { drive } = address;
      demandWrite(scene, drive, parent);
      const body = await readJson(scene.ask);
      if (!isObject(body['folder']) || typeof body['name'] !== 'string')
        throw invalid('A folder needs a name and a folder facet.');
      const conflict = parseConflict(body['@microsoft.graph.conflictBehavior'], 'fail');
      const { name, existing } = settleName(drive, parent, { name: body['name'], kind: 'folder', conflict });
      const node = existing ?? addFolder(drive, parent, name, scene, body['fileSystemInfo']);
      return toJson(
        existing === null ? 201 : 200,
        selectFrom(toExpandedItem(scene, drive, node, null, []), null),
      );
    },
  },
];

function addFolder(
  drive: Drive,
  parent: DriveNode,
  name: string,
  scene: Parameters<ItemRoute['run']>[0],
  times: unknown,
): DriveNode {
  const node = drive.add(parent, { kind: 'folder', name, by: author(scene.viewer) });
  if (isObject(times)) {
    node.createdMs = parseInstant(times['createdDateTime']) ?? node.createdMs;
    node.modifiedMs = parseInstant(times['lastModifiedDateTime']) ?? node.modifiedMs;
  }
  return node;
}
