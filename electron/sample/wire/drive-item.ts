import { toInstant } from '../clock.ts';
import { toPresignedUrl } from '../http/presigned.ts';
import { patternContent, type Content } from '../model/content.ts';
import type { Drive } from '../model/drive.ts';
import { sharedTop } from '../model/grants.ts';
import type { DriveNode } from '../model/node.ts';
import type { Viewer, World } from '../model/world.ts';
import { toIdentitySet } from './identity.ts';
import { toExtension, toMimeType } from './mime-types.ts';
import { toReferencePath, toWebUrl } from './paths.ts';
import { toSharedFacet } from './shared-facet.ts';
import { toRemoteItem } from './remote-item.ts';
import { toCTag, toETag } from './tags.ts';

const NOTEBOOK_PARTS = new Set(['one', 'onetoc2']);

export type Json = Record<string, unknown>;

/** With the drift quirk, personal ids vary in case and leading zeros. */
export function toSpelling(world: World, drive: Drive): string {
  if (!world.quirks.driveIdDrift || drive.type !== 'personal') return drive.id;
  const spellings = [drive.id, drive.id.toLowerCase(), drive.id.toLowerCase().replace(/^0+/, '')];
  return spellings[world.nextNumber() % spellings.length] ?? drive.id;
}

/** For the root, only the drive, without id and path. */
function toParentReference(world: World, viewer: Viewer, drive: Drive, node: DriveNode): Json {
  const reference: Json = { driveType: drive.type, driveId: toSpelling(world, drive) };
  if (node.parent === null) return reference;
  // A guest sees nothing above the shared item.
  const guest = viewer.person !== null && viewer.person.id !== drive.owner.id;
  if (guest && sharedTop(node, viewer.person ?? drive.owner) === node) return reference;
  reference['id'] = drive.itemId(node.parent);
  reference['name'] = node.parent.parent === null ? 'root' : node.parent.name;
  reference['path'] = toReferencePath(drive, node.parent);
  return reference;
}

function toListedHash(node: DriveNode, content: Content): string {
  const size = node.rare?.listedSizeBytes;
  return size === undefined ? content.quickXorHash() : patternContent(size).quickXorHash();
}

function toKindFacet(world: World, drive: Drive, node: DriveNode): Json {
  if (node.kind === 'package') return { package: { type: 'oneNote' } };
  if (node.kind === 'folder') {
    const view = { sortBy: 'name', sortOrder: 'ascending', viewType: 'thumbnails' };
    return {
      folder: { childCount: node.children?.size ?? 0, ...(drive.type === 'personal' ? { view } : {}) },
    };
  }
  // Notebook pages have no hash.
  const hashed =
    node.rare?.hideHash !== true && !world.quirks.noHashes && !NOTEBOOK_PARTS.has(toExtension(node.name));
  return {
    file: {
      mimeType: node.rare?.mimeType ?? toMimeType(node.name),
      ...(hashed && node.content !== null
        ? { hashes: { quickXorHash: toListedHash(node, node.content) } }
        : {}),
    },
  };
}

function toRareFacets(world: World, viewer: Viewer, drive: Drive, node: DriveNode): Json {
  const rare = node.rare;
  if (rare === null) return {};
  const json: Json = {};
  if (rare.description !== undefined) json['description'] = rare.description;
  if (rare.vault === true) json['specialFolder'] = { name: 'vault' };
  if (rare.specialFolder !== undefined) json['specialFolder'] = { name: rare.specialFolder };
  if (rare.malware !== undefined) json['malware'] = { description: rare.malware };
  if (rare.picture !== undefined) json['image'] = { width: rare.picture.width, height: rare.picture.height };
  if (rare.takenMs !== undefined) {
    json['photo'] = {
      takenDateTime: toInstant(rare.takenMs),
      ...(rare.cameraModel === undefined ? {} : { cameraModel: rare.cameraModel }),
    };
  }
  if (rare.audio !== undefined) {
    json['audio'] = { title: rare.audio.title, artist: rare.audio.artist, duration: rare.audio.durationMs };
  }
  if (rare.shortcut !== undefined) {
    const remote = toRemoteItem(world, rare.shortcut);
    if (remote !== null) json['remoteItem'] = remote;
  }
  const shared = toSharedFacet(viewer, drive, node);
  if (shared !== null) json['shared'] = shared;
  return json;
}

function toPublication(drive: Drive, node: DriveNode): Json {
  const held = node.rare?.checkout;
  return held === undefined
    ? { level: 'published', versionId: `${node.cVersion}.0` }
    : {
        level: 'checkout',
        versionId: `${node.cVersion}.0`,
        checkedOutBy: toIdentitySet(held.by, drive.type),
      };
}

function hasDownloadUrl({ quirks }: World, node: DriveNode): boolean {
  return (
    !quirks.hidesDownloadUrls &&
    node.kind === 'file' &&
    node.content !== null &&
    node.rare?.malware === undefined
  );
}

/** `withoutPath`: as in delta. */
export function toDriveItem(
  world: World,
  viewer: Viewer,
  drive: Drive,
  node: DriveNode,
  options: { withoutPath?: boolean; withPublication?: boolean } = {},
): Json {
  const cTag = toCTag(drive, node);
  const parentReference = toParentReference(world, viewer, drive, node);
  if (options.withoutPath === true) delete parentReference['path'];
  const isShortcut = node.rare?.shortcut !== undefined;
  return {
    ...(hasDownloadUrl(world, node)
      ? { '@microsoft.graph.downloadUrl': toPresignedUrl(world, 'download', drive, node) }
      : {}),
    id: drive.itemId(node),
    name: node.name,
    size: node.rare?.listedSizeBytes ?? node.sizeBytes,
    eTag: toETag(drive, node),
    ...(cTag === null ? {} : { cTag }),
    createdDateTime: toInstant(node.serverCreatedMs),
    lastModifiedDateTime: toInstant(node.serverModifiedMs),
    createdBy: toIdentitySet(node.createdBy, drive.type),
    lastModifiedBy: toIdentitySet(node.modifiedBy, drive.type),
    webUrl: toWebUrl(drive, node),
    parentReference,
    fileSystemInfo: {
      createdDateTime: toInstant(node.createdMs),
      lastModifiedDateTime: toInstant(node.modifiedMs),
    },
    ...(node.parent === null ? { root: {} } : {}),
    ...(isShortcut ? {} : toKindFacet(world, drive, node)),
    ...(options.withPublication === true && drive.type !== 'personal' && node.kind === 'file'
      ? { publication: toPublication(drive, node) }
      : {}),
    ...toRareFacets(world, viewer, drive, node),
  };
}
