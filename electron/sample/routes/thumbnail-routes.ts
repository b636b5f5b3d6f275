import { toEmpty, toJson, type ServiceResponse } from '../http/exchange.ts';
import { itemNotFound } from '../http/graph-error.ts';
import type { Drive } from '../model/drive.ts';
import type { DriveNode } from '../model/node.ts';
import { toThumbnail, toThumbnailSets } from '../wire/thumbnails.ts';
import { parseSizes } from '../wire/query.ts';
import { demandReadable, type ItemRoute, type RequestContext } from './route.ts';

export function toThumbnailList(context: RequestContext, drive: Drive, node: DriveNode): ServiceResponse {
  const sizes = parseSizes(context.request.query.get('$select'));
  return toJson(200, {
    '@odata.context': `${context.graphUrl}/$metadata#thumbnails`,
    value: toThumbnailSets(context.world, drive, node, sizes),
  });
}

export const thumbnailRoutes: ItemRoute[] = [
  {
    method: 'GET',
    rest: /^thumbnails$/,
    label: 'GET thumbnails',
    run(context, address) {
      return toThumbnailList(context, address.drive, demandReadable(context, address));
    },
  },
  {
    method: 'GET',
    rest: /^thumbnails\/0$/,
    label: 'GET thumbnail set',
    run(context, address) {
      const [set] = toThumbnailSets(
        context.world,
        address.drive,
        demandReadable(context, address),
        parseSizes(context.request.query.get('$select')),
      );
      if (set === undefined) throw itemNotFound();
      return toJson(200, set);
    },
  },
  {
    method: 'GET',
    rest: /^thumbnails\/0\/(\w+)(\/content)?$/,
    label: 'GET thumbnail',
    run(context, address, [size = '', content]) {
      const found = toThumbnail(context.world, address.drive, demandReadable(context, address), size);
      if (found === null) throw itemNotFound();
      return content === undefined ? toJson(200, found) : toEmpty(302, { Location: String(found['url']) });
    },
  },
];
