import { GraphError, accessDenied } from '../http/graph-error.ts';
import type { Viewer, World } from '../model/world.ts';

const noRights = (): GraphError =>
  new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');

const READS_ALL = ['Files.Read.All', 'Files.ReadWrite.All', 'Sites.Read.All', 'Sites.ReadWrite.All'];
const WRITES_ALL = ['Files.ReadWrite.All', 'Sites.ReadWrite.All'];
const READS_SITES = ['Sites.Read.All', 'Sites.ReadWrite.All'];
const SITE_LISTS = new Set(['GET sites', 'GET site', 'GET followedSites']);
const READS_USERS = ['User.Read.All', 'Directory.Read.All'];
const READING_POSTS = new Set(['POST search query', 'POST batch', 'POST preview']);

export function demandPermission(
  world: World,
  viewer: Viewer,
  request: { method: string; label: string; path: string },
): void {
  const { permissions, person } = viewer;
  if (permissions === null) return;
  if (permissions.length === 0)
    throw new GraphError(403, 'AccessDenied', 'Either scp or roles claim need to be present in the token.');
  const has = (names: readonly string[]): boolean => names.some((name) => permissions.includes(name));
  if (request.label === 'GET users' || request.label === 'GET user') {
    if (!has(READS_USERS)) throw noRights();
    return;
  }
  if (request.label === 'GET me') {
    if (person !== null && !has(['User.Read', ...READS_USERS])) throw noRights();
    return;
  }
  if (SITE_LISTS.has(request.label) && !has(READS_SITES)) throw accessDenied();
  if (request.label === 'POST batch') return;
  const writes = request.method !== 'GET' && !READING_POSTS.has(request.label);
  if (has(['Files.ReadWrite.AppFolder']) && isAppFolder(world, request.path)) return;
  const ofOwn = person === null ? [] : writes ? ['Files.ReadWrite'] : ['Files.Read', 'Files.ReadWrite'];
  if (!has([...ofOwn, ...(writes ? WRITES_ALL : READS_ALL)])) throw accessDenied();
}

function isAppFolder(world: World, path: string): boolean {
  if (/^\/(?:me\/drive|drives\/[^/]+)\/special\/approot(?=[:/]|$)/.test(path)) return true;
  const [, driveId, itemId] = /^\/drives\/([^/]+)\/items\/([^/:]+)/.exec(path) ?? [];
  if (driveId === undefined || itemId === undefined) return false;
  const drive = world.drives.byId(decodeURIComponent(driveId));
  let node = drive?.byId(decodeURIComponent(itemId)) ?? null;
  while (node !== null && node.rare?.specialFolder !== 'approot') node = node.parent;
  return node !== null;
}

/** Other people's drives need a permission for all files, except shared items on personal accounts. */
export function demandPermissionFor(
  viewer: Viewer,
  drive: { owner: { id: string }; type: string },
  writes: boolean,
): void {
  const { permissions, person } = viewer;
  if (permissions === null || person === null) return;
  if (person.id === drive.owner.id || drive.type === 'personal') return;
  const enough = writes ? WRITES_ALL : READS_ALL;
  if (!enough.some((name) => permissions.includes(name))) throw accessDenied();
}
