import { toInstant } from '../clock.ts';
import type { Drive } from '../model/drive.ts';
import type { DriveNode } from '../model/node.ts';
import { toDriveItem, type Json } from '../wire/drive-item.ts';
import { toIdentitySet } from '../wire/identity.ts';
import { selectFrom, type Expansion } from '../wire/query.ts';
import { toThumbnailSets } from '../wire/thumbnails.ts';
import { toPermissions } from './permission-routes.ts';
import type { RequestContext } from './route.ts';
import { toSharepointIds } from '../wire/sharepoint-ids.ts';
import { toVersions } from './version-routes.ts';

export function toExpandedItem(
  context: RequestContext,
  drive: Drive,
  node: DriveNode,
  select: Set<string> | null,
  expand: readonly Expansion[],
): Json {
  const json = selectFrom(
    toDriveItem(context.world, context.viewer, drive, node, {
      withPublication: select?.has('publication') === true,
    }),
    select,
  );
  if (select?.has('sharepointIds') === true && drive.type !== 'personal')
    json['sharepointIds'] = toSharepointIds(context.world, drive, node);
  for (const one of expand) {
    if (one.name === 'thumbnails')
      json['thumbnails'] = toThumbnailSets(context.world, drive, node, one.sizes);
    if (one.name === 'permissions') json['permissions'] = toPermissions(context, drive, node);
    if (one.name === 'versions') json['versions'] = toVersions(drive, node);
    if (one.name === 'retentionLabel' && node.rare?.retentionLabel !== undefined)
      json['retentionLabel'] = toRetentionLabel(drive, node, node.rare.retentionLabel);
    if (one.name === 'children') {
      json['children'] = [...(node.children?.values() ?? [])].map((child) =>
        toExpandedItem(context, drive, child, one.select, one.expand),
      );
    }
  }
  return json;
}

const toRetentionLabel = (drive: Drive, node: DriveNode, name: string): Json => ({
  name,
  isLabelAppliedExplicitly: true,
  labelAppliedBy: toIdentitySet(drive.owner, drive.type),
  labelAppliedDateTime: toInstant(node.serverModifiedMs),
  retentionSettings: {
    behaviorDuringRetentionPeriod: 'retain',
    isDeleteAllowed: false,
    isRecordLocked: false,
    isMetadataUpdateAllowed: true,
    isContentUpdateAllowed: true,
    isLabelUpdateAllowed: true,
  },
});
