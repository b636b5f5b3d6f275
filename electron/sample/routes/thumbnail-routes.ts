import { toEmpty, toJson } from '../http/exchange.ts';
import { itemNotFound } from '../http/graph-error.ts';
import { toThumbnail, toThumbnailSets } from '../wire/thumbnails.ts';
import { parseSizes } from '../wire/query.ts';
import { demandReadable, type ItemRoute } from './route.ts';

export const thumbnailRoutes: ItemRoute[] = [
  {
    method: 'GET',
    rest: /^thumbnails$/,
    label: 'GET thumbnails',
    run(context, address) {
      const node = demandReadable(context, address);
      const sizes = parseSizes(context.request.query.get('$select'));
      return toJson(200, {
        '@odata.context': `${context.graphUrl}/$metadata#thumbnails`,
        value: toThumbnailSets(context.world, address.drive, node, sizes),
      });
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
