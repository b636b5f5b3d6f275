import { toInstant } from '../clock.ts';
import type { Drive } from '../model/drive.ts';
import type { DriveNode } from '../model/node.ts';
import type { SharedEntry, World } from '../model/world.ts';
import { toIdentitySet } from './identity.ts';
import { toMimeType } from './mime-types.ts';
import { toWebUrl } from './paths.ts';

function toFacets(node: DriveNode): Record<string, unknown> {
  if (node.kind === 'package') return { package: { type: 'oneNote' } };
  if (node.kind === 'folder') return { folder: { childCount: node.children?.size ?? 0 } };
  return { file: { mimeType: node.rare?.mimeType ?? toMimeType(node.name) } };
}

function describe(drive: Drive, node: DriveNode): Record<string, unknown> {
  return {
    id: drive.itemId(node),
    name: node.name,
    size: node.sizeBytes,
    createdDateTime: toInstant(node.serverCreatedMs),
    lastModifiedDateTime: toInstant(node.serverModifiedMs),
    createdBy: toIdentitySet(node.createdBy, drive.type),
    lastModifiedBy: toIdentitySet(node.modifiedBy, drive.type),
    fileSystemInfo: {
      createdDateTime: toInstant(node.createdMs),
      lastModifiedDateTime: toInstant(node.modifiedMs),
    },
    webUrl: toWebUrl(drive, node),
    ...toFacets(node),
  };
}

/** null if its target's drive is unknown. */
export function toRemoteItem(
  world: World,
  target: { driveId: string; itemId: string },
): Record<string, unknown> | null {
  const drive = world.drives.byId(target.driveId);
  const node = drive?.byId(target.itemId, true) ?? null;
  if (drive === null || node === null) return null;
  return { ...describe(drive, node), parentReference: { driveType: drive.type, driveId: drive.id } };
}

/**
 * Business: the remote item's id and no parentReference. Personal: an item of the caller's drive, with a
 * parentReference without id and path.
 */
export function toSharedStub(world: World, entry: SharedEntry): Record<string, unknown> {
  const { drive, node } = entry;
  const remote = describe(drive, node);
  const personal = drive.type === 'personal';
  return {
    id: personal ? `${world.mine.id}!${node.seq}0` : remote['id'],
    name: node.name,
    size: node.sizeBytes,
    createdDateTime: remote['createdDateTime'],
    lastModifiedDateTime: remote['lastModifiedDateTime'],
    createdBy: remote['createdBy'],
    lastModifiedBy: remote['lastModifiedBy'],
    webUrl: remote['webUrl'],
    ...(personal ? { parentReference: { driveType: world.mine.type, driveId: world.mine.id } } : {}),
    ...toFacets(node),
    remoteItem: {
      ...remote,
      parentReference: {
        driveType: drive.type,
        driveId: drive.id,
        ...(personal ? {} : { id: drive.itemId(drive.root) }),
      },
      shared: {
        scope: 'users',
        owner: toIdentitySet(drive.owner, drive.type),
        sharedBy: toIdentitySet(entry.sharedBy, drive.type),
        sharedDateTime: toInstant(entry.sharedMs),
      },
    },
  };
}
