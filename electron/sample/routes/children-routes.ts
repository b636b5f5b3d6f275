import { toEmpty, toJson } from '../http/exchange.ts';
import { invalid } from '../http/graph-error.ts';
import { isObject, readJson } from '../http/request.ts';
import type { Drive } from '../model/drive.ts';
import { rareOf, takeUnseen, type DriveNode } from '../model/node.ts';
import { toNameKey } from '../model/name-rules.ts';
import { parseItemFilter } from '../wire/filter.ts';
import {
  parseExpand,
  parseOrderBy,
  parseSelect,
  parseTop,
  refuseSkip,
  selectFrom,
  type OrderBy,
} from '../wire/query.ts';
import { judgeTag } from '../wire/tags.ts';
import { parseInstant } from './instants.ts';
import { toExpandedItem } from './expanded-item.ts';
import { parseConflict, settleName } from './naming.ts';
import { toListing } from './listing.ts';
import { addShortcut } from './shortcuts.ts';
import {
  author,
  demandFolder,
  demandWriteAccess,
  demandReadable,
  type ItemRoute,
  type RequestContext,
} from './route.ts';

/** Paging through 120,000 children must not sort 600 times. */
const sortedLists = new WeakMap<DriveNode, { stamp: string; list: number[] }>();

export function sortedChildren(
  drive: Drive,
  folder: DriveNode,
  order: OrderBy,
  addsShortcuts: boolean,
): number[] {
  // Dates change without a move, so only the log shows it.
  const stamp = `${order.key} ${order.descending} ${addsShortcuts} ${order.key === 'lastModifiedDateTime' ? drive.log.length : folder.cVersion}`;
  const kept = sortedLists.get(folder);
  if (kept?.stamp === stamp) return kept.list;
  const nodes = [...(folder.children?.values() ?? [])];
  const shown = nodes.filter((node) => isListed(drive, node, addsShortcuts));
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

export function asksForShortcuts({ request }: RequestContext): boolean {
  return /\bInclude-Feature=AddToOneDrive\b/i.test(request.header('prefer') ?? '');
}

/** Business drives list shortcuts only on request; such callers do not see the Personal Vault. */
export function isListed(drive: Drive, { rare }: DriveNode, addsShortcuts: boolean): boolean {
  if (rare?.shortcut !== undefined) return addsShortcuts || drive.type === 'personal';
  return rare?.vault !== true || !addsShortcuts;
}

export function demandNode(drive: Drive, seq: number): DriveNode {
  const node = drive.table.peek(seq);
  if (node === null) throw new Error(`no item has the number ${seq}`);
  return node;
}

export function sortKey(node: DriveNode, order: OrderBy): string | number {
  if (order.key === 'size') return node.sizeBytes;
  return order.key === 'name' ? toNameKey(node.name) : node.serverModifiedMs;
}

export const childrenRoutes: ItemRoute[] = [
  {
    method: 'GET',
    rest: /^children$/,
    label: 'GET children',
    run(context, address) {
      const folder = demandReadable(context, address);
      const { request } = context;
      const { drive } = address;
      if (judgeTag(request.header('if-none-match'), drive, folder) === 'same') return toEmpty(304);
      if (folder.kind !== 'folder') throw invalid('The item is not a folder.');
      if (folder.rare?.vault === true) throw invalid('ObjectHandle is Invalid', 'invalidResourceId');
      const order = parseOrderBy(request.query.get('$orderby'), drive.type === 'personal');
      const select = parseSelect(request.query.get('$select'));
      const expand = parseExpand(request.query.get('$expand'));
      const passes = parseItemFilter(request.query.get('$filter'));
      refuseSkip(request.query);
      const sorted = sortedChildren(drive, folder, order, asksForShortcuts(context));
      const listed = passes === null ? sorted : sorted.filter((seq) => passes(demandNode(drive, seq)));
      const { newFile404, newFolder404 } = context.world.quirks;
      const odataContext = `drives('${encodeURIComponent(drive.id)}')/items('${encodeURIComponent(drive.itemId(folder))}')/children`;
      return toListing(
        context,
        odataContext,
        newFile404 + newFolder404 === 0
          ? listed
          : listed.filter((seq) => !takeUnseen(demandNode(drive, seq))),
        parseTop(request.query.get('$top')),
        (seq) => toExpandedItem(context, drive, demandNode(drive, seq), select, expand),
      );
    },
  },
  {
    method: 'POST',
    rest: /^children$/,
    label: 'POST folder',
    async run(context, address) {
      const parent = demandFolder(demandReadable(context, address));
      const { drive } = address;
      demandWriteAccess(context, drive, parent);
      const body = await readJson(context.request);
      if (isObject(body['remoteItem'])) return addShortcut(context, drive, parent, body);
      if (!isObject(body['folder']) || typeof body['name'] !== 'string')
        throw invalid('A folder needs a name and a folder facet.');
      const conflict = parseConflict(body['@microsoft.graph.conflictBehavior'], 'fail');
      const { name, existing } = settleName(drive, parent, { name: body['name'], kind: 'folder', conflict });
      const node = existing ?? addFolder(drive, parent, name, context, body['fileSystemInfo']);
      return toJson(
        existing === null ? 201 : 200,
        selectFrom(toExpandedItem(context, drive, node, null, []), null),
      );
    },
  },
];

function addFolder(
  drive: Drive,
  parent: DriveNode,
  name: string,
  context: Parameters<ItemRoute['run']>[0],
  times: unknown,
): DriveNode {
  const node = drive.add(parent, { kind: 'folder', name, by: author(context.viewer) });
  const { newFolder404 } = context.world.quirks;
  if (newFolder404 > 0) rareOf(node).unseen = newFolder404;
  if (isObject(times)) {
    node.createdMs = parseInstant(times['createdDateTime']) ?? node.createdMs;
    node.modifiedMs = parseInstant(times['lastModifiedDateTime']) ?? node.modifiedMs;
  }
  return node;
}
