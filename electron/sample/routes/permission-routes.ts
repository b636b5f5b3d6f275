import { randomBytes } from 'node:crypto';
import { toEmpty, toJson, type ServiceResponse } from '../http/exchange.ts';
import { GraphError, accessDenied, invalid, itemNotFound } from '../http/graph-error.ts';
import { readJson } from '../http/request.ts';
import type { Drive } from '../model/drive.ts';
import type { Grant, ShareLink } from '../model/grant.ts';
import { rareOf, selfAndAncestors, type DriveNode } from '../model/node.ts';
import { toLinkUrl } from '../wire/link-url.ts';
import { toPermission, toOwnerPermission } from '../wire/permission.ts';
import type { Address } from './address.ts';
import { parseInstant } from './instants.ts';
import { isNamed, toInvited, toNamed } from './invitations.ts';
import { author, demandWriteAccess, demandReadable, type ItemRoute, type RequestContext } from './route.ts';

const ROLES = ['read', 'write', 'owner'] as const;

function parseRoles(value: unknown): Grant['roles'] {
  const roles = Array.isArray(value) ? (value as unknown[]) : [];
  const known = ROLES.filter((role) => roles.includes(role));
  if (known.length === 0 || known.length !== roles.length) throw invalid('The roles are not valid.');
  return known;
}

function* grantsOn(node: DriveNode): Generator<{ grant: Grant; from: DriveNode | null }> {
  for (const at of selfAndAncestors(node)) {
    for (const grant of at.rare?.grants ?? []) yield { grant, from: at === node ? null : at };
  }
}

/** Inherited permissions can only be changed where they were granted. */
function ownGrant(node: DriveNode, id: string): Grant {
  for (const { grant, from } of grantsOn(node)) {
    if (grant.id !== id) continue;
    if (from !== null) throw accessDenied();
    return grant;
  }
  throw itemNotFound();
}

export function toPermissionList(context: RequestContext, permissions: object[]): ServiceResponse {
  return toJson(200, {
    '@odata.context': `${context.graphUrl}/$metadata#permissions`,
    value: permissions,
  });
}

export function toPermissions(context: RequestContext, drive: Drive, node: DriveNode): object[] {
  const grants = [...grantsOn(node)];
  const guest = context.viewer.person !== null && context.viewer.person.id !== drive.owner.id;
  const seen = guest
    ? grants.filter(({ grant }) => grant.people.some((one) => one.id === context.viewer.person?.id))
    : grants;
  return [
    ...(guest ? [] : [toOwnerPermission(drive)]),
    ...seen.map(({ grant, from }) => toPermission(drive, grant, from)),
  ];
}

export const permissionRoutes: ItemRoute[] = [
  {
    method: 'GET',
    rest: /^permissions$/,
    label: 'GET permissions',
    run(context, { drive, ...address }) {
      return toPermissionList(
        context,
        toPermissions(context, drive, demandReadable(context, { drive, ...address })),
      );
    },
  },
  {
    method: 'GET',
    rest: /^permissions\/([^/]+)$/,
    label: 'GET permission',
    run(context, address, [id = '']) {
      const found = [...grantsOn(demandReadable(context, address))].find(
        ({ grant }) => grant.id === decodeURIComponent(id),
      );
      if (id === 'owner') return toJson(200, toOwnerPermission(address.drive));
      if (found === undefined) throw itemNotFound();
      return toJson(200, toPermission(address.drive, found.grant, found.from));
    },
  },
  {
    method: 'PATCH',
    rest: /^permissions\/([^/]+)$/,
    label: 'PATCH permission',
    async run(context, address, [id = '']) {
      const node = demandReadable(context, address);
      demandWriteAccess(context, address.drive, node);
      const grant = ownGrant(node, decodeURIComponent(id));
      grant.roles = parseRoles((await readJson(context.request))['roles']);
      return toJson(200, toPermission(address.drive, grant, null));
    },
  },
  {
    method: 'DELETE',
    rest: /^permissions\/([^/]+)$/,
    label: 'DELETE permission',
    run(context, address, [id = '']) {
      const node = demandReadable(context, address);
      demandWriteAccess(context, address.drive, node);
      const grant = ownGrant(node, decodeURIComponent(id));
      rareOf(node).grants = (node.rare?.grants ?? []).filter((one) => one !== grant);
      address.drive.touch(node, author(context.viewer));
      return toEmpty(204);
    },
  },
  {
    method: 'POST',
    rest: /^permissions\/([^/]+)\/(?:microsoft\.graph\.)?revokeGrants$/,
    label: 'POST revokeGrants',
    run: revokeGrants,
  },
  { method: 'POST', rest: /^(?:microsoft\.graph\.)?createLink$/, label: 'POST createLink', run: createLink },
  { method: 'POST', rest: /^(?:microsoft\.graph\.)?invite$/, label: 'POST invite', run: invite },
];

