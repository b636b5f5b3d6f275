import type { Counters } from '../http/counters.ts';
import type { ServiceResponse, ServiceRequest, Host } from '../http/exchange.ts';
import type { Faults } from '../http/faults.ts';
import { GraphError, invalid, itemNotFound } from '../http/graph-error.ts';
import type { GivenResponse } from '../http/sent-request.ts';
import { decide, toGivenResponse } from '../http/serve.ts';
import { toUnits } from '../model/budget.ts';
import { GRAPH_HOSTS, knownHost, MEANT_FOR, toGraphHost } from '../model/clouds.ts';
import type { Tokens } from '../model/tokens.ts';
import type { Viewer, World } from '../model/world.ts';
import { parseDriveAddress, parseItemAddress } from './address.ts';
import { batchRoutes } from './batch-route.ts';
import { checkoutRoutes } from './checkout-routes.ts';
import { childrenRoutes } from './children-routes.ts';
import { contentRoutes } from './content-routes.ts';
import { copyRoutes } from './copy-routes.ts';
import { deltaRoutes } from './delta-routes.ts';
import { driveRoutes, plainRoutes } from './drive-routes.ts';
import { itemRoutes } from './item-routes.ts';
import { changeNoticeRoutes } from './change-notice-routes.ts';
import { permissionRoutes } from './permission-routes.ts';
import { followingDriveRoutes, followingItemRoutes } from './following-routes.ts';
import { demandPermission, demandPermissionFor } from './permits.ts';
import {
  methodNotAllowed,
  type DriveRoute,
  type ItemRoute,
  type PlainRoute,
  type RequestContext,
} from './route.ts';
import { recycleBinRoutes } from './recycle-bin-routes.ts';
import { searchDriveRoutes, searchItemRoutes, searchQueryRoutes } from './search-routes.ts';
import { sharePlainRoutes } from './share-routes.ts';
import { siteRoutes } from './site-routes.ts';
import { thumbnailRoutes } from './thumbnail-routes.ts';
import { uploadRoutes } from './upload-routes.ts';
import { userRoutes } from './user-routes.ts';
import { versionRoutes } from './version-routes.ts';

export const PLAIN_ROUTES: PlainRoute[] = [
  ...userRoutes,
  ...plainRoutes,
  ...siteRoutes,
  ...recycleBinRoutes,
  ...searchQueryRoutes,
  ...batchRoutes,
  ...sharePlainRoutes,
];
export const DRIVE_ROUTES: DriveRoute[] = [...driveRoutes, ...searchDriveRoutes, ...followingDriveRoutes];
export const ITEM_ROUTES: ItemRoute[] = [
  ...itemRoutes,
  ...childrenRoutes,
  ...contentRoutes,
  ...uploadRoutes,
  ...thumbnailRoutes,
  ...copyRoutes,
  ...versionRoutes,
  ...deltaRoutes,
  ...searchItemRoutes,
  ...permissionRoutes,
  ...changeNoticeRoutes,
  ...checkoutRoutes,
  ...followingItemRoutes,
];

interface GraphSetting {
  faults: Faults;
  counters: Counters;
  onResponse: ((answer: GivenResponse) => void) | null;
}

export function createGraphHost(world: World, tokens: Tokens, setting: GraphSetting): Host {
  async function respondToPart(
    part: ServiceRequest,
    { label, run }: ReturnType<Host['match']>,
  ): Promise<ServiceResponse> {
    const { method, target } = part;
    const hear = (real: ServiceResponse): void =>
      setting.onResponse?.(toGivenResponse({ host: 'graph', label, method, target }, real));
    const fault = setting.faults.take(part, label);
    const answer = await decide(part, run, fault, world.clock, hear);
    const about = { httpVersion: null, bytesIn: 0, bytesOut: 0, range: null, atMs: world.clock.now() };
    setting.counters.note({ method, label, target, status: answer.status, ...about });
    return answer;
  }

  const dispatch = (part: ServiceRequest): Promise<ServiceResponse> => respondToPart(part, host.match(part));
  const host: Host = {
    match(request) {
      // Preview routes keep "/beta"; each route exists in only one version.
      const path = request.path.replace(/^\/v1\.0(?=\/|$)/, '');
      const isVersioned = path !== request.path || path.startsWith('/beta/');
      const label = toLabel(request.method, path);
      return {
        label,
        async run() {
          if (!isVersioned) throw invalid('Invalid version.');
          if (!isEncoded(path)) throw invalid('The URL is not encoded correctly.', 'invalidPath');
          const cloudHost = knownHost(request.header(MEANT_FOR), GRAPH_HOSTS);
          const graphUrl = cloudHost === null ? world.graphUrl : `https://${cloudHost}/v1.0`;
          const viewer = admit(request, tokens);
          demandAudience(world, viewer, cloudHost);
          demandPermission(world, viewer, { method: request.method, label, path });
          const context: RequestContext = { world, request, viewer, graphUrl, dispatch };
          const limits = charge(context, label);
          const answer = await walk(context, path);
          return { ...answer, headers: { ...limits, ...answer.headers } };
        },
      };
    },
  };
  return host;
}

