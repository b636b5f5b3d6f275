import type { ItemRef } from '../../contract/records.ts';
import type { AccessGrant, ItemAccess, LinkScope, LinkType } from '../../contract/sharing.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { encodeSegment, itemPath } from '../graph/addressing.ts';
import { asObject } from '../graph/graph-errors.ts';
import { createItems, type RemoteItem } from '../graph/items.ts';
import { settleChange } from '../graph/settle-change.ts';
import type { Index } from '../index/index-client.ts';
import { refreshItem } from '../index/refresh-item.ts';
import {
  parsePermission,
  parsePermissions,
  toRemoteGrant,
  type RemoteGrant,
  type WirePermission,
} from './access-grants.ts';
import { toGrantError, toInvitationError, toLinkError } from './sharing-errors.ts';

export interface LinkRequest {
  type: LinkType;
  scope: LinkScope;
  /** "2026-12-31T23:59:59Z"; null: it does not expire. */
  expiresAt: string | null;
  /** Personal drives only. */
  password: string | null;
}

export interface Invitation {
  emails: readonly string[];
  role: 'read' | 'write';
  /** null: no message. */
  message: string | null;
  /** Whether OneDrive notifies them by email. */
  notify: boolean;
  expiresAt: string | null;
}

/** Who has access to an item, and changes to that. Never grants more than was requested. */
export interface ItemSharing {
  /** @throws AppError notFound, accessDenied, accessRevoked */
  access(accountId: string, item: ItemRef): Promise<ItemAccess>;
  /**
   * Creates and copies a link; an existing one of the same kind is copied.
   *
   * @throws AppError anonymousLinksOff, sharingOff, accessDenied
   */
  createLink(accountId: string, item: ItemRef, wanted: LinkRequest): Promise<AccessGrant>;
  /** Copies an existing link. @throws AppError accessChanged if it was removed meanwhile */
  copyLink(accountId: string, item: ItemRef, grantId: string): Promise<void>;
  /** Copies the item's own URL: it works for people who already have access, and grants none. */
  copyAddress(accountId: string, item: ItemRef): Promise<void>;
  /** @throws AppError invitationRefused, sharingOff, accessDenied */
  invite(accountId: string, item: ItemRef, invitation: Invitation): Promise<void>;
  /** @throws AppError accessChanged, accessDenied */
  setRole(accountId: string, item: ItemRef, grantId: string, role: 'read' | 'write'): Promise<void>;
  /** @throws AppError accessChanged, accessDenied */
  remove(accountId: string, item: ItemRef, grantId: string): Promise<void>;
}

export interface ItemSharingDeps {
  accounts: AccountDrives;
  index: Index;
  /** Puts text on the clipboard of this computer. */
  copyText: (text: string) => Promise<void>;
}

