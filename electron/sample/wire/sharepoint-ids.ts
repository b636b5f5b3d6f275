import type { Drive } from '../model/drive.ts';
import { toGuid } from '../model/ids.ts';
import type { DriveNode } from '../model/node.ts';
import type { World } from '../model/world.ts';
import type { Json } from './drive-item.ts';

const SITE = 'https://contoso-my.sharepoint.com';

/** Where an item stands in SharePoint, which lies below every work drive. */
export function toSharepointIds(world: World, drive: Drive, node: DriveNode): Json {
  return {
    listId: toGuid(drive.number, 0),
    listItemId: String(node.seq),
    listItemUniqueId: node.parent === null ? 'root' : toGuid(drive.number, node.seq),
    siteId: toGuid(drive.number, -1),
    siteUrl: `${SITE}/personal/${drive.number}`,
    tenantId: world.tenants.home.id,
    webId: toGuid(drive.number, -2),
  };
}
