import type { IdentitySet, Permission, SharePointIdentitySet } from '@microsoft/microsoft-graph-types';
import type { AccessGrant, AccessPerson, AccessRole, LinkScope } from '../../contract/sharing.ts';
import { asObject } from '../graph/graph-errors.ts';

export interface RemoteGrant {
  grant: AccessGrant;
  /** https://1drv.ms/…: it may let anyone in. Never for the renderer or the log. */
  linkUrl: string | null;
  /** The address that was invited; the person may have accepted under another one. */
  invited: string | null;
}

/** All members are optional: personal drives use only the old ones, work drives also the new ones. */
export type WirePermission = Partial<Permission> & { id: string };

/** undefined if malformed. */
export function parsePermissions(value: unknown): WirePermission[] | undefined {
  const list = asObject(value)?.['value'];
  if (!Array.isArray(list)) return undefined;
  return list.map(parsePermission).filter((permission) => permission !== undefined);
}

export function parsePermission(value: unknown): WirePermission | undefined {
  const permission = asObject(value);
  // All other fields are treated as optional.
  return typeof permission?.['id'] === 'string' ? (permission as WirePermission) : undefined;
}

/**
 * The addresses of new permissions whose mail could not be sent: the service adds an error to them (207).
 * null: it doesn't say whose.
 */
export const toUnmailed = (permissions: readonly WirePermission[]): (string | null)[] =>
  permissions.filter(isWithoutMail).map((permission) => {
    const [person] = toPeople(permission);
    return text(permission.invitation?.email) ?? person?.email ?? person?.name ?? null;
  });

const isWithoutMail = (permission: WirePermission): boolean =>
  asObject((permission as { error?: unknown }).error) !== null;

/** `inherited`: ids of grants that the parent has as well. */
export function toRemoteGrant(wire: WirePermission, inherited: ReadonlySet<string>): RemoteGrant {
  const link = wire.link ?? null;
  const invitation = text(wire.invitation?.email);
  const people = toPeople(wire);
  const waiting = people.length === 0 && invitation !== null ? [toInvited(invitation)] : people;
  return {
    linkUrl: toHttps(link?.webUrl),
    invited: invitation,
    grant: {
      grantId: wire.id,
      role: toRole(wire.roles ?? []),
      people: waiting,
      link:
        link === null
          ? null
          : {
              type: link.type === 'view' || link.type === 'edit' ? link.type : 'other',
              scope: toScope(link.scope),
              preventsDownload: link.preventsDownload === true,
            },
      inheritedFrom: toInheritedFrom(wire) ?? (inherited.has(wire.id) ? '' : null),
      expiresAt: toExpiry(wire.expirationDateTime),
      hasPassword: wire.hasPassword === true,
    },
  };
}

const toInvited = (email: string): AccessPerson => ({ personId: email, name: email, email, isGroup: false });

/** Newer members first; personal drives only have the older ones. */
function toPeople(wire: WirePermission): AccessPerson[] {
  const sets: (SharePointIdentitySet | IdentitySet | null | undefined)[] = [
    ...(wire.grantedToIdentitiesV2 ?? wire.grantedToIdentities ?? []),
    wire.grantedToV2 ?? wire.grantedTo,
  ];
  return sets.map(toAccessPerson).filter((person) => person !== null);
}

type Named = { id?: unknown; displayName?: unknown; email?: unknown; loginName?: unknown } | null | undefined;

function toAccessPerson(set: SharePointIdentitySet | IdentitySet | null | undefined): AccessPerson | null {
  const { user, siteUser, group, siteGroup, application } = (set ?? {}) as Record<string, Named>;
  const one = user ?? siteUser ?? group ?? siteGroup ?? application;
  const email = text(one?.email) ?? text(siteUser?.email) ?? toAddress(siteUser?.loginName);
  const name = text(one?.displayName) ?? email;
  if (name === null) return null;
  const isGroup = user == null && siteUser == null && application == null;
  return { personId: email ?? text((user ?? group)?.id), name, email, isGroup };
}

/** SharePoint's "i:0#.f|membership|dana@contoso.com". */
function toAddress(loginName: unknown): string | null {
  const last = text(loginName)?.split('|').at(-1) ?? '';
  return last.includes('@') ? last : null;
}

function toRole(roles: readonly string[]): AccessRole {
  if (roles.includes('owner') || roles.includes('sp.owner')) return 'owner';
  if (roles.includes('write')) return 'write';
  return roles.includes('read') ? 'read' : 'other';
}

function toScope(scope: string | null | undefined): LinkScope | null {
  return scope === 'anonymous' || scope === 'organization' || scope === 'users' ? scope : null;
}

/** The last segment of "/drive/root:/Finance/Invoices"; "" for the root itself. */
function toInheritedFrom({ inheritedFrom }: WirePermission): string | null {
  if (inheritedFrom == null) return null;
  const last = text(inheritedFrom.path)?.split('/').at(-1) ?? '';
  return last.endsWith(':') ? '' : decode(last);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Personal drives represent "no expiry" by the start of year 1. */
function toExpiry(value: unknown): string | null {
  const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(moment) || moment < 0 ? null : new Date(moment).toISOString();
}

function toHttps(url: unknown): string | null {
  const address = text(url);
  return address?.startsWith('https://') === true ? address : null;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
