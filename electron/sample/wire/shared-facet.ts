import { toInstant } from '../clock.ts';
import type { Drive } from '../model/drive.ts';
import type { DriveNode } from '../model/node.ts';
import type { Viewer } from '../model/world.ts';
import { toIdentitySet } from './identity.ts';

export function toSharedFacet(viewer: Viewer, drive: Drive, node: DriveNode): Record<string, unknown> | null {
  const grant = node.rare?.grants?.[0];
  if (grant === undefined) return null;
  const mine = viewer.person?.id === drive.owner.id;
  return {
    scope: grant.link?.scope ?? 'users',
    owner: toIdentitySet(drive.owner, drive.type),
    ...(mine
      ? {}
      : { sharedBy: toIdentitySet(grant.sharedBy, drive.type), sharedDateTime: toInstant(grant.sharedMs) }),
  };
}
