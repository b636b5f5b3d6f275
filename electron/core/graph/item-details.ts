import type { DriveItem } from '@microsoft/microsoft-graph-types';
import type { ItemDetails } from '../../contract/item-details.ts';
import type { ItemRef } from '../../contract/records.ts';
import { itemPath } from './addressing.ts';
import { count, instant, parseWireItem, text, toPerson, type WireItem } from './drive-item.ts';
import type { GraphClient } from './graph-client.ts';

const fields =
  'id,createdDateTime,createdBy,description,fileSystemInfo,file,remoteItem,image,photo,video,audio';

/** @throws AppError notFound, accessDenied … */
export async function readDetails(graph: Pick<GraphClient, 'json'>, item: ItemRef): Promise<ItemDetails> {
  const path = `${itemPath(item)}?$select=${fields}`;
  return toDetails(await graph.json({ method: 'GET', path, priority: 'person' }, parseWireItem));
}

function toDetails(wire: WireItem): ItemDetails {
  const { file, photo, image, video, audio } = wire;
  const hashes = file?.hashes;
  const made = [text(photo?.cameraMake), text(photo?.cameraModel)].filter((part) => part !== null);
  return {
    createdAt: instant(wire.fileSystemInfo?.createdDateTime) ?? instant(wire.createdDateTime),
    createdBy: toPerson(wire.createdBy),
    description: text(wire.description),
    mimeType: text(file?.mimeType),
    quickXorHash: text(hashes?.quickXorHash),
    sha1Hash: text(hashes?.sha1Hash),
    sha256Hash: text(hashes?.sha256Hash),
    pixels: toPixels(image) ?? toPixels(video),
    durationMs: count(video?.duration) ?? count(audio?.duration),
    takenAt: instant(photo?.takenDateTime),
    camera: made.length === 0 ? null : made.join(' '),
  };
}

function toPixels(facet: Pick<NonNullable<DriveItem['image']>, 'width' | 'height'> | null | undefined) {
  const width = count(facet?.width);
  const height = count(facet?.height);
  return width === null || height === null || width === 0 ? null : { width, height };
}