/** 201 for a new link, 200 for an existing one. */
async function createLink(context: RequestContext, address: Address): Promise<ServiceResponse> {
  const node = demandReadable(context, address);
  const { drive } = address;
  demandWriteAccess(context, drive, node);
  const body = await readJson(context.request);
  const type = body['type'] ?? 'view';
  const scope = body['scope'] ?? (drive.type === 'personal' ? 'anonymous' : 'organization');
  if (type !== 'view' && type !== 'edit' && type !== 'embed')
    throw invalid('The link type is not supported.');
  if (scope !== 'anonymous' && scope !== 'organization' && scope !== 'users')
    throw invalid('The link scope is not supported.');
  if (type === 'embed' && (drive.type !== 'personal' || node.kind !== 'file'))
    throw invalid('Embed links are for files of personal drives.');
  if (scope === 'organization' && drive.type === 'personal')
    throw invalid('Personal drives have no organization.');
  if (scope === 'users' && drive.type === 'personal')
    throw invalid('Links for specific people are for work drives.');
  if (scope === 'anonymous' && context.world.quirks.forbidsAnonymousLinks) {
    throw new GraphError(
      403,
      'accessDenied',
      'Anonymous sharing is disabled for this organization.',
      'sharingDisabled',
    );
  }
  const same = node.rare?.grants?.find((one) => one.link?.type === type && one.link.scope === scope);
  if (same !== undefined) return toJson(200, toPermission(drive, same, null));
  const webUrl = toLinkUrl(drive, node, randomBytes(12).toString('base64url'));
  const link: ShareLink = { type, scope, webUrl };
  const grant: Grant = {
    id: randomBytes(9).toString('base64url'),
    roles: [type === 'edit' ? 'write' : 'read'],
    people: scope === 'users' ? toInvited(context.world, drive, body['recipients']) : [],
    link,
    sharedBy: author(context.viewer),
    sharedMs: context.world.clock.now(),
    expiresMs: parseInstant(body['expirationDateTime']),
    hasPassword: typeof body['password'] === 'string',
  };
  addGrant(context, address, node, grant);
  return toJson(201, toPermission(drive, grant, null));
}

/** Other access of these people stays. */
async function revokeGrants(
  context: RequestContext,
  address: Address,
  [id = '']: string[],
): Promise<ServiceResponse> {
  const node = demandReadable(context, address);
  const { drive } = address;
  demandWriteAccess(context, drive, node);
  const grant = ownGrant(node, decodeURIComponent(id));
  if (grant.link?.scope !== 'users') throw invalid('Only links for specific people have single grants.');
  const gone = toNamed((await readJson(context.request))['grantees']);
  if (gone.length === 0) throw invalid('At least one grantee is needed.');
  grant.people = grant.people.filter((person) => !gone.some((key) => isNamed(person, key)));
  drive.touch(node, author(context.viewer));
  return toJson(200, toPermission(drive, grant, null));
}

function addGrant(context: RequestContext, address: Address, node: DriveNode, grant: Grant): void {
  const rare = rareOf(node);
  rare.grants = [...(rare.grants ?? []), grant];
  address.drive.touch(node, author(context.viewer));
}

async function invite(context: RequestContext, address: Address): Promise<ServiceResponse> {
  const node = demandReadable(context, address);
  const { drive } = address;
  const { world } = context;
  demandWriteAccess(context, drive, node);
  const body = await readJson(context.request);
  if (drive.type === 'personal' && node.parent === null) throw invalid('The root can not be shared.');
  if (world.quirks.refusesInvitations)
    throw new GraphError(400, 'invalidRequest', 'Sharing failed.', 'sharingFailed');
  const roles = parseRoles(body['roles']);
  if (typeof body['message'] === 'string' && body['message'].length > 2000)
    throw invalid('The message is too long.', 'parameterIsTooLong');
  const people = toInvited(world, drive, body['recipients']);
  if (people.length === 0) throw invalid('At least one recipient is needed.');
  const grants = people.map((person) => ({
    id: randomBytes(9).toString('base64url'),
    roles,
    people: [person],
    link: null,
    sharedBy: author(context.viewer),
    sharedMs: world.clock.now(),
    expiresMs: parseInstant(body['expirationDateTime']),
    hasPassword: false,
  }));
  for (const grant of grants) {
    addGrant(context, address, node, grant);
    for (const withPerson of grant.people)
      world.shared.push({ drive, node, withPerson, sharedBy: grant.sharedBy, sharedMs: grant.sharedMs });
  }
  return toPermissionList(
    context,
    grants.map((grant) => toPermission(drive, grant, null)),
  );
}
