import { accessDenied, invalid, itemNotFound } from '../http/graph-error.ts';
import type { Drive } from '../model/drive.ts';
import { takeUnseen, type DriveNode } from '../model/node.ts';
import type { Viewer, World } from '../model/world.ts';
import { driveOfMe, driveOfUser } from './mysite.ts';

/**
 * `node` is null if the last path segment doesn't exist yet. `rest` follows the item: "", "children",
 * "thumbnails/0/small".
 */
export interface Address {
  drive: Drive;
  node: DriveNode | null;
  parent: DriveNode | null;
  name: string;
  rest: string;
  /** Folders between `parent` and `name` that don't exist: an upload by path creates them. */
  missing: readonly string[];
}

/**
 * "/me/drive", "/drives/{id}", "/users/{id}/drive", "/sites/{id}/drive", "/groups/{id}/drive" at the start of
 * a path. "/drive" is short for the first.
 */
const DRIVE_PREFIX =
  /^\/(?:((?:me\/)?drive)|drives\/([^/]+)|users\/([^/]+)\/drive|(?:sites|groups)\/([^/]+)\/drive)(?=\/|$)/;

export interface DriveAddress {
  drive: Drive;
  tail: string;
}

/** null if the path is not below a drive. */
export function parseDriveAddress(world: World, viewer: Viewer, path: string): DriveAddress | null {
  const found = DRIVE_PREFIX.exec(path);
  if (found === null) return null;
  const tail = path.slice(found[0].length + 1);
  return { drive: findDrive(world, viewer, found), tail };
}

function findDrive(world: World, viewer: Viewer, found: RegExpExecArray): Drive {
  const [, me, driveId, user] = found;
  if (me !== undefined) return driveOfMe(world, viewer);
  if (user !== undefined) return driveOfUser(world, viewer, decode(user));
  const drive = driveId === undefined ? world.drives.ofSite()[0] : world.drives.byId(decode(driveId));
  const hidden =
    drive !== null &&
    drive !== undefined &&
    viewer.person === null &&
    world.access(viewer, drive, drive.root) === 'none';
  if (drive === null || drive === undefined || hidden) throw itemNotFound();
  return drive;
}

/** "root…", "items/{id}…" or "special/{name}…". */
export function parseItemAddress(world: World, viewer: Viewer, at: DriveAddress): Address {
  const { drive, tail } = at;
  const found = /^(root|items\/([^/:]+)|special\/([^/:]+))(:?)(?:\/(.*))?$/s.exec(tail);
  if (found === null) throw invalid('Resource not found for the segment.', 'invalidPath');
  const [, word, itemId, special, colon, after = ''] = found;
  const start = toStart(world, viewer, drive, { word: word ?? '', itemId, special });
  if (start.deletedMs !== null && after !== 'restore') throw itemNotFound();
  if (takeUnseen(start)) throw itemNotFound();
  if (colon !== ':')
    return { drive, node: start, parent: start.parent, name: start.name, rest: after, missing: [] };
  return walk(drive, start, after);
}

function toStart(
  world: World,
  viewer: Viewer,
  drive: Drive,
  by: { word: string; itemId: string | undefined; special: string | undefined },
): DriveNode {
  if (by.special !== undefined) return toSpecial(viewer, drive, decode(by.special));
  const id = by.itemId === undefined ? 'root' : decode(by.itemId);
  if (id === 'root') {
    if (!world.drives.isOfSite(drive) && viewer.person !== null && viewer.person.id !== drive.owner.id)
      throw accessDenied();
    return drive.root;
  }
  const node = drive.byId(id, true);
  if (node === null) throw itemNotFound();
  return node;
}

const SPECIAL_FOLDERS: Record<string, string> = {
  documents: 'Documents',
  photos: 'Pictures',
  cameraroll: 'Pictures/Camera Roll',
  music: 'Music',
  approot: 'Apps/Slipway',
};

/** Those that were used. */
export function specialFoldersOf(drive: Drive): DriveNode[] {
  const paths = [...new Set(Object.values(SPECIAL_FOLDERS))];
  const found = paths.map((path) =>
    path
      .split('/')
      .reduce<DriveNode | null>((at, name) => (at === null ? null : drive.child(at, name)), drive.root),
  );
  return found.filter((node) => node?.rare?.specialFolder !== undefined) as DriveNode[];
}

/** Special folders are created on first use by someone with write permission. */
function toSpecial({ permissions }: Viewer, drive: Drive, word: string): DriveNode {
  const path = SPECIAL_FOLDERS[word.toLowerCase()];
  if (path === undefined) throw invalid("The special folder identifier isn't valid.");
  const makes = permissions === null || permissions.some((one) => one.includes('ReadWrite'));
  let at = drive.root;
  for (const name of path.split('/')) {
    const child = drive.child(at, name);
    if (child === null && !makes) throw accessDenied();
    at = child ?? drive.add(at, { kind: 'folder', name, by: drive.owner });
  }
  if (at.rare?.specialFolder === undefined) at.rare = { ...at.rare, specialFolder: word.toLowerCase() };
  return at;
}

function walk(drive: Drive, start: DriveNode, relative: string): Address {
  const colon = relative.indexOf(':');
  const path = colon === -1 ? relative : relative.slice(0, colon);
  const rest = colon === -1 ? '' : relative.slice(colon + 1).replace(/^\//, '');
  const names = path
    .split('/')
    .flatMap((segment) => decode(segment).split('/'))
    // The onedrive client for Linux uses "./a" for items in the root.
    .filter((name) => name !== '' && name !== '.');
  let parent: DriveNode | null = start.parent;
  let node: DriveNode | null = start;
  let missing: readonly string[] = [];
  for (const [step, name] of names.entries()) {
    if (node.children === null) throw itemNotFound();
    parent = node;
    const child = drive.child(parent, name);
    if (child === null) {
      node = null;
      missing = names.slice(step, -1);
      break;
    }
    if (takeUnseen(child)) throw itemNotFound();
    node = child;
  }
  return { drive, node, parent, name: names.at(-1) ?? start.name, rest, missing };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('The URL is not encoded correctly.', 'invalidPath');
  }
}
