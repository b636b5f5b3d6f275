import type { Content } from './content.ts';
import type { Person } from './people.ts';
import type { Grant } from './grant.ts';

export type NodeKind = 'file' | 'folder' | 'package';

/** What lies in a folder, by name key. A Map is one. */
export interface Children {
  readonly size: number;
  get(key: string): DriveNode | undefined;
  set(key: string, node: DriveNode): unknown;
  delete(key: string): unknown;
  values(): Iterable<DriveNode>;
}

/** One item of a drive. Small on purpose: drives of a million items are made of these. */
export interface DriveNode {
  /** Number within its drive; the item id is made from it. */
  readonly seq: number;
  readonly kind: NodeKind;
  name: string;
  /** null on the root only */
  parent: DriveNode | null;
  /** Folders only, by name key. */
  children: Children | null;
  /** Files only. */
  content: Content | null;
  /** Files: as listed. Folders and packages: everything below. */
  sizeBytes: number;
  /** fileSystemInfo: what the client said. */
  createdMs: number;
  modifiedMs: number;
  /** What the server saw. */
  serverCreatedMs: number;
  serverModifiedMs: number;
  createdBy: Person;
  modifiedBy: Person;
  /** Counts in eTag: metadata and content. */
  eVersion: number;
  /** Counts in cTag: content; in personal folders, anything below. */
  cVersion: number;
  /** Place in the change log where this node itself last changed, and where it was last mentioned at all. */
  changedAt: number;
  mentionedAt: number;
  /** Set while in the recycle bin. */
  deletedMs: number | null;
  /** What few items have. */
  rare: RareTraits | null;
}

export interface RareTraits {
  grants?: Grant[];
  locked?: boolean;
  malware?: string;
  description?: string;
  specialFolder?: string;
  mimeType?: string;
  hideHash?: boolean;
  /** What is listed instead of the true size; the hash is then another one, too. */
  listedSizeBytes?: number;
  /** Pixels, for the image facet and for thumbnails. */
  picture?: Picture;
  takenMs?: number;
  cameraModel?: string;
  audio?: { title: string; artist: string; durationMs: number };
  /** The Personal Vault, which nobody opens by Graph. */
  vault?: boolean;
  /** Looked for in vain this many more times: just made, and not known everywhere yet. */
  unseen?: number;
  /** A shortcut to an item in another drive. */
  shortcut?: { driveId: string; itemId: string };
  versions?: OldVersion[];
  /** Work drives: who has the file checked out, and what was in it before. */
  checkout?: { by: Person; content: Content };
}

export interface Picture {
  width: number;
  height: number;
  /** A PNG of about this size, for thumbnails; null where the service can't draw one. */
  draw: ((width: number, height: number) => Uint8Array) | null;
}

export interface OldVersion {
  /** "1.0" */
  id: string;
  content: Content;
  modifiedMs: number;
  modifiedBy: Person;
}

export function rareOf(node: DriveNode): RareTraits {
  node.rare ??= {};
  return node.rare;
}

/** Whether an item just made is still not found; each time that it is looked for counts. */
export function takeUnseen({ rare }: DriveNode): boolean {
  if (rare?.unseen === undefined || rare.unseen === 0) return false;
  rare.unseen -= 1;
  return true;
}

/** The node and what it lies in, up to the root. */
export function* selfAndAncestors(node: DriveNode): Generator<DriveNode> {
  for (let at: DriveNode | null = node; at !== null; at = at.parent) yield at;
}

/** The node and everything below, parents first. */
export function* selfAndDescendants(node: DriveNode): Generator<DriveNode> {
  yield node;
  if (node.children === null) return;
  for (const child of node.children.values()) yield* selfAndDescendants(child);
}
