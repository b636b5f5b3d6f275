import type { Drive } from '../model/drive.ts';
import { selfAndAncestors, type DriveNode } from '../model/node.ts';

export function toDecodedPath(node: DriveNode): string {
  const names = [...selfAndAncestors(node)].filter((each) => each.parent !== null).map((each) => each.name);
  return names
    .reverse()
    .map((name) => `/${name}`)
    .join('');
}

function toEncodedPath(node: DriveNode): string {
  return toDecodedPath(node).split('/').map(encodeURIComponent).join('/');
}

/** parentReference.path for items in `folder`: "/drive/root:" or "/drives/{id}/root:/A%20B". */
export function toReferencePath(drive: Drive, folder: DriveNode): string {
  const lead = drive.type === 'personal' ? '/drive/root:' : `/drives/${drive.id}/root:`;
  return lead + toEncodedPath(folder);
}

export function toWebUrl(drive: Drive, node: DriveNode): string {
  if (drive.type === 'personal') {
    return `https://onedrive.live.com/?id=${encodeURIComponent(drive.itemId(node))}&cid=${drive.id.toLowerCase()}`;
  }
  const site =
    drive.type === 'business'
      ? `https://contoso-my.sharepoint.com/personal/${drive.owner.email.replaceAll(/[^a-z0-9]/gi, '_')}/Documents`
      : (drive.webUrl ?? 'https://contoso.sharepoint.com/sites/team/Shared%20Documents');
  return site + toEncodedPath(node);
}
