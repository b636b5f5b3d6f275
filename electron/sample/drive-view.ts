import { patternContent, textContent, toBytes, toContent, type Content } from './model/content.ts';
import type { Drive } from './model/drive.ts';
import type { Grant, ShareLink } from './model/grant.ts';
import { rareOf, selfAndDescendants, type DriveNode } from './model/node.ts';
import { ALEX, type Person } from './model/people.ts';
import type { World } from './model/world.ts';
import { keepVersion } from './routes/commit.ts';
import { toLinkUrl } from './wire/link-url.ts';
import { toDecodedPath } from './wire/paths.ts';

export interface FolderPlan {
  /** Files directly in it or, with `folders`, in each of those. */
  files: number;
  folders?: number;
  naming?: string;
  sizeBytes?: number;
}

/** Paths are decoded, without a leading slash; "" is the root. */
export interface DriveView {
  readonly id: string;
  readonly rootId: string;
  readonly raw: Drive;
  find(path: string): DriveNode | null;
  idOf(path: string): string;
  bytes(path: string): Buffer;
  /** "Finance/Invoices/2024/…", sorted; folders end with a slash. */
  tree(path?: string): string[];
  /** Also creates parent folders. */
  addFolder(path: string, plan?: FolderPlan): DriveNode;
  addFile(path: string, content: string | Uint8Array | { sizeBytes: number }): DriveNode;
  /** A package without content or hash, with a name that no upload can use. */
  addNotebook(path: string, sizeBytes?: number): DriveNode;
  addPersonalVault(path?: string): DriveNode;
  /** The client's times: "1950-01-01T00:00:00Z", "2106-02-07T06:28:16Z". */
  setTimes(path: string, times: { created?: string; modified?: string }): void;
  rename(path: string, name: string): void;
  remove(path: string): void;
  lock(path: string, locked?: boolean): void;
  flagMalware(path: string, description: string): void;
  /** As encryption by policy (AIP) does. */
  misreport(path: string, sizeBytes: number): void;
  share(path: string, role: 'read' | 'write', address?: string): void;
  /** A link to view the item. Replaces its other permissions. */
  addLink(path: string, scope?: ShareLink['scope']): { url: string; grant: Grant };
  /** The item stays listed and answers 404. */
  unshare(path: string): void;
  addShortcut(path: string, target: { driveId: string; itemId: string }): DriveNode;
}

export function createDriveView(world: World, drive: Drive): DriveView {
  const by: Person = drive.owner.id === ALEX.id ? ALEX : drive.owner;
  function find(path: string): DriveNode | null {
    let at: DriveNode | null = drive.root;
    for (const name of split(path)) at = at === null ? null : drive.child(at, name);
    return at;
  }

  function get(path: string): DriveNode {
    const node = find(path);
    if (node === null) throw new Error(`the sample drive has no "${path}"`);
    return node;
  }

  function makeFolders(names: readonly string[]): DriveNode {
    let at = drive.root;
    for (const name of names) at = drive.child(at, name) ?? drive.add(at, { kind: 'folder', name, by });
    return at;
  }

  return {
    id: drive.id,
    rootId: drive.itemId(drive.root),
    raw: drive,
    find,
    idOf: (path) => drive.itemId(get(path)),
    bytes(path) {
      const { content } = get(path);
      if (content === null) throw new Error(`"${path}" has no content`);
      return toBytes(content);
    },
    tree(path = '') {
      const top = get(path);
      const lead = toDecodedPath(top).length + 1;
      return [...selfAndDescendants(top)]
        .filter((node) => node !== top)
        .map((node) => toDecodedPath(node).slice(lead) + (node.kind === 'folder' ? '/' : ''))
        .sort();
    },
    addFolder(path, plan) {
      const folder = makeFolders(split(path));
      const contents = Array.from({ length: 61 }, (_, seed) => patternContent(plan?.sizeBytes ?? 1000, seed));
      const { files = 0, folders = 0, naming = 'file {n}.txt' } = plan ?? {};
      const atMs = world.clock.now();
      if (files + folders > 0)
        drive.grow(folder, {
          files,
          folders,
          fileNaming: naming,
          folderNaming: 'folder {n}',
          contents,
          by,
          atMs,
        });
      return folder;
    },
    addFile(path, given) {
      const content = toGivenContent(given);
      const names = split(path);
      const existing = find(path);
      if (existing === null) {
        return drive.add(makeFolders(names.slice(0, -1)), {
          kind: 'file',
          name: names.at(-1) ?? 'file',
          by,
          content,
        });
      }
      keepVersion(existing);
      drive.replaceContent(existing, content, by, world.clock.now());
      return existing;
    },
    addNotebook(path, sizeBytes = 10_000) {
      const names = split(path);
      const name = names.at(-1) ?? 'notebook';
      return drive.add(makeFolders(names.slice(0, -1)), { kind: 'package', name, by, sizeBytes });
    },
    addPersonalVault(path = 'Personal Vault') {
      const folder = makeFolders(split(path));
      rareOf(folder).vault = true;
      return folder;
    },
    setTimes(path, { created, modified }) {
      const node = get(path);
      if (created !== undefined) node.createdMs = Date.parse(created);
      if (modified !== undefined) node.modifiedMs = Date.parse(modified);
      drive.touch(node, by);
    },
    rename(path, name) {
      const node = get(path);
      drive.place(node, node.parent ?? drive.root, name, by);
    },
    remove: (path) => drive.remove(get(path), false, by),
    lock(path, locked = true) {
      rareOf(get(path)).locked = locked;
    },
    flagMalware(path, description) {
      rareOf(get(path)).malware = description;
    },
    misreport(path, sizeBytes) {
      rareOf(get(path)).listedSizeBytes = sizeBytes;
    },
    share(path, role, address = ALEX.email) {
      const withPerson = world.tenants.person(address);
      if (withPerson === null) throw new Error(`nobody here is called ${address}`);
      const sharedMs = world.clock.now();
      const rare = rareOf(get(path));
      rare.grants = [
        ...(rare.grants ?? []),
        {
          id: `grant-${world.nextNumber()}`,
          roles: [role],
          people: [withPerson],
          link: null,
          sharedBy: drive.owner,
          sharedMs,
          expiresMs: null,
          hasPassword: false,
        },
      ];
      world.shared.push({ drive, node: get(path), withPerson, sharedBy: drive.owner, sharedMs });
    },
    addLink(path, scope = 'anonymous') {
      const node = get(path);
      const url = toLinkUrl(drive, node, `key${world.nextNumber()}`);
      const grant: Grant = {
        id: `link-${world.nextNumber()}`,
        roles: ['read'],
        people: [],
        link: { type: 'view', scope, webUrl: url },
        sharedBy: drive.owner,
        sharedMs: world.clock.now(),
        expiresMs: null,
        hasPassword: false,
      };
      rareOf(node).grants = [grant];
      return { url, grant };
    },
    unshare(path) {
      rareOf(get(path)).grants = [];
    },
    addShortcut(path, target) {
      const names = split(path);
      const node = drive.add(makeFolders(names.slice(0, -1)), {
        kind: 'folder',
        name: names.at(-1) ?? 'shortcut',
        by,
      });
      rareOf(node).shortcut = target;
      return node;
    },
  };
}

const split = (path: string): string[] => path.split('/').filter((name) => name !== '');

function toGivenContent(given: string | Uint8Array | { sizeBytes: number }): Content {
  if (typeof given === 'string') return textContent(given);
  return given instanceof Uint8Array ? toContent(given) : patternContent(given.sizeBytes);
}
