import type { Content } from './content.ts';
import type { Person } from './people.ts';
import type { Grant } from './grant.ts';

export type NodeKind = 'file' | 'folder' | 'package';

/** A Map implements it. */
export interface Children {
  readonly size: number;
  get(key: string): DriveNode | undefined;
  set(key: string, node: DriveNode): unknown;
  delete(key: string): unknown;
  values(): Iterable<DriveNode>;
}

export interface DriveNode {
  readonly seq: number;
  readonly kind: NodeKind;
  name: string;
  /** null on the root only */
  parent: DriveNode | null;
  /** Folders only, by name key. */
  children: Children | null;
  content: Content | null;
  /** Files: as listed. Folders and packages: everything below. */
  sizeBytes: number;
  /** fileSystemInfo, set by the client. */
  createdMs: number;
  modifiedMs: number;
  serverCreatedMs: number;
  serverModifiedMs: number;
  createdBy: Person;
  modifiedBy: Person;
  eVersion: number;
  /** The counter in cTag: content and, for personal folders, anything below. */
  cVersion: number;
  changedAt: number;
  mentionedAt: number;
  deletedMs: number | null;
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
  /** Listed instead of the true size; the listed hash is wrong, too. */
  listedSizeBytes?: number;
  picture?: Picture;
  takenMs?: number;
  cameraModel?: string;
  audio?: { title: string; artist: string; durationMs: number };
  vault?: boolean;
  /** Number of further lookups that fail, like a new item that is not known everywhere yet. */
  unseen?: number;
  shortcut?: { driveId: string; itemId: string };
  versions?: OldVersion[];
  demandsCheckOut?: boolean;
  /** Work drives: a retention label that keeps the item from being deleted. */
  retentionLabel?: string;
  /** Business drives: who has checked out the file, and its previous content. */
  checkout?: { by: Person; content: Content };
}

export interface Picture {
  width: number;
  height: number;
  /** null if the service can't draw a thumbnail of it. */
  draw: ((width: number, height: number) => Uint8Array) | null;
}

export interface OldVersion {
  id: string;
  content: Content;
  modifiedMs: number;
  modifiedBy: Person;
}

export function rareOf(node: DriveNode): RareTraits {
  node.rare ??= {};
  return node.rare;
}

/** Each lookup counts. */
export function takeUnseen({ rare }: DriveNode): boolean {
  if (rare?.unseen === undefined || rare.unseen === 0) return false;
  rare.unseen -= 1;
  return true;
}

export function* selfAndAncestors(node: DriveNode): Generator<DriveNode> {
  for (let at: DriveNode | null = node; at !== null; at = at.parent) yield at;
}

/** Parents first. */
export function* selfAndDescendants(node: DriveNode): Generator<DriveNode> {
  yield node;
  if (node.children === null) return;
  for (const child of node.children.values()) yield* selfAndDescendants(child);
}
