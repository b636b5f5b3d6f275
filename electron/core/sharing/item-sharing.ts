import type { ItemRef } from '../../contract/records.ts';
import type { AccessGrant, AccessPerson, ItemAccess } from '../../contract/sharing.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { encodeSegment, itemPath, toDriveKey } from '../graph/addressing.ts';
import { asObject } from '../graph/graph-errors.ts';
import type { DriveEntry } from '../graph/drive-item.ts';
import { createItems, type RemoteItem } from '../graph/items.ts';
import { settleChange } from '../graph/settle-change.ts';
import type { Index } from '../index/index-client.ts';
import { refreshItem } from '../index/refresh-item.ts';
import { parsePermissions, toUnmailed, type RemoteGrant, type WirePermission } from './access-grants.ts';
import {
  addPeople,
  demandGrant,
  demandUrl,
  makeLink,
  readGrants,
  removePerson,
  toMissing,
  type LinkedItem,
  type LinkRequest,
} from './item-links.ts';
import { toGrantError, toInvitationError } from './sharing-errors.ts';
import type { WriteAccess } from './write-access.ts';

export interface Invitation {
  emails: readonly string[];
  role: 'read' | 'write';
  message: string | null;
  notify: boolean;
  expiresAt: string | null;
}

export interface ItemSharing {
  /** @throws AppError notFound, accessDenied, accessRevoked */
  access(accountId: string, item: ItemRef): Promise<ItemAccess>;
  /**
   * An existing link of the same kind is copied.
   * @throws AppError anonymousLinksOff, sharingOff, subscriptionNeeded, peopleRefused, linkDiffers, sharingRefused,
   * sharingDenied
   */
  createLink(accountId: string, item: ItemRef, wanted: LinkRequest): Promise<AccessGrant>;
  /** @throws AppError accessChanged, peopleRefused */
  addToLink(accountId: string, item: ItemRef, grantId: string, emails: readonly string[]): Promise<void>;
  /** Other access of that person stays. @throws AppError accessChanged */
  removeFromLink(accountId: string, item: ItemRef, grantId: string, personId: string): Promise<void>;
  /** @throws AppError accessChanged if it was removed meanwhile */
  copyLink(accountId: string, item: ItemRef, grantId: string): Promise<void>;
  /** Works for people who already have access, and grants none. */
  copyAddress(accountId: string, item: ItemRef): Promise<void>;
  /** @throws AppError invitationRefused, mailNotSent, sharingOff, sharingRefused */
  invite(accountId: string, item: ItemRef, invitation: Invitation): Promise<void>;
  /** @throws AppError accessChanged, accessDenied */
  setRole(accountId: string, item: ItemRef, grantId: string, role: 'read' | 'write'): Promise<void>;
  /** @throws AppError accessChanged, accessDenied */
  remove(accountId: string, item: ItemRef, grantId: string): Promise<void>;
}

export interface ItemSharingDeps {
  accounts: AccountDrives;
  index: Index;
  access: Pick<WriteAccess, 'explain'>;
  copyText: (text: string) => Promise<void>;
}

