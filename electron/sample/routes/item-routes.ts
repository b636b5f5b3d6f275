import { toEmpty, toJson } from '../http/exchange.ts';
import { commitSession } from '../content-host/upload-ranges.ts';
import { accessDenied, invalid, itemNotFound, locked, nameTaken } from '../http/graph-error.ts';
import { isObject, readJson } from '../http/request.ts';
import type { Drive } from '../model/drive.ts';
import { rareOf, selfAndAncestors, selfAndDescendants, type DriveNode } from '../model/node.ts';
import { parseExpand, parseSelect } from '../wire/query.ts';
import { judgeTag } from '../wire/tags.ts';
import { keepVersion } from './commit.ts';
import { toExpandedItem } from './expanded-item.ts';
import { findReferenced, toNamedDriveId } from './item-reference.ts';
import { parseInstant } from './instants.ts';
import { parseConflict, settleName, unsupported } from './naming.ts';
import {
  author,
  demandFolder,
  demandUnlocked,
  demandWriteAccess,
  demandReadable,
  demandWritable,
  type ItemRoute,
  type RequestContext,
} from './route.ts';

export const itemRoutes: ItemRoute[] = [
  {
    method: 'GET',
    rest: /^$/,
    label: 'GET item',
    run(context, address) {
      const node = demandReadable(context, address);
      const { request } = context;
      if (judgeTag(request.header('if-none-match'), address.drive, node) === 'same') return toEmpty(304);
      const select = parseSelect(request.query.get('$select'));
      const json = toExpandedItem(
        context,
        address.drive,
        node,
        select,
        parseExpand(request.query.get('$expand')),
      );
      return toJson(200, {
        '@odata.context': `${context.graphUrl}/$metadata#drives/items/$entity`,
        ...json,
      });
    },
  },
  { method: 'PATCH', rest: /^$/, label: 'PATCH item', run: patch },
  {
    method: 'DELETE',
    rest: /^$/,
    label: 'DELETE item',
    run(context, address) {
      const node = demandWritable(context, address);
      if (node.parent === null) throw accessDenied();
      demandUnlockedBelow(node);
      address.drive.remove(node, false, author(context.viewer));
      return toEmpty(204);
    },
  },
  {
    method: 'POST',
    rest: /^(?:microsoft\.graph\.)?permanentDelete$/,
    label: 'POST permanentDelete',
    run(context, address) {
      if (address.drive.type === 'personal')
        throw unsupported('permanentDelete is not supported on this drive.');
      const node = demandWritable(context, address);
      if (node.parent === null) throw accessDenied();
      demandUnlockedBelow(node);
      address.drive.remove(node, true, author(context.viewer));
      return toEmpty(204);
    },
  },
  { method: 'PUT', rest: /^$/, label: 'PUT item', run: commitAgain },
  { method: 'POST', rest: /^(?:microsoft\.graph\.)?restore$/, label: 'POST restore', run: restore },
];

function demandUnlockedBelow(node: DriveNode): void {
  for (const one of selfAndDescendants(node)) {
    if (one.rare?.locked === true) throw locked();
  }
}

