import { toInstant } from '../clock.ts';
import type { Drive } from '../model/drive.ts';
import type { Grant, ShareLink } from '../model/grant.ts';
import type { DriveNode } from '../model/node.ts';
import type { Person } from '../model/people.ts';
import type { DriveType } from '../options.ts';
import { toIdentitySet } from './identity.ts';
import { toReferencePath } from './paths.ts';

/** Personal drives only have the old members, others have both. */
function toHolders(people: readonly Person[], type: DriveType, many: boolean): Record<string, unknown> {
  const sets = people.map((person) => toIdentitySet(person, type));
  if (sets.length === 0) return {};
  if (many)
    return type === 'personal'
      ? { grantedToIdentities: sets }
      : { grantedToIdentitiesV2: sets, grantedToIdentities: sets };
  return type === 'personal' ? { grantedTo: sets[0] } : { grantedToV2: sets[0], grantedTo: sets[0] };
}

/** `from`: the folder above from which the item inherits the grant. */
export function toPermission(drive: Drive, grant: Grant, from: DriveNode | null): Record<string, unknown> {
  const personal = drive.type === 'personal';
  return {
    id: grant.id,
    roles: grant.roles,
    ...toHolders(grant.people, drive.type, grant.link !== null),
    ...(grant.link === null ? {} : { link: toLink(grant.link), shareId: toShareId(grant.link.webUrl) }),
    ...(grant.expiresMs === null ? {} : { expirationDateTime: toInstant(grant.expiresMs) }),
    ...(personal && grant.link !== null ? { hasPassword: grant.hasPassword } : {}),
    ...(personal && from !== null
      ? {
          inheritedFrom: {
            driveId: drive.id,
            driveType: drive.type,
            id: drive.itemId(from),
            path: toReferencePath(drive, from),
          },
        }
      : {}),
  };
}

function toLink(link: ShareLink): object {
  const webHtml = `<iframe src="${link.webUrl}" width="98" height="120"></iframe>`;
  return {
    type: link.type,
    scope: link.scope,
    webUrl: link.webUrl,
    ...(link.type === 'embed' ? { webHtml } : {}),
    preventsDownload: false,
  };
}

export function toShareId(url: string): string {
  return `u!${Buffer.from(url, 'utf8').toString('base64url')}`;
}

export function toOwnerPermission(drive: Drive): Record<string, unknown> {
  return { id: 'owner', roles: ['owner'], ...toHolders([drive.owner], drive.type, false) };
}
