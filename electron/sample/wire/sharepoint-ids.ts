import type { Drive } from '../model/drive.ts';
import { toGuid } from '../model/ids.ts';
import type { DriveNode } from '../model/node.ts';
import { SITES } from '../model/sites.ts';
import type { World } from '../model/world.ts';
import type { Json } from './drive-item.ts';

const PERSONAL = 'https://contoso-my.sharepoint.com';

function toSite(drive: Drive): { siteId: string; webId: string; siteUrl: string } {
  if (drive.type !== 'documentLibrary')
    return {
      siteId: toGuid(drive.number, -1),
      webId: toGuid(drive.number, -2),
      siteUrl: `${PERSONAL}/personal/${drive.number}`,
    };
  const site = SITES.find(({ webUrl }) => drive.webUrl?.startsWith(`${webUrl}/`)) ?? SITES[0]!;
  const [, siteId = '', webId = ''] = site.id.split(',');
  return { siteId, webId, siteUrl: site.webUrl };
}

/** "contoso-my.sharepoint.com,…,…", in lower case; null for a personal drive. */
export function toSiteKey(drive: Drive): string | null {
  if (drive.type === 'personal') return null;
  const { siteId, webId, siteUrl } = toSite(drive);
  return `${new URL(siteUrl).host},${siteId},${webId}`.toLowerCase();
}

export function toSharepointIds(world: World, drive: Drive, node: DriveNode): Json {
  return {
    listId: toGuid(drive.number, 0),
    listItemId: String(node.seq),
    listItemUniqueId: node.parent === null ? 'root' : toGuid(drive.number, node.seq),
    ...toSite(drive),
    tenantId: world.tenants.home.id,
  };
}
