import type { DriveItem } from '@microsoft/microsoft-graph-types';
import type { ItemDetails } from '../../contract/item-details.ts';
import type { ItemRef } from '../../contract/records.ts';
import { isAppError } from '../errors.ts';
import { itemPath } from './addressing.ts';
import {
  count,
  instant,
  parseWireItem,
  text,
  toPerson,
  type DriveFacts,
  type WireItem,
} from './drive-item.ts';
import type { GraphClient } from './graph-client.ts';

const fields =
  'id,createdDateTime,createdBy,description,fileSystemInfo,file,remoteItem,image,photo,video,audio';

interface Source {
  account: { driveType: DriveFacts['driveType'] };
  graph: Pick<GraphClient, 'json'>;
}

/** @throws AppError notFound, accessDenied … */
export async function readDetails({ account, graph }: Source, item: ItemRef): Promise<ItemDetails> {
  const read = async (query: string) => {
    const path = `${itemPath(item)}?$select=${fields}${query}`;
    return toDetails(await graph.json({ method: 'GET', path, priority: 'person' }, parseWireItem));
  };
  if (account.driveType === 'personal') return read('');
  return read(',publication&$expand=retentionLabel').catch((error: unknown) => {
    // Somebody else's drive may be personal, and labels need a permission of their own in some organizations.
    if (!isAppError(error, 'accessDenied', 'notSupported', 'unexpectedAnswer')) throw error;
    return read('');
  });
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
    checkedOutBy: toPerson(wire.publication?.checkedOutBy),
    retention: toRetention(wire.retentionLabel),
  };
}

function toRetention(value: DriveItem['retentionLabel']): ItemDetails['retention'] {
  const label = text(value?.name);
  if (label === null) return null;
  const { isDeleteAllowed, isContentUpdateAllowed, isRecordLocked } = value?.retentionSettings ?? {};
  if (isContentUpdateAllowed === false || isRecordLocked === true) return { label, allows: 'noChange' };
  return { label, allows: isDeleteAllowed === false ? 'noDelete' : 'all' };
}

function toPixels(facet: Pick<NonNullable<DriveItem['image']>, 'width' | 'height'> | null | undefined) {
  const width = count(facet?.width);
  const height = count(facet?.height);
  return width === null || height === null || width === 0 ? null : { width, height };
}
