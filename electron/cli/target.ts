import type { Target } from '../contract/methods.ts';

/** "id:DRIVE/ITEM" names an item by its ids; everything else is a path or a link. */
export function toTarget(text: string): Target {
  const [, driveId, itemId] = /^id:([^/]+)\/(.+)$/.exec(text) ?? [];
  return driveId === undefined || itemId === undefined ? text : { driveId, itemId };
}
