import { toJson, type ServiceResponse } from '../http/exchange.ts';
import { accessDenied, invalid, itemNotFound } from '../http/graph-error.ts';
import { readJson } from '../http/request.ts';
import type { Drive } from '../model/drive.ts';
import type { Grant } from '../model/grant.ts';
import { selfAndDescendants, type DriveNode } from '../model/node.ts';
import { toIdentitySet } from '../wire/identity.ts';
import { toPermission } from '../wire/permission.ts';
import { toWebUrl } from '../wire/paths.ts';
import { parseExpand, parseSelect, parseTop } from '../wire/query.ts';
import { demandNode, sortedChildren } from './children-routes.ts';
import { toContentLocation } from './content-routes.ts';
import { toExpandedItem } from './expanded-item.ts';
import { isNamed, toInvited } from './invitations.ts';
import { toListing } from './listing.ts';
import { toPermissionList, toPermissions } from './permission-routes.ts';
import { toThumbnailList } from './thumbnail-routes.ts';
import { author, type PlainRoute, type RequestContext } from './route.ts';

interface Shared {
  drive: Drive;
  node: DriveNode;
  grant: Grant | null;
}

/** "u!" and an encoded URL: a sharing link, or an item's address. */
function findShare(context: RequestContext, shareId: string): Shared {
  const id = decodeURIComponent(shareId);
  if (!id.startsWith('u!')) throw invalid('The share id is not valid.');
  const url = Buffer.from(id.slice(2), 'base64url').toString('utf8');
  for (const drive of context.world.drives.made) {
    for (const node of selfAndDescendants(drive.root)) {
      const grant = node.rare?.grants?.find(({ link }) => link?.webUrl === url);
      if (grant !== undefined) return redeem(context, { drive, node, grant });
      if (toWebUrl(drive, node) === url && context.world.access(context.viewer, drive, node) !== 'none')
        return { drive, node, grant: null };
    }
  }
  throw itemNotFound();
}

/**
 * Permanently with `Prefer: redeemSharingLink`, or for this request with `redeemSharingLinkIfNecessary`.
 * Without either, only callers who already have access get in.
 */
function redeem(context: RequestContext, shared: Shared): Shared {
  const { grant, drive, node } = shared;
  const { world, viewer } = context;
  if (grant === null) return shared;
  const { link, expiresMs } = grant;
  if (expiresMs !== null && expiresMs <= world.clock.now()) throw itemNotFound();
  if (world.access(viewer, drive, node) !== 'none') return shared;
  const { person } = viewer;
  const prefer = context.request.header('prefer') ?? '';
  if (person === null || !/\bredeemSharingLink(?:IfNecessary)?\b/i.test(prefer)) throw accessDenied();
  if (link?.scope === 'users') throw accessDenied();
  if (link?.scope === 'organization' && !world.tenants.of(drive.owner).people.includes(person))
    throw accessDenied();
  if (/\bredeemSharingLink\b/i.test(prefer)) grant.people = [...grant.people, person];
  return shared;
}

export const sharePlainRoutes: PlainRoute[] = [
  {
    method: 'GET',
    path: /^\/shares\/([^/]+)$/,
    label: 'GET share',
    run(context, [id = '']) {
      const { drive, node } = findShare(context, id);
      return toJson(200, {
        id: decodeURIComponent(id),
        name: node.name,
        webUrl: toWebUrl(drive, node),
        owner: toIdentitySet(drive.owner, drive.type),
      });
    },
  },
  {
    method: 'GET',
    path: /^\/shares\/([^/]+)\/(?:driveItem|root)$/,
    label: 'GET share item',
    run(context, [id = '']) {
      const { drive, node } = findShare(context, id);
      const { query } = context.request;
      return toJson(
        200,
        toExpandedItem(
          context,
          drive,
          node,
          parseSelect(query.get('$select')),
          parseExpand(query.get('$expand')),
        ),
      );
    },
  },
  {
    method: 'GET',
    path: /^\/shares\/([^/]+)\/(?:driveItem\/children|items)$/,
    label: 'GET share children',
    run(context, [id = '']) {
      const { drive, node } = findShare(context, id);
      const rows = sortedChildren(drive, node, { key: 'name', descending: false }, true);
      return toListing(
        context,
        'Collection(driveItem)',
        rows,
        parseTop(context.request.query.get('$top')),
        (seq) => toExpandedItem(context, drive, demandNode(drive, seq), null, []),
      );
    },
  },
  {
    method: 'GET',
    path: /^\/shares\/([^/]+)\/(?:driveItem|root)\/content$/,
    label: 'GET share content',
    run(context, [id = '']) {
      const { drive, node } = findShare(context, id);
      return toContentLocation(context, drive, node);
    },
  },
  {
    method: 'GET',
    path: /^\/shares\/([^/]+)\/(?:driveItem|root)\/permissions$/,
    label: 'GET share permissions',
    run(context, [id = '']) {
      const { drive, node } = findShare(context, id);
      return toPermissionList(context, toPermissions(context, drive, node));
    },
  },
  {
    method: 'GET',
    path: /^\/shares\/([^/]+)\/(?:driveItem|root)\/thumbnails$/,
    label: 'GET share thumbnails',
    run(context, [id = '']) {
      const { drive, node } = findShare(context, id);
      return toThumbnailList(context, drive, node);
    },
  },
  {
    method: 'GET',
    path: /^\/shares\/([^/]+)\/permission$/,
    label: 'GET share permission',
    run(context, [id = '']) {
      const { drive, grant } = findShare(context, id);
      if (grant === null) throw itemNotFound();
      return toJson(200, toPermission(drive, grant, null));
    },
  },
  {
    method: 'POST',
    path: /^\/shares\/([^/]+)\/permission\/(?:microsoft\.graph\.)?grant$/,
    label: 'POST grant',
    run: grantMore,
  },
];

async function grantMore(context: RequestContext, [id = '']: string[]): Promise<ServiceResponse> {
  const { drive, node, grant } = findShare(context, id);
  if (grant === null) throw itemNotFound();
  if (context.world.access(context.viewer, drive, node) !== 'owner') throw accessDenied();
  if (drive.type === 'personal') throw invalid('Links of personal drives have no recipients.');
  const { roles, recipients } = await readJson(context.request);
  if (!Array.isArray(roles) || roles.length !== 1 || roles[0] !== grant.roles[0])
    throw invalid('The roles must match the role of the link.');
  const people = toInvited(context.world, drive, recipients);
  if (people.length === 0) throw invalid('At least one recipient is needed.');
  const added = people.filter((person) => !grant.people.some((one) => isNamed(one, person.email)));
  grant.people = [...grant.people, ...added];
  drive.touch(node, author(context.viewer));
  return toJson(200, {
    '@odata.context': `${context.graphUrl}/$metadata#permissions`,
    value: [toPermission(drive, grant, null)],
  });
}
