import { toInstant } from '../clock.ts';
import { toJson } from '../http/exchange.ts';
import { demandReadable, type ItemRoute } from './route.ts';

export const changeNoticeRoutes: ItemRoute[] = [
  {
    method: 'GET',
    rest: /^subscriptions\/socketIo$/,
    label: 'GET socketIo',
    run({ world, ...context }, address) {
      demandReadable({ world, ...context }, address);
      const { id, url, expiresMs } = world.changeNotices.subscribe(address.drive);
      return toJson(200, {
        '@odata.context': `${context.graphUrl}/$metadata#subscriptions/$entity`,
        id,
        notificationUrl: url,
        expirationDateTime: toInstant(expiresMs),
      });
    },
  },
];
