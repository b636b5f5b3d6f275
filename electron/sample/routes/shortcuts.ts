import { toJson, type ServiceResponse } from '../http/exchange.ts';
import { accessDenied, invalid, itemNotFound } from '../http/graph-error.ts';
import { isObject } from '../http/request.ts';
import type { Drive } from '../model/drive.ts';
import { toGuid } from '../model/ids.ts';
import { rareOf, selfAndDescendants, type DriveNode } from '../model/node.ts';
import type { Json } from '../wire/drive-item.ts';
import { toSharepointIds } from '../wire/sharepoint-ids.ts';
import { toExpandedItem } from './expanded-item.ts';
import { parseConflict, settleName, unsupported } from './naming.ts';
import { author, type RequestContext } from './route.ts';

function findTarget({ world }: RequestContext, own: Drive, remote: Json): [Drive, DriveNode] {
  const ids = remote['sharepointIds'];
  if (own.type !== 'personal') {
    if (!isObject(ids)) throw invalid('A shortcut needs sharepointIds.');
    for (const drive of world.drives.made) {
      if (toGuid(drive.number, 0) !== ids['listId']) continue;
      for (const node of selfAndDescendants(drive.root))
        if (toSharepointIds(world, drive, node)['listItemUniqueId'] === ids['listItemUniqueId'])
          return [drive, node];
    }
    throw itemNotFound();
  }
  const parent = isObject(remote['parentReference']) ? remote['parentReference'] : {};
  const drive = world.drives.byId(String(parent['driveId']));
  const node = drive?.byId(String(remote['id']), false) ?? null;
  if (drive === null || node === null) throw itemNotFound();
  return [drive, node];
}

export function addShortcut(
  context: RequestContext,
  own: Drive,
  parent: DriveNode,
  body: Json,
): ServiceResponse {
  const remote = body['remoteItem'] as Json;
  const [drive, target] = findTarget(context, own, remote);
  if (context.world.access(context.viewer, drive, target) === 'none') throw accessDenied();
  if (target.kind !== 'folder' || drive === own) throw unsupported('Only folders of others can be added.');
  const conflict = parseConflict(body['@microsoft.graph.conflictBehavior'], 'fail');
  const wanted = typeof body['name'] === 'string' ? body['name'] : target.name;
  const { name } = settleName(own, parent, { name: wanted, kind: 'folder', conflict });
  const node = own.add(parent, { kind: 'folder', name, by: author(context.viewer) });
  rareOf(node).shortcut = { driveId: drive.id, itemId: drive.itemId(target) };
  return toJson(201, toExpandedItem(context, own, node, null, []));
}
