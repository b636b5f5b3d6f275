import { toJson } from '../http/exchange.ts';
import { GraphError, invalid } from '../http/graph-error.ts';
import { toDriveJson } from '../wire/drive-json.ts';
import { toSharedStub } from '../wire/remote-item.ts';
import { parseTop, parseSelect, selectFrom } from '../wire/query.ts';
import { specialFoldersOf } from './address.ts';
import { toExpandedItem } from './expanded-item.ts';
import { driveOfMe, driveOfUser } from './mysite.ts';
import { toListing } from './listing.ts';
import { findSite } from './site-routes.ts';
import type { DriveRoute, PlainRoute, RequestContext } from './route.ts';
import { meOf } from './user-routes.ts';

const odataContext = (context: RequestContext, what: string): string =>
  `${context.graphUrl}/$metadata#${what}`;

export const driveRoutes: DriveRoute[] = [
  {
    method: 'GET',
    tail: /^$/,
    label: 'GET drive',
    run: (context, drive) =>
      toJson(200, {
        '@odata.context': odataContext(context, 'drives/$entity'),
        ...toDriveJson(context.world, context.viewer, drive),
      }),
  },
  {
    method: 'GET',
    tail: /^(?:microsoft\.graph\.)?sharedWithMe(?:\(\))?$/,
    label: 'GET sharedWithMe',
    run(context) {
      const { world, request } = context;
      const me = meOf(context);
      const state = world.quirks.sharedWithMe;
      if (state === 'gone') throw new GraphError(410, 'notSupported', 'This API has been retired.');
      const mine = world.shared.filter((entry) => entry.withPerson.id === me.id);
      const shown = state === 'empty' ? [] : state === 'degraded' ? mine.slice(0, 1) : mine;
      const select = parseSelect(request.query.get('$select'));
      return toListing(
        context,
        'Collection(driveItem)',
        shown,
        parseTop(request.query.get('$top')),
        (entry) => selectFrom(toSharedStub(world, entry), select),
      );
    },
  },
  {
    method: 'GET',
    tail: /^special$/,
    label: 'GET special',
    run(context, drive) {
      const { query } = context.request;
      const select = parseSelect(query.get('$select'));
      return toListing(
        context,
        'Collection(driveItem)',
        specialFoldersOf(drive),
        parseTop(query.get('$top')),
        (node) => toExpandedItem(context, drive, node, select, []),
      );
    },
  },
  {
    method: 'GET',
    tail: /^(?:microsoft\.graph\.)?recent(?:\(\))?$/,
    label: 'GET recent',
    run: (context) =>
      toJson(200, { '@odata.context': odataContext(context, 'Collection(driveItem)'), value: [] }),
  },
];

/** None can be made: see below. */
const noSubscription = (): GraphError => new GraphError(404, 'ResourceNotFound', 'The object was not found.');

const refuseSubscription = (method: PlainRoute['method']): PlainRoute => ({
  method,
  path: /^\/subscriptions\/[^/]+$/,
  label: `${method} subscription`,
  run() {
    throw noSubscription();
  },
});

export const plainRoutes: PlainRoute[] = [
  {
    method: 'GET',
    path: /^\/subscriptions$/,
    label: 'GET subscriptions',
    run: (context) => toJson(200, { '@odata.context': odataContext(context, 'subscriptions'), value: [] }),
  },
  refuseSubscription('GET'),
  refuseSubscription('PATCH'),
  refuseSubscription('DELETE'),
  {
    method: 'POST',
    path: /^\/subscriptions$/,
    label: 'POST subscription',
    // Graph calls webhooks over public HTTPS, which can't reach loopback.
    run() {
      throw invalid(
        'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.',
      );
    },
  },
  {
    method: 'GET',
    path: /^\/(me|users\/([^/]+)|(?:sites|groups)\/[^/]+)\/drives$/,
    label: 'GET drives',
    run(context, [whose = '', user]) {
      const { world, viewer } = context;
      const drives =
        whose === 'me'
          ? [driveOfMe(world, viewer)]
          : user === undefined
            ? world.drives.ofSite(findSite(whose.split('/')[1] ?? ''))
            : [driveOfUser(world, viewer, decodeURIComponent(user))];
      return toJson(200, {
        '@odata.context': odataContext(context, 'drives'),
        value: drives.map((drive) => toDriveJson(world, viewer, drive)),
      });
    },
  },
];
