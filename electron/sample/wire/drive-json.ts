import type { Drive } from '../model/drive.ts';
import type { Viewer, World } from '../model/world.ts';
import { toIdentitySet } from './identity.ts';
import { toWebUrl } from './paths.ts';

export function toQuota(drive: Drive): {
  total: number;
  used: number;
  remaining: number;
  deleted: number;
  state: string;
} {
  const used = drive.root.sizeBytes + drive.deletedBytes;
  const remaining = Math.max(0, drive.quotaBytes - used);
  const left = remaining / drive.quotaBytes;
  const state = remaining === 0 ? 'exceeded' : left < 0.01 ? 'critical' : left < 0.1 ? 'nearing' : 'normal';
  return { total: drive.quotaBytes, used, remaining, deleted: drive.deletedBytes, state };
}

export function toDriveJson(world: World, viewer: Viewer, drive: Drive): Record<string, unknown> {
  const own = viewer.person === null || viewer.person.id === drive.owner.id;
  return {
    id: drive.id,
    driveType: drive.type,
    name: drive.name,
    owner: toIdentitySet(drive.owner, drive.type),
    webUrl: toWebUrl(drive, drive.root),
    ...(own && !world.quirks.hidesQuota ? { quota: toQuota(drive) } : {}),
  };
}