export function createItemSharing({ accounts, index, access, copyText }: ItemSharingDeps): ItemSharing {
  const find = async (
    accountId: string,
    item: ItemRef,
  ): Promise<LinkedItem & { driveType: RemoteItem['driveType']; entry: DriveEntry }> => {
    const drive = accounts.drive(accountId);
    const { entry, driveType } = await createItems(drive).get(item);
    return { drive, item, subject: entry.name, entry, driveType };
  };

  const sharing = <T>({ drive, item }: LinkedItem, change: Promise<T>): Promise<T> =>
    change.catch((error: unknown) => {
      throw access.explain(drive, item, error, 'share');
    });

  /** A failure here does not make the change fail. */
  const noteChange = (drive: AccountDrive, item: ItemRef): Promise<unknown> =>
    refreshItem(index, drive, item).catch(() => null);

  const changeGrant = async (
    accountId: string,
    item: ItemRef,
    grantId: string,
    request: { method: 'PATCH' | 'DELETE'; json?: object },
    isAsWanted: (grant: AccessGrant | null) => boolean,
  ): Promise<void> => {
    const linked = await find(accountId, item);
    const { drive, subject } = linked;
    const path = `${itemPath(item)}/permissions/${encodeSegment(grantId)}`;
    const change = () => drive.graph.send({ ...request, path, subject });
    const findMade = async () => {
      const found = (await readGrants(drive, item)).find(({ grant }) => grant.grantId === grantId);
      return isAsWanted(found?.grant ?? null) || null;
    };
    const settled = settleChange<unknown>(change, findMade).catch((error: unknown) => {
      throw toGrantError(error, subject);
    });
    await sharing(linked, settled);
    await noteChange(drive, item);
  };

  return {
    async access(accountId, item) {
      const { drive, entry, driveType } = await find(accountId, item);
      const isPersonal = driveType === 'personal';
      const [grants, inherited] = await Promise.all([
        readGrants(drive, item),
        isPersonal ? new Set<string>() : readInherited(drive, entry),
      ]);
      return {
        grants: grants.map(({ grant }) => toInherited(grant, inherited)),
        linkScopes: isPersonal ? ['anonymous'] : ['anonymous', 'organization', 'users'],
        mayShare: toDriveKey(item.driveId) === toDriveKey(drive.account.driveId) || !isViewOnly(grants),
        canHavePassword: isPersonal,
      };
    },

    async createLink(accountId, item, wanted) {
      const linked = await find(accountId, item);
      const made = await sharing(linked, makeLink(linked, wanted));
      await copyText(demandUrl(made, linked.subject));
      await noteChange(linked.drive, item);
      return made.grant;
    },

    async addToLink(accountId, item, grantId, emails) {
      const linked = await find(accountId, item);
      const link = await demandGrant(linked, grantId);
      const updated = await sharing(linked, addPeople(linked, link, emails));
      await copyText(demandUrl(updated, linked.subject));
      await noteChange(linked.drive, item);
    },

    async removeFromLink(accountId, item, grantId, personId) {
      const linked = await find(accountId, item);
      const grant = await demandGrant(linked, grantId);
      await sharing(linked, removePerson(linked, grant, personId));
      await noteChange(linked.drive, item);
    },

    async copyLink(accountId, item, grantId) {
      const linked = await find(accountId, item);
      await copyText(demandUrl(await demandGrant(linked, grantId), linked.subject));
    },

    async copyAddress(accountId, item) {
      const { graph } = accounts.drive(accountId);
      const request = { method: 'GET' as const, path: `${itemPath(item)}?$select=id,webUrl` };
      await copyText(await graph.json(request, toWebUrl));
    },

    async invite(accountId, item, { emails, role, message, notify, expiresAt }) {
      const linked = await find(accountId, item);
      const { drive, subject } = linked;
      // Only people who had no such access before can prove a lost response; null: that can't be told.
      const had = await readGrants(drive, item).catch(() => null);
      const json = {
        recipients: emails.map((email) => ({ email })),
        roles: [role],
        requireSignIn: true,
        sendInvitation: notify,
        ...(message !== null && { message }),
        ...(expiresAt !== null && { expirationDateTime: expiresAt }),
        retainInheritedPermissions: true,
      };
      const request = { method: 'POST' as const, path: `${itemPath(item)}/invite`, json, subject };
      const inviting = settleChange<WirePermission[] | true>(
        () => drive.graph.json(request, parsePermissions),
        async () => areInvited(had, await readGrants(drive, item), emails, role) || null,
      ).catch((error: unknown) => {
        throw toInvitationError(error);
      });
      const made = await sharing(linked, inviting);
      await noteChange(drive, item);
      const unmailed = notify && made !== true ? toUnmailed(made) : [];
      if (unmailed.length > 0) {
        const who = unmailed.filter((name) => name !== null).join(', ');
        throw new AppError('mailNotSent', { subject, facts: { who: who === '' ? null : who } });
      }
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

/** To others than its owner, the service shows only the permissions that concern them. */
const isViewOnly = (grants: readonly RemoteGrant[]): boolean =>
  grants.length > 0 && grants.every(({ grant }) => grant.role === 'read');

/**
 * On work drives only this reveals inheritance: the parent has a grant with the same id, as for the owner.
 */
const toInherited = (grant: AccessGrant, inherited: ReadonlySet<string>): AccessGrant =>
  grant.role !== 'owner' && grant.inheritedFrom === null && inherited.has(grant.grantId)
    ? { ...grant, inheritedFrom: '' }
    : grant;

/**
 * Those invited have access now, and did not before. @throws AppError answerLost if that can't be told: all
 * had it, only some have it now, or people aren't listed with their addresses
 */
function areInvited(
  had: readonly RemoteGrant[] | null,
  has: readonly RemoteGrant[],
  emails: readonly string[],
  role: 'read' | 'write',
): boolean {
  if (had === null) throw new AppError('answerLost');
  const without = toWithout(had, emails, role);
  const still = toWithout(has, without, role);
  if (without.length > 0 && still.length === 0) return true;
  const isUnclear = has.some(({ grant }) => grant.role !== 'owner' && grant.people.some(isUnnamed));
  if (still.length < without.length || without.length === 0 || isUnclear) throw new AppError('answerLost');
  return false;
}

const isUnnamed = ({ email }: AccessPerson): boolean => email === null;

function toWithout(
  grants: readonly RemoteGrant[],
  emails: readonly string[],
  role: 'read' | 'write',
): string[] {
  const enough = grants.filter(({ grant }) => grant.role === 'write' || grant.role === role);
  return enough.reduce<string[]>((left, grant) => toMissing(grant, left), [...emails]);
}

/** An inherited grant has the same id as the parent's. */
async function readInherited(drive: AccountDrive, { parent }: DriveEntry): Promise<Set<string>> {
  if (parent === null) return new Set();
  try {
    const above = await readGrants(drive, parent);
    return new Set(above.map(({ grant }) => grant.grantId));
  } catch (error) {
    // Someone else's parent folder may be inaccessible.
    if (isAppError(error, 'notFound', 'accessDenied', 'notSupported')) return new Set();
    throw error;
  }
}

function toWebUrl(value: unknown): string | undefined {
  const url = asObject(value)?.['webUrl'];
  return typeof url === 'string' && url.startsWith('https://') ? url : undefined;
}