function isEncoded(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

const AUTHORIZE = 'authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"';

function admit(request: ServiceRequest, tokens: Tokens): Viewer {
  const header = request.header('authorization') ?? '';
  const token = /^Bearer (.+)$/i.exec(header)?.[1];
  const viewer = token === undefined ? null : tokens.viewerOf(token);
  const claims = token === undefined ? null : tokens.claimsFor(token);
  if (claims !== null) {
    throw new GraphError(
      401,
      'InvalidAuthenticationToken',
      'Continuous access evaluation resulted in a claims challenge.',
      undefined,
      {
        'WWW-Authenticate': `Bearer realm="", ${AUTHORIZE}, error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`,
      },
    );
  }
  if (viewer !== null) return viewer;
  throw badToken(token === undefined ? 'Access token is empty.' : 'Access token validation failure.');
}

function badToken(message: string): GraphError {
  return new GraphError(401, 'InvalidAuthenticationToken', message, undefined, {
    'WWW-Authenticate': `Bearer realm="", ${AUTHORIZE}, error="invalid_token"`,
  });
}

/** Tokens are valid in their own cloud only. A caller on the loopback address is in all clouds. */
function demandAudience({ tenants }: World, { tenantId }: Viewer, host: string | null): void {
  const tenant = tenantId === null ? null : tenants.find(tenantId);
  if (host !== null && tenant !== null && toGraphHost(tenant.cloud) !== host)
    throw badToken('Access token validation failure. Invalid audience.');
}

/** From 80% of the budget on, app-only callers are told how much is left. */
function charge({ world, request, viewer }: RequestContext, label: string): Record<string, string> {
  const state = world.budget?.charge(toUnits(label, request.query, request.path));
  if (state === undefined) return {};
  const { limit, remaining, resetSeconds, retryAfterSeconds } = state;
  const told = viewer.person === null && remaining <= limit * 0.2;
  const headers: Record<string, string> = told
    ? {
        'RateLimit-Limit': String(limit),
        'RateLimit-Remaining': String(remaining),
        'RateLimit-Reset': String(resetSeconds),
      }
    : {};
  if (retryAfterSeconds === null) return headers;
  throw new GraphError(429, 'activityLimitReached', 'The request has been throttled.', 'throttledRequest', {
    ...headers,
    'Retry-After': String(retryAfterSeconds),
  });
}

function toRest(tail: string): string | null {
  const found = /^(?:root|items\/[^/:]+|special\/[^/:]+)(?::\/([^:]*)(?::\/?(.*))?|:?\/?(.*))$/s.exec(tail);
  if (found === null) return null;
  return found[1] === undefined ? (found[3] ?? '') : (found[2] ?? '');
}

const DRIVE_PREFIX = /^\/(?:(?:me\/)?drive|drives\/[^/]+|(?:users|sites|groups)\/[^/]+\/drive)(?:\/|$)/;

function toLabel(method: string, path: string): string {
  const prefix = DRIVE_PREFIX.exec(path);
  if (prefix === null)
    return find(PLAIN_ROUTES, method, path, (route) => route.path)?.route.label ?? `${method} unknown`;
  const tail = path.slice(prefix[0].length);
  const rest = toRest(tail);
  const label =
    rest === null
      ? find(DRIVE_ROUTES, method, tail, (route) => route.tail)?.route.label
      : find(ITEM_ROUTES, method, rest, (route) => route.rest)?.route.label;
  return label ?? `${method} unknown`;
}

interface Found<R> {
  route: R;
  params: string[];
}

function find<R extends { method: string }>(
  routes: readonly R[],
  method: string,
  text: string,
  pattern: (route: R) => RegExp,
): Found<R> | null {
  for (const route of routes) {
    if (route.method !== method) continue;
    const match = pattern(route).exec(text);
    if (match !== null) return { route, params: match.slice(1) };
  }
  return null;
}

async function walk(context: RequestContext, path: string): Promise<ServiceResponse> {
  const { world, viewer, request } = context;
  const plain = find(PLAIN_ROUTES, request.method, path, (route) => route.path);
  if (plain !== null) return plain.route.run(context, plain.params);
  const at = parseDriveAddress(world, viewer, path);
  if (at === null) throw invalid(`Resource not found for the segment '${path.split('/')[1] ?? ''}'.`);
  const reads = ['GET', 'HEAD'].includes(request.method) || path.endsWith('/preview');
  demandPermissionFor(viewer, at.drive, !reads);
  if (!/^(?:root(?=[/:]|$)|(?:items|special)\/)/.test(at.tail)) {
    const found = find(DRIVE_ROUTES, request.method, at.tail, (route) => route.tail);
    if (found !== null) return found.route.run(context, at.drive, found.params);
    throw unknownRoute(
      DRIVE_ROUTES.some((route) => route.tail.test(at.tail)),
      at.tail,
    );
  }
  const address = parseItemAddress(world, viewer, at);
  const found = find(ITEM_ROUTES, request.method, address.rest, (route) => route.rest);
  if (found !== null) {
    if (address.missing.length > 0 && found.route.createsFolders !== true) throw itemNotFound();
    return found.route.run(context, address, found.params);
  }
  throw unknownRoute(
    ITEM_ROUTES.some((route) => route.rest.test(address.rest)),
    address.rest,
  );
}

function unknownRoute(otherMethod: boolean, segment: string): GraphError {
  return otherMethod ? methodNotAllowed() : invalid(`Resource not found for the segment '${segment}'.`);
}
