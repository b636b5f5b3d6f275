import type { DriveOwner, DriveState } from '../../../contract/sign-in.ts';
import { AppError, isAppError } from '../../errors.ts';
import { encodePath, encodeSegment } from '../../graph/addressing.ts';
import { maxSubRequests } from '../../graph/json-batch.ts';
import {
  parseDrive,
  parseUser,
  parseWireItem,
  text as toText,
  type WireItem,
} from '../../graph/drive-item.ts';
import type { GraphClient } from '../../graph/graph-client.ts';
import type { DriveFound } from '../account-facts.ts';

export interface OwnedDrive {
  found: DriveFound;
  owner: DriveOwner;
}

const readsPeople = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];

export const mayReadPeople = (roles: readonly string[]): boolean =>
  roles.some((role) => readsPeople.includes(role));

/**
 * Up to 25 people. @throws AppError permissionNotRegistered if the app may not look up people: then an
 * address has to be typed
 */
export async function findOwners(
  graph: GraphClient,
  roles: readonly string[],
  text: string,
): Promise<DriveOwner[]> {
  if (!mayReadPeople(roles))
    throw new AppError('permissionNotRegistered', { facts: { scopes: ['User.Read.All'] } });
  const wanted = text.trim();
  if (wanted === '') return [];
  const quoted = `'${wanted.replaceAll("'", "''")}'`;
  const filter = ['displayName', 'userPrincipalName', 'mail', 'surname']
    .map((property) => `startswith(${property},${quoted})`)
    .join(' or ');
  const query = new URLSearchParams({ $filter: filter, $top: '25', $select: userFields });
  return graph.json({ method: 'GET', path: `/users?${query.toString().replaceAll('+', '%20')}` }, parseUsers);
}

const userFields = 'id,displayName,userPrincipalName,mail';

type WireUsers = { value?: unknown; '@odata.nextLink'?: unknown };

const parseUsers = (value: unknown): DriveOwner[] | undefined => {
  const users = (value as WireUsers | null)?.value;
  if (!Array.isArray(users)) return undefined;
  return users.map(parseUser).filter((user) => user !== undefined);
};

const maxListed = 999;

export interface PeopleListing {
  owners: DriveOwner[];
  /** Where the list continues; null: it ends here. */
  nextLink: string | null;
}

/** By name, in parts: the first, or the one that a link leads to. @throws AppError permissionNotRegistered */
export async function listOwners(
  graph: GraphClient,
  roles: readonly string[],
  link: string | null,
): Promise<PeopleListing> {
  if (!mayReadPeople(roles))
    throw new AppError('permissionNotRegistered', { facts: { scopes: ['User.Read.All'] } });
  const first = `/users?$orderby=displayName&$top=${maxListed}&$select=${userFields}`;
  return graph.json({ method: 'GET', path: link ?? first }, (value) => {
    const owners = parseUsers(value);
    return owners && { owners, nextLink: toText((value as WireUsers)['@odata.nextLink']) };
  });
}

/** In the order of `userIds`. An app's request creates no drive. */
export async function checkDrives(graph: GraphClient, userIds: readonly string[]): Promise<DriveState[]> {
  const states: DriveState[] = [];
  for (let from = 0; from < userIds.length; from += maxSubRequests) {
    const parts = userIds.slice(from, from + maxSubRequests).map((userId) => ({
      method: 'GET' as const,
      path: `/users/${encodeSegment(userId)}/drive?$select=id`,
      subject: null,
    }));
    const results = await graph.batch(parts);
    states.push(...results.map((result) => (result.ok ? 'ready' : toDriveState(result.error))));
  }
  return states;
}

function toDriveState({ code }: AppError): DriveState {
  if (code === 'noLicence') return 'noLicence';
  return code === 'driveNotReady' || code === 'notFound' ? 'notReady' : 'unknown';
}

/**
 * By object id or user principal name: apps have no `/me`. @throws AppError userUnknown, driveNotReady,
 * noLicence; pathNotFound, notAFolder for the folder in it
 */
export async function findOwnedDrive(
  graph: GraphClient,
  roles: readonly string[],
  user: string,
  rootPath: string | null,
): Promise<OwnedDrive> {
  const owner = await findOwner(graph, roles, user);
  const base = `/users/${encodeSegment(owner?.userId ?? user)}/drive`;
  const drive = await about(user, () =>
    graph.json({ method: 'GET', path: `${base}?$select=id,driveType,owner` }, (value) => {
      const facts = parseDrive(value);
      return facts === undefined ? undefined : { ...facts, owner: toOwner(value, user) };
    }),
  );
  const { driveId, driveType } = drive;
  const root = await findRoot(graph, driveId, rootPath);
  return {
    found: { driveId, driveType, root: { driveId, itemId: root.id } },
    owner: owner ?? drive.owner,
  };
}

/** null if the app may not look up people: then the drive itself names its owner. */
async function findOwner(
  graph: GraphClient,
  roles: readonly string[],
  user: string,
): Promise<DriveOwner | null> {
  if (!mayReadPeople(roles)) return null;
  const path = `/users/${encodeSegment(user)}?$select=${userFields}`;
  return about(user, () => graph.json({ method: 'GET', path }, parseUser));
}

async function about<T>(user: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error, 'notFound'))
      throw new AppError('userUnknown', { subject: user, details: error.details, cause: error });
    // Application permissions are all or nothing: sharing with the app is impossible.
    if (isAppError(error, 'accessDenied'))
      throw new AppError('permissionNotRegistered', { subject: user, details: error.details, cause: error });
    throw isAppError(error) ? error.about(user) : error;
  }
}

const text = (one: unknown, otherwise: string): string =>
  typeof one === 'string' && one !== '' ? one : otherwise;

function toOwner(value: unknown, user: string): DriveOwner {
  const owner = (value as { owner?: { user?: { id?: unknown; displayName?: unknown; email?: unknown } } })
    .owner;
  const { id, displayName, email } = owner?.user ?? {};
  return {
    userId: text(id, user),
    displayName: text(displayName, user),
    address: user.includes('@') ? user : text(email, user),
  };
}

const rootFields = 'id,name,folder';

async function findRoot(graph: GraphClient, driveId: string, rootPath: string | null): Promise<WireItem> {
  const root = `/drives/${encodeSegment(driveId)}/root`;
  if (rootPath === null) return graph.json({ method: 'GET', path: `${root}?$select=id` }, parseWireItem);
  const names = rootPath.split('/').filter((name) => name !== '');
  const read = (count: number) =>
    graph.json(
      { method: 'GET', path: `${root}:/${encodePath(names.slice(0, count))}:?$select=${rootFields}` },
      parseWireItem,
    );
  const folder = await read(names.length).catch((error: unknown) => {
    if (isAppError(error, 'notFound')) return null;
    throw error;
  });
  if (folder === null) throw await findMissing(names, read);
  if (folder.folder == null) throw new AppError('notAFolder', { subject: names.at(-1) ?? rootPath });
  return folder;
}

async function findMissing(
  names: readonly string[],
  read: (count: number) => Promise<WireItem>,
): Promise<AppError> {
  for (let count = 1; count <= names.length; count += 1) {
    const isThere = await read(count).then(
      () => true,
      (error: unknown) => {
        if (isAppError(error, 'notFound')) return false;
        throw error;
      },
    );
    if (isThere) continue;
    const missing = names[count - 1] ?? '';
    const nearest = ['myfiles', ...names.slice(0, count - 1)].join('/');
    return new AppError('pathNotFound', { subject: missing, facts: { missing, nearest } });
  }
  return new AppError('unexpectedAnswer');
}