export function createItemSharing({ accounts, index, copyText }: ItemSharingDeps): ItemSharing {
  const find = async (accountId: string, item: ItemRef) => {
    const drive = accounts.drive(accountId);
    return { drive, remote: await createItems(drive).get(item) };
  };

  /** Updates the sharing marker in the file list. A failure here does not make the change fail. */
  const noteChange = (drive: AccountDrive, item: ItemRef): Promise<unknown> =>
    refreshItem(index, drive, item).catch(() => null);

  const changeGrant = async (
    accountId: string,
    item: ItemRef,
    grantId: string,
    request: { method: 'PATCH' | 'DELETE'; json?: object },
    isAsWanted: (grant: AccessGrant | null) => boolean,
  ): Promise<void> => {
    const { drive, remote } = await find(accountId, item);
    const path = `${itemPath(item)}/permissions/${encodeSegment(grantId)}`;
    const change = () => drive.graph.send({ ...request, path, subject: remote.entry.name });
    const findMade = async () => {
      const wire = (await readGrants(drive, item)).find(({ id }) => id === grantId);
      return isAsWanted(wire === undefined ? null : toRemoteGrant(wire, new Set()).grant) || null;
    };
    await settleChange<unknown>(change, findMade).catch((error: unknown) => {
      throw toGrantError(error, remote.entry.name);
    });
    await noteChange(drive, item);
  };

  return {
    async access(accountId, item) {
      const { drive, remote } = await find(accountId, item);
      const [wires, inherited] = await Promise.all([readGrants(drive, item), readInherited(drive, remote)]);
      const isPersonal = remote.driveType === 'personal';
      return {
        grants: wires.map((wire) => toRemoteGrant(wire, inherited).grant),
        linkScopes: isPersonal ? ['anonymous'] : ['anonymous', 'organization'],
        canHavePassword: isPersonal,
      };
    },

    async createLink(accountId, item, wanted) {
      const { type, scope, expiresAt, password } = wanted;
      const { drive, remote } = await find(accountId, item);
      const { graph } = drive;
      const json = {
        type,
        scope,
        ...(expiresAt !== null && { expirationDateTime: expiresAt }),
        ...(password !== null && { password }),
        retainInheritedPermissions: true,
      };
      const request = {
        method: 'POST' as const,
        path: `${itemPath(item)}/createLink`,
        json,
        subject: remote.entry.name,
        // A second request returns the same link.
        idempotent: true,
      };
      const wire = await settleChange(
        () => graph.json(request, parsePermission),
        async () => (await readGrants(drive, item)).find((one) => isWantedLink(one, wanted)) ?? null,
      ).catch((error: unknown) => {
        throw toLinkError(error, scope);
      });
      const made = toRemoteGrant(wire, new Set());
      await copyText(demandUrl(made, remote));
      await noteChange(drive, item);
      return made.grant;
    },

    async copyLink(accountId, item, grantId) {
      const { drive, remote } = await find(accountId, item);
      const wires = await readGrants(drive, item);
      const wire = wires.find(({ id }) => id === grantId);
      if (wire === undefined) throw new AppError('accessChanged', { subject: remote.entry.name });
      await copyText(demandUrl(toRemoteGrant(wire, new Set()), remote));
    },

    async copyAddress(accountId, item) {
      const { graph } = accounts.drive(accountId);
      const request = { method: 'GET' as const, path: `${itemPath(item)}?$select=id,webUrl` };
      await copyText(await graph.json(request, toWebUrl));
    },

    async invite(accountId, item, { emails, role, message, notify, expiresAt }) {
      const { drive, remote } = await find(accountId, item);
      const json = {
        recipients: emails.map((email) => ({ email })),
        roles: [role],
        requireSignIn: true,
        sendInvitation: notify,
        ...(message !== null && { message }),
        ...(expiresAt !== null && { expirationDateTime: expiresAt }),
        retainInheritedPermissions: true,
      };
      const request = {
        method: 'POST' as const,
        path: `${itemPath(item)}/invite`,
        json,
        subject: remote.entry.name,
      };
      await settleChange<unknown>(
        () => drive.graph.json(request, parsePermissions),
        async () => areInvited(await readGrants(drive, item), emails, role) || null,
      ).catch((error: unknown) => {
        throw toInvitationError(error);
      });
      await noteChange(drive, item);
    },

    setRole: (accountId, item, grantId, role) =>
      changeGrant(
        accountId,
        item,
        grantId,
        { method: 'PATCH', json: { roles: [role] } },
        (grant) => grant?.role === role,
      ),
    remove: (accountId, item, grantId) =>
      changeGrant(accountId, item, grantId, { method: 'DELETE' }, (grant) => grant === null),
  };
}

const readGrants = ({ graph }: AccountDrive, item: ItemRef): Promise<WirePermission[]> =>
  graph.json({ method: 'GET', path: `${itemPath(item)}/permissions` }, parsePermissions);

/** An item has one link of each kind. */
function isWantedLink(wire: WirePermission, { type, scope, expiresAt, password }: LinkRequest): boolean {
  const { link, inheritedFrom, expiresAt: until, hasPassword } = toRemoteGrant(wire, new Set()).grant;
  const isOfKind = link?.type === type && link.scope === scope && inheritedFrom === null;
  const wantedUntil = expiresAt === null ? null : Date.parse(expiresAt);
  const isUntil = (until === null ? null : Date.parse(until)) === wantedUntil;
  return isOfKind && isUntil && hasPassword === (password !== null);
}

/** All of them have this access. @throws AppError answerLost if people aren't listed with their addresses */
function areInvited(
  wires: readonly WirePermission[],
  emails: readonly string[],
  role: 'read' | 'write',
): boolean {
  const enough = wires
    .map((wire) => ({ invited: wire.invitation?.email ?? null, ...toRemoteGrant(wire, new Set()).grant }))
    .filter((grant) => grant.role === 'write' || grant.role === role);
  const people = enough.flatMap((grant) => grant.people);
  const addresses = [...enough.map(({ invited }) => invited), ...people.map(({ email }) => email)];
  // A person without a name is listed under the address.
  const listed = new Set([...addresses, ...people.map(({ name }) => name)].map((one) => one?.toLowerCase()));
  if (emails.every((email) => listed.has(email.toLowerCase()))) return true;
  if (people.some(({ email }) => email === null)) throw new AppError('answerLost');
  return false;
}

/** Work drives don't mark inheritance: an inherited grant has the same id as the parent's. */
async function readInherited(drive: AccountDrive, { driveType, entry }: RemoteItem): Promise<Set<string>> {
  if (driveType === 'personal' || entry.parent === null) return new Set();
  try {
    const above = await readGrants(drive, entry.parent);
    return new Set(above.map(({ id }) => id));
  } catch (error) {
    // Someone else's parent folder may be inaccessible.
    if (isAppError(error, 'notFound', 'accessDenied', 'notSupported')) return new Set();
    throw error;
  }
}

function demandUrl({ linkUrl }: RemoteGrant, { entry }: RemoteItem): string {
  if (linkUrl === null) throw new AppError('unexpectedAnswer', { subject: entry.name });
  return linkUrl;
}

function toWebUrl(value: unknown): string | undefined {
  const url = asObject(value)?.['webUrl'];
  return typeof url === 'string' && url.startsWith('https://') ? url : undefined;
}
