import type { Account, ItemRef } from '../../contract/records.ts';
import { AppError, isAppError } from '../errors.ts';
import { parseDrive, parsePerson, parseWireItem, type WireItem } from '../graph/drive-item.ts';
import type { GraphClient } from '../graph/graph-client.ts';
import { toDriveError } from '../graph/graph-errors.ts';

export interface DriveFound {
  driveId: string;
  driveType: Account['driveType'];
  root: ItemRef;
}

export const includesWriting = (granted: readonly string[]): boolean =>
  granted.some((name) => /^(Files|Sites)\.(ReadWrite|Manage|FullControl)/.test(name));

export const isAppFolderOnly = (granted: readonly string[]): boolean =>
  granted.includes('Files.ReadWrite.AppFolder') &&
  !granted.some((name) => /^(Files|Sites)\./.test(name) && name !== 'Files.ReadWrite.AppFolder');

/** With app-folder permission, nothing else is visible. */
export async function findMyDrive(graph: GraphClient, granted: readonly string[]): Promise<DriveFound> {
  try {
    return await (isAppFolderOnly(granted) ? findAppFolder(graph) : findWholeDrive(graph));
  } catch (error) {
    throw error instanceof AppError ? toDriveError(error) : error;
  }
}

async function findWholeDrive(graph: GraphClient): Promise<DriveFound> {
  const [drive, root] = await Promise.all([
    graph.json({ method: 'GET', path: '/me/drive?$select=id,driveType' }, parseDrive),
    graph.json({ method: 'GET', path: '/me/drive/root?$select=id' }, parseWireItem),
  ]);
  const { driveId, driveType } = drive;
  return { driveId, driveType, root: { driveId, itemId: root.id } };
}

/** The service creates it on first access. */
async function findAppFolder(graph: GraphClient): Promise<DriveFound> {
  const path = '/me/drive/special/approot?$select=id,parentReference';
  const folder: WireItem = await graph
    .json({ method: 'GET', path }, parseWireItem)
    .catch((error: unknown) => {
      throw isAppFolderRefusal(error)
        ? new AppError('appFolderRefused', { details: error.details, cause: error })
        : error;
    });
  const { driveId, driveType } = folder.parentReference ?? {};
  if (!driveId) throw new AppError('unexpectedAnswer');
  const known = driveType === 'business' || driveType === 'documentLibrary' ? driveType : 'personal';
  return { driveId, driveType: known, root: { driveId, itemId: folder.id } };
}

/**
 * 400, 403 or 404, often until the app had access to the whole drive once. Source: onedrive-api-docs issues 682, 1929 and
 * 1930; joplin issue 10063.
 */
const isAppFolderRefusal = (error: unknown): error is AppError =>
  isAppError(error) &&
  (isAppError(error, 'accessDenied', 'notFound', 'notSupported') ||
    (error.code === 'unexpectedAnswer' && error.details?.status === 400));

export async function readSampleAccount(
  graph: GraphClient,
  accountId: string,
): Promise<{ account: Account; root: ItemRef }> {
  const me = '/me?$select=id,displayName,userPrincipalName,mail';
  const [person, found] = await Promise.all([
    graph.json({ method: 'GET', path: me }, parsePerson),
    findWholeDrive(graph),
  ]);
  return {
    account: { ...toAccount({ accountId, kind: 'sample', found, granted: [] }), ...person, canWrite: true },
    root: found.root,
  };
}

/** Nothing can be shared with an app or an app folder; sites require work or school accounts. */
export function toPlaces({
  kind,
  driveType,
  rootPath,
}: Pick<Account, 'kind' | 'driveType' | 'rootPath'>): Account['places'] {
  if (kind === 'app' || rootPath === 'approot') return ['myfiles'];
  return driveType === 'personal' ? ['myfiles', 'shared'] : ['myfiles', 'shared', 'libraries'];
}

export function toAccount({
  accountId,
  kind,
  found,
  granted,
}: {
  accountId: string;
  kind: Account['kind'];
  found: DriveFound;
  granted: readonly string[];
}): Account {
  const { driveId, driveType } = found;
  const appFolder = isAppFolderOnly(granted);
  return {
    accountId,
    kind,
    displayName: '',
    address: '',
    group: null,
    cloud: 'global',
    tenant: '',
    state: 'ready',
    failure: null,
    credentials: 'session',
    places: toPlaces({ kind, driveType, rootPath: appFolder ? 'approot' : null }),
    libraries: [],
    rootPath: appFolder ? 'approot' : null,
    granted: [...granted],
    secretExpiresAt: null,
    saveEdits: 'automatically',
    isPaused: false,
    driveType,
    driveId,
    canUndoDelete: driveType === 'personal',
    canWrite: includesWriting(granted),
  };
}
