import type { Content } from '../model/content.ts';
import type { Drive } from '../model/drive.ts';
import { rareOf, type DriveNode } from '../model/node.ts';
import type { Person } from '../model/people.ts';
import type { World } from '../model/world.ts';
import { toQuota } from '../wire/drive-json.ts';
import { afterUpload } from './after-upload.ts';

export interface Commit {
  drive: Drive;
  parent: DriveNode;
  name: string;
  existing: DriveNode | null;
  content: Content;
  by: Person;
  createdMs: number | null;
  modifiedMs: number | null;
}

export function demandRoom(drive: Drive, sizeBytes: number, existing: DriveNode | null): boolean {
  return sizeBytes - (existing?.sizeBytes ?? 0) <= toQuota(drive).remaining;
}

export function commitContent(world: World, commit: Commit): DriveNode {
  const { drive, content, existing, by } = commit;
  if (existing === null) {
    const node = drive.add(commit.parent, {
      kind: 'file',
      name: commit.name,
      by,
      content,
      ...(commit.createdMs === null ? {} : { createdMs: commit.createdMs }),
      ...(commit.modifiedMs === null ? {} : { modifiedMs: commit.modifiedMs }),
    });
    node.serverCreatedMs = world.clock.now();
    node.serverModifiedMs = node.serverCreatedMs;
    if (world.quirks.newFile404 > 0) rareOf(node).unseen = world.quirks.newFile404;
    afterUpload(world, drive, node);
    return node;
  }
  keepVersion(existing);
  drive.replaceContent(existing, content, by, commit.modifiedMs ?? world.clock.now());
  if (commit.createdMs !== null) existing.createdMs = commit.createdMs;
  delete existing.rare?.picture;
  delete existing.rare?.malware;
  afterUpload(world, drive, existing);
  return existing;
}

const KEPT_VERSIONS = 25;

export function keepVersion(node: DriveNode): void {
  if (node.content === null) return;
  const rare = rareOf(node);
  const versions = rare.versions ?? [];
  const id = `${Number.parseInt(versions[0]?.id ?? '0', 10) + 1}.0`;
  const old = { id, content: node.content, modifiedMs: node.serverModifiedMs, modifiedBy: node.modifiedBy };
  rare.versions = [old, ...versions].slice(0, KEPT_VERSIONS);
}
