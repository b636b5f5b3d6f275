import { toEmpty, toJson } from '../http/exchange.ts';
import type { DriveNode } from '../model/node.ts';
import { parseSelect, parseTop } from '../wire/query.ts';
import { toExpandedItem } from './expanded-item.ts';
import { unsupported } from './naming.ts';
import { toListing } from './listing.ts';
import { author, demandReadable, type DriveRoute, type ItemRoute } from './route.ts';

export const followingItemRoutes: ItemRoute[] = [
  {
    method: 'POST',
    rest: /^(?:microsoft\.graph\.)?follow$/,
    label: 'POST follow',
    run(context, address) {
      const node = demandReadable(context, address);
      const { drive } = address;
      if (drive.type === 'personal') throw unsupported('Items of this drive can not be followed.');
      const { following } = context.world;
      const { id } = author(context.viewer);
      following.set(id, (following.get(id) ?? new Map<DriveNode, typeof drive>()).set(node, drive));
      return toJson(200, toExpandedItem(context, drive, node, null, []));
    },
  },
  {
    method: 'POST',
    rest: /^(?:microsoft\.graph\.)?unfollow$/,
    label: 'POST unfollow',
    run(context, address) {
      const node = demandReadable(context, address);
      context.world.following.get(author(context.viewer).id)?.delete(node);
      return toEmpty(204);
    },
  },
];

export const followingDriveRoutes: DriveRoute[] = [
  {
    method: 'GET',
    tail: /^following$/,
    label: 'GET following',
    run(context, drive) {
      const { world, viewer, request } = context;
      const followed = [...(world.following.get(drive.owner.id) ?? [])].filter(
        ([node, itsDrive]) => node.deletedMs === null && world.access(viewer, itsDrive, node) !== 'none',
      );
      const select = parseSelect(request.query.get('$select'));
      return toListing(
        context,
        'Collection(driveItem)',
        followed,
        parseTop(request.query.get('$top')),
        ([node, itsDrive]) => toExpandedItem(context, itsDrive, node, select, []),
      );
    },
  },
];
