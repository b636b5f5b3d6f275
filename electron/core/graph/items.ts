import pLimit from 'p-limit';
import type { ItemRef } from '../../contract/records.ts';
import { fitsUrl } from '../../contract/item-names.ts';
import { AppError, isAppError } from '../errors.ts';
import { itemPath, pathBelow, toDriveKey } from './addressing.ts';
import { maxSubRequests, maxConcurrentSends, type SubRequest, type SubResult } from './json-batch.ts';
import {
  entryFields,
  parseWireItem,
  toEntry,
  type DriveEntry,
  type DriveFacts,
  type WireItem,
} from './drive-item.ts';
import type { GraphClient } from './graph-client.ts';
import type { GraphRequest } from './graph-request.ts';
import { toNameKey } from './item-names.ts';
import { listChildren, type ListingSink } from './list-children.ts';

export interface RemoteItem {
  entry: DriveEntry;
  /** The type of the drive that contains it, which may belong to someone else. */
  driveType: DriveFacts['driveType'];
  pixels: number | null;
  /** Pre-signed, so a secret, and short-lived: request it right before use. null if there is none. */
  downloadUrl: string | null;
}

export interface Items {
  /** @throws AppError notFound, accessDenied … */
  get(item: ItemRef): Promise<RemoteItem>;
  getWithUrl(item: ItemRef): Promise<RemoteItem>;
  /**
   * Some items have no download URL, but `/content` redirects to it all the same.
   * @throws AppError notSupported for items without content
   */
  contentUrl(item: Pick<RemoteItem, 'entry' | 'downloadUrl'>): Promise<string>;
  /** null if the item or the folder does not exist. */
  find(folder: ItemRef, name: string): Promise<RemoteItem | null>;
  /** The same for nested names that all fit into a URL. Shortcuts on the path are not followed. */
  findPath(folder: ItemRef, names: readonly string[]): Promise<RemoteItem | null>;
  /** null if the service does not say. */
  folderSize(folder: ItemRef): Promise<number | null>;
  /** In parts; an entry may occur twice. */
  children(folder: ItemRef, onListing: ListingSink): Promise<void>;
  /**
   * Up to 20 together. Results are in order; each resolves as soon as its own request ends. Fewer than
   * `minTogether` are sent individually.
   */
  batch(parts: readonly SubRequest[], minTogether?: number): Promise<SubResult>[];
}

export interface ItemSource {
  readonly account: Pick<DriveFacts, 'driveId' | 'driveType'>;
  readonly graph: Pick<GraphClient, 'json' | 'batch' | 'location'>;
}

export function createItems(
  source: ItemSource,
  { priority = 'person', signal = null }: Pick<GraphRequest, 'priority' | 'signal'> = {},
): Items {
  const { graph } = source;
  const read = async (path: string, fields: string, { driveId }: ItemRef): Promise<RemoteItem> => {
    const request: GraphRequest = { method: 'GET', path: `${path}?$select=${fields}`, priority, signal };
    return toRemoteItem(source, await graph.json(request, parseWireItem), driveId);
  };

  return {
    get: (item) => read(itemPath(item), entryFields, item),
    getWithUrl: (item) => read(itemPath(item), `${entryFields},@microsoft.graph.downloadUrl`, item),
    async folderSize(folder) {
      const path = `${itemPath(folder)}?$select=id,size`;
      const { size } = await graph.json({ method: 'GET', path, priority, signal }, parseWireItem);
      return typeof size === 'number' ? size : null;
    },
    async contentUrl({ entry, downloadUrl }) {
      if (downloadUrl !== null) return downloadUrl;
      if (entry.kind !== 'file') throw new AppError('notSupported', { subject: entry.name });
      return graph.location({ method: 'GET', path: `${itemPath(entry)}/content`, priority, signal });
    },
    async find(folder, name) {
      if (fitsUrl(name)) return orNull(read(pathBelow(folder, [name]), entryFields, folder));
      const own = await orNull(findListed(source, folder, name, { priority, signal }));
      return own === null ? null : orNull(read(itemPath(own), entryFields, own));
    },
    findPath: async (folder, names) =>
      names.every(fitsUrl) ? orNull(read(pathBelow(folder, names), entryFields, folder)) : null,
    children: (folder, onListing) => listChildren(source, folder, onListing, { priority, signal }),
    batch(parts, minTogether = 2) {
      const limit = pLimit(maxConcurrentSends);
      const size = parts.length < minTogether ? 1 : maxSubRequests;
      return toChunks(parts, size).flatMap((chunk) => {
        const results = limit(() => graph.batch(chunk, { priority, signal }));
        return chunk.map(async (_, place) => (await results)[place] as SubResult);
      });
    },
  };
}

/** Ends a listing early. */
class Found extends Error {
  readonly own: ItemRef;

  constructor(own: ItemRef) {
    super('found');
    this.own = own;
  }
}

async function findListed(
  source: ItemSource,
  folder: ItemRef,
  name: string,
  options: Pick<GraphRequest, 'priority' | 'signal'>,
): Promise<ItemRef | null> {
  const key = toNameKey(name);
  const check: ListingSink = async (entries) => {
    const found = entries.find((entry) => toNameKey(entry.name) === key);
    if (found !== undefined) throw new Found(found.own);
  };
  try {
    await listChildren(source, folder, check, options);
    return null;
  } catch (error) {
    if (error instanceof Found) return error.own;
    throw error;
  }
}

/** null instead of `notFound`. */
export const orNull = <T>(reading: Promise<T>): Promise<T | null> =>
  reading.catch((error: unknown) => {
    if (isAppError(error, 'notFound')) return null;
    throw error;
  });

export function toRemoteItem(
  source: Pick<ItemSource, 'account'>,
  wire: WireItem,
  driveId = source.account.driveId,
): RemoteItem {
  const entry = toEntry(wire, source.account.driveId, driveId);
  if (entry === null) throw new AppError(wire.deleted ? 'notFound' : 'unexpectedAnswer');
  const url = (wire as { '@microsoft.graph.downloadUrl'?: unknown })['@microsoft.graph.downloadUrl'];
  return {
    entry,
    driveType: toDriveType(source.account, wire, driveId),
    pixels: toPixels(wire),
    downloadUrl: typeof url === 'string' && url !== '' ? url : null,
  };
}

function toPixels({ image }: WireItem): number | null {
  const { width, height } = image ?? {};
  return typeof width === 'number' && typeof height === 'number' ? width * height : null;
}

/** Someone else's drive counts as a work drive, which needs more care. */
function toDriveType(
  account: ItemSource['account'],
  wire: WireItem,
  askedId: string,
): DriveFacts['driveType'] {
  const stated = wire.parentReference?.driveType;
  if (stated === 'personal' || stated === 'business' || stated === 'documentLibrary') return stated;
  const driveId = wire.parentReference?.driveId ?? askedId;
  return toDriveKey(driveId) === toDriveKey(account.driveId) ? account.driveType : 'business';
}

function toChunks<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, chunk) => items.slice(chunk * size, (chunk + 1) * size));
}
