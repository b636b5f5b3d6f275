import type { Drive } from '../model/drive.ts';
import type { DriveNode } from '../model/node.ts';
import { toDriveItem, type Json } from '../wire/drive-item.ts';
import { selectFrom, type Expansion } from '../wire/query.ts';
import { toThumbnailSets } from '../wire/thumbnails.ts';
import { toPermissions } from './permission-routes.ts';
import type { Scene } from './route.ts';
import { toVersions } from './version-routes.ts';

/** An item with what $expand asked for, cut down to what $select asked for. */
export function toExpandedItem(
  scene: Scene,
  drive: Drive,
  node: DriveNode,
  select: Set<string> | null,
  expand: readonly Expansion[],
): Json {
  const json = selectFrom(
    toDriveItem(scene.world, scene.viewer, drive, node, {
      withPublication: select?.has('publication') === true,
    }),
    select,
  );
  for (const one of expand) {
    if (one.name === 'thumbnails') json['thumbnails'] = toThumbnailSets(scene.world, drive, node, []);
    if (one.name === 'permissions') json['permissions'] = toPermissions(scene, drive, node);
    if (one.name === 'versions') json['versions'] = toVersions(drive, node);
    if (one.name === 'children') {
      json['children'] = [...(node.children?.values() ?? [])].map((child) =>
        selectFrom(toDriveItem(scene.world, scene.viewer, drive, child), one.select),
      );
    }
  }
  return json;
}