async function patch(context: RequestContext, address: Parameters<ItemRoute['run']>[1]) {
  const node = demandWritable(context, address);
  const { drive } = address;
  const body = await readJson(context.request);
  if (node.parent === null && (body['name'] !== undefined || body['parentReference'] !== undefined))
    throw accessDenied();
  const parent = findNewParent(context, drive, node, body['parentReference']);
  const name = body['name'] === undefined ? node.name : body['name'];
  if (typeof name !== 'string') throw invalid('The name is not valid.');
  const times = isObject(body['fileSystemInfo']) ? body['fileSystemInfo'] : {};
  const createdMs = parseInstant(times['createdDateTime']);
  const modifiedMs = parseInstant(times['lastModifiedDateTime']);
  const { description } = body;
  if (description !== undefined && drive.type !== 'personal')
    throw invalid('description can not be set.', 'propertyNotUpdateable');

  if (node.parent !== null && (parent !== node.parent || name !== node.name)) {
    const asked =
      body['@microsoft.graph.conflictBehavior'] ??
      context.request.query.get('@microsoft.graph.conflictBehavior');
    const conflict = parseConflict(asked, 'fail');
    const settled = settleName(drive, parent, { name, kind: node.kind, conflict, except: node });
    if (settled.existing !== null) {
      if ([...selfAndAncestors(node)].includes(settled.existing)) throw nameTaken();
      demandUnlocked(context, settled.existing);
      drive.remove(settled.existing, false, author(context.viewer));
    }
    drive.place(node, parent, settled.name, author(context.viewer));
  }
  if (createdMs !== null || modifiedMs !== null || typeof description === 'string') {
    if (drive.type !== 'personal' && node.kind === 'file') keepVersion(node);
    node.createdMs = createdMs ?? node.createdMs;
    node.modifiedMs = modifiedMs ?? node.modifiedMs;
    if (typeof description === 'string') rareOf(node).description = description;
    drive.touch(node, author(context.viewer));
  }
  return toJson(
    200,
    toExpandedItem(context, drive, node, parseSelect(context.request.query.get('$select')), []),
  );
}

/** The target folder of a PATCH. "root" is refused, since moves need a real id. */
function findNewParent(
  context: RequestContext,
  drive: Drive,
  node: DriveNode,
  reference: unknown,
): DriveNode {
  const current = node.parent ?? node;
  if (!isObject(reference)) return current;
  const { id } = reference;
  const driveId = toNamedDriveId(reference);
  if (driveId !== null && context.world.drives.byId(driveId) !== drive)
    throw invalid('Items can not be moved across drives.');
  if (id === 'root') throw invalid('The parent id is not valid.');
  const parent = findReferenced(drive, reference);
  if (parent === null) return current;
  demandWriteAccess(context, drive, parent);
  if ([...selfAndAncestors(parent)].includes(node)) throw invalid('A folder can not be moved into itself.');
  return parent;
}

async function commitAgain(context: RequestContext, address: Parameters<ItemRoute['run']>[1]) {
  const parent = demandFolder(demandReadable(context, address));
  demandWriteAccess(context, address.drive, parent);
  const body = await readJson(context.request);
  const source = body['@microsoft.graph.sourceUrl'];
  const { world } = context;
  const prefix = `${world.contentOrigin}/up/`;
  const session =
    typeof source === 'string' && source.startsWith(prefix)
      ? world.uploads.find(source.slice(prefix.length))
      : null;
  if (session === null || session.parent !== parent) throw itemNotFound();
  const conflict = parseConflict(body['@microsoft.graph.conflictBehavior'], session.conflict);
  return commitSession(world, session, {
    conflict,
    ifMatch: context.request.header('if-match'),
    name: typeof body['name'] === 'string' ? body['name'] : session.name,
  });
}

async function restore(context: RequestContext, address: Parameters<ItemRoute['run']>[1]) {
  const { drive, node } = address;
  if (drive.type !== 'personal') throw unsupported('restore is not supported on this drive.');
  if (node === null) throw itemNotFound();
  demandWriteAccess(context, drive, node);
  if (node.deletedMs === null) throw invalid('The item is not deleted.');
  const body = await readJson(context.request);
  const reference = isObject(body['parentReference']) ? body['parentReference'] : {};
  const wanted = findReferenced(drive, reference) ?? node.parent;
  if (wanted === null || wanted.deletedMs !== null) throw itemNotFound();
  const name = typeof body['name'] === 'string' ? body['name'] : node.name;
  const settled = settleName(drive, demandFolder(wanted), { name, kind: node.kind, conflict: 'rename' });
  drive.restore(node, wanted, settled.name);
  return toJson(200, toExpandedItem(context, drive, node, null, []));
}
