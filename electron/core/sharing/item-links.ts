import type { ItemRef } from '../../contract/records.ts';
import type { AccessPerson, LinkScope, LinkType } from '../../contract/sharing.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { AppError } from '../errors.ts';
import { encodeSegment, itemPath } from '../graph/addressing.ts';
import type { RemoteItem } from '../graph/items.ts';
import { settleChange } from '../graph/settle-change.ts';
import { parsePermission, parsePermissions, toRemoteGrant, type RemoteGrant } from './access-grants.ts';
import { toGrantError, toLinkError, toPeopleError } from './sharing-errors.ts';
import { toShareId } from './shared-list/opened-links.ts';

export interface LinkRequest {
  type: LinkType;
  scope: LinkScope;
  emails: readonly string[];
  /** "2026-12-31T23:59:59Z"; null: it does not expire. */
  expiresAt: string | null;
  /** Personal drives only. */
  password: string | null;
}

export interface LinkedItem {
  drive: AccountDrive;
  item: ItemRef;
  subject: string;
}

/** Without telling which are inherited on work drives. */
export async function readGrants({ graph }: AccountDrive, item: ItemRef): Promise<RemoteGrant[]> {
  const wires = await graph.json({ method: 'GET', path: `${itemPath(item)}/permissions` }, parsePermissions);
  return wires.map((wire) => toRemoteGrant(wire, new Set()));
}

/** @throws AppError accessChanged */
export async function demandGrant({ drive, item, subject }: LinkedItem, grantId: string) {
  const found = (await readGrants(drive, item)).find(({ grant }) => grant.grantId === grantId);
  if (found === undefined) throw new AppError('accessChanged', { subject });
  return found;
}

/** @throws AppError unexpectedAnswer */
export function demandUrl({ linkUrl }: RemoteGrant, subject: string): string {
  if (linkUrl === null) throw new AppError('unexpectedAnswer', { subject });
  return linkUrl;
}

/**
 * OneDrive has one link of each kind, and returns an existing one unchanged. @throws AppError linkDiffers: it
 * works longer than wanted, or without that password
 */
export async function makeLink(
  linked: LinkedItem & Pick<RemoteItem, 'driveType'>,
  wanted: LinkRequest,
): Promise<RemoteGrant> {
  const { drive, item, subject, driveType } = linked;
  const { type, scope, expiresAt, password, emails } = wanted;
  // A link's password can't be seen, so an existing one isn't taken for it.
  const before = password === null ? [] : await readGrants(drive, item);
  const json = {
    type,
    scope,
    ...(scope === 'users' && { recipients: emails.map((email) => ({ email })), sendNotification: false }),
    ...(expiresAt !== null && { expirationDateTime: expiresAt }),
    ...(password !== null && { password }),
    retainInheritedPermissions: true,
  };
  const request = {
    method: 'POST' as const,
    path: `${itemPath(item)}/createLink`,
    json,
    subject,
    // A second request returns the same link.
    idempotent: true,
  };
  const made = await settleChange(
    async () => toRemoteGrant(await drive.graph.json(request, parsePermission), new Set()),
    async () => (await readGrants(drive, item)).find((one) => isOfKind(one, wanted)) ?? null,
  ).catch((error: unknown) => {
    const isLimited = expiresAt !== null || password !== null;
    throw toLinkError(error, { scope, isPersonal: driveType === 'personal', isLimited });
  });
  const wasThere = before.some(({ grant }) => grant.grantId === made.grant.grantId);
  if (wasThere || isWider(made, wanted)) throw new AppError('linkDiffers', { subject });
  return scope === 'users' ? completePeople(linked, made, emails) : made;
}

function isOfKind({ grant: { link, inheritedFrom } }: RemoteGrant, { type, scope }: LinkRequest): boolean {
  return link?.type === type && link.scope === scope && inheritedFrom === null;
}

/** An organization may make it expire earlier. The service may round the time. */
function isWider({ grant }: RemoteGrant, { expiresAt, password }: LinkRequest): boolean {
  const until = grant.expiresAt === null ? Infinity : Date.parse(grant.expiresAt);
  const wantedUntil = expiresAt === null ? Infinity : Date.parse(expiresAt);
  return until > wantedUntil + roundingMs || (password !== null && !grant.hasPassword);
}

const roundingMs = 24 * 60 * 60 * 1000;

/** An existing link is returned without those it is wanted for now. */
async function completePeople(
  linked: LinkedItem,
  made: RemoteGrant,
  emails: readonly string[],
): Promise<RemoteGrant> {
  if (toMissing(made, emails).length === 0) return made;
  const listed = await demandGrant(linked, made.grant.grantId);
  const missing = toMissing(listed, emails);
  return missing.length === 0 ? listed : addPeople(linked, listed, missing);
}

/** Addresses that a grant isn't for. A person without a name is listed under the address. */
export function toMissing({ grant, invited }: RemoteGrant, emails: readonly string[]): string[] {
  const names = grant.people.flatMap(({ email, name }) => [email, name]);
  const listed = new Set([...names, invited].map(toKey));
  return emails.filter((email) => !listed.has(toKey(email)));
}

const toKey = (text: string | null): string => text?.toLowerCase() ?? '';

/** @throws AppError accessChanged, peopleRefused, sharingOff, accessDenied */
export async function addPeople(
  linked: LinkedItem,
  link: RemoteGrant,
  emails: readonly string[],
): Promise<RemoteGrant> {
  const { drive, subject } = linked;
  const request = {
    method: 'POST' as const,
    path: `/shares/${toShareId(demandUrl(link, subject))}/permission/grant`,
    json: { recipients: emails.map((email) => ({ email })), roles: [link.grant.role] },
    subject,
    // A second request finds them in the link.
    idempotent: true,
  };
  const { grantId } = link.grant;
  return settleChange(
    async () => {
      const wires = await drive.graph.json(request, parsePermissions);
      const updated = wires.find((wire) => wire.link?.scope === 'users');
      // Its address may be another one now.
      return updated === undefined ? demandGrant(linked, grantId) : toRemoteGrant(updated, new Set());
    },
    async () => {
      const now = await demandGrant(linked, grantId);
      return toMissing(now, emails).length === 0 ? now : null;
    },
  ).catch((error: unknown) => {
    throw toPeopleError(error, subject);
  });
}

/** Other access of that person stays. @throws AppError accessChanged, accessDenied … */
export async function removePerson(
  linked: LinkedItem,
  { grant }: RemoteGrant,
  personId: string,
): Promise<void> {
  const { drive, item, subject } = linked;
  const isMeant = (person: AccessPerson) => person.personId === personId;
  const person = grant.people.find(isMeant);
  if (person === undefined) throw new AppError('accessChanged', { subject });
  const grantee = person.email === null ? { objectId: personId } : { email: person.email };
  const request = {
    method: 'POST' as const,
    path: `${itemPath(item)}/permissions/${encodeSegment(grant.grantId)}/revokeGrants`,
    json: { grantees: [grantee] },
    subject,
    // A second request finds the person gone.
    idempotent: true,
  };
  await settleChange<unknown>(
    () => drive.graph.json(request, parsePermission),
    async () => !(await demandGrant(linked, grant.grantId)).grant.people.some(isMeant) || null,
  ).catch((error: unknown) => {
    throw toGrantError(error, subject);
  });
}
