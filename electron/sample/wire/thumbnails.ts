import { toPresignedUrl } from '../http/presigned.ts';
import type { Drive } from '../model/drive.ts';
import type { DriveNode } from '../model/node.ts';
import type { World } from '../model/world.ts';

const EDGES: Record<string, number> = { small: 96, medium: 176, large: 800 };
const SQUARES: Record<string, number> = { smallSquare: 96, mediumSquare: 176, largeSquare: 800 };

export function toThumbnailSize(
  picture: { width: number; height: number },
  size: string,
): { width: number; height: number } | null {
  const square = SQUARES[size];
  if (square !== undefined) return { width: square, height: square };
  const custom = /^c(\d{1,4})x(\d{1,4})(?:_crop)?$/.exec(size);
  const edge = EDGES[size] ?? (custom === null ? undefined : Math.min(Number(custom[1]), Number(custom[2])));
  if (edge === undefined) return null;
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
  return {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
}

export function toThumbnail(
  world: World,
  drive: Drive,
  node: DriveNode,
  size: string,
): Record<string, unknown> | null {
  const picture = node.rare?.picture;
  const pixels = picture === undefined ? null : toThumbnailSize(picture, size);
  if (picture?.draw == null || pixels === null) return null;
  const url = toPresignedUrl(
    world,
    'thumbnail',
    drive,
    node,
    `${pixels.width}x${pixels.height}x${node.cVersion}`,
  );
  return { width: pixels.width, height: pixels.height, url };
}

export function toThumbnailSets(
  world: World,
  drive: Drive,
  node: DriveNode,
  sizes: readonly string[],
): Record<string, unknown>[] {
  const wanted = sizes.length > 0 ? sizes : Object.keys(EDGES);
  const found = wanted
    .map((size) => [size, toThumbnail(world, drive, node, size)] as const)
    .filter(([, one]) => one !== null);
  return found.length === 0 ? [] : [{ id: '0', ...Object.fromEntries(found) }];
}
