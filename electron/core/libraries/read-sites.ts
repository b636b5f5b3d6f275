import type { AccountDrive } from '../accounts/account-drive.ts';
import { encodeSegment } from '../graph/addressing.ts';
import { parseWireItem, text } from '../graph/drive-item.ts';
import { asObject } from '../graph/graph-errors.ts';
import { createItems } from '../graph/items.ts';
import { createPagingGuard } from '../graph/paging-guard.ts';
import type { AppError } from '../errors.ts';

export interface Site {
  siteId: string;
  siteName: string;
}

export interface SiteLibrary {
  driveId: string;
  libraryName: string;
  webUrl: string;
}

export const siteFields = 'id,name,displayName,webUrl';
const driveFields = 'id,name,driveType,webUrl';

export function parseSite(value: unknown): Site | undefined {
  const site = asObject(value);
  const siteId = text(site?.['id']);
  if (siteId === null) return undefined;
  return { siteId, siteName: text(site?.['displayName']) ?? text(site?.['name']) ?? '' };
}

interface SiteListing {
  sites: Site[];
  nextLink: string | null;
}

function parseSiteListing(value: unknown): SiteListing | undefined {
  const listing = asObject(value);
  const list = listing?.['value'];
  if (!Array.isArray(list)) return undefined;
  const sites = list.map(parseSite).filter((site) => site !== undefined);
  return { sites, nextLink: text(listing?.['@odata.nextLink']) };
}

export async function readSites(
  { graph }: AccountDrive,
  first: string,
  max: number,
): Promise<{ sites: Site[]; hasMore: boolean }> {
  const sites: Site[] = [];
  const walk = createPagingGuard();
  let path: string | null = first;
  while (path !== null && sites.length < max) {
    const listing: SiteListing = await graph.json({ method: 'GET', path }, parseSiteListing);
    sites.push(...listing.sites);
    path = walk.next(listing.nextLink, listing.sites.length);
  }
  return { sites: sites.slice(0, max), hasMore: path !== null || sites.length > max };
}

/** The libraries of each site, in the order of `sites`; an error for sites that failed. */
export async function readLibraries(
  drive: AccountDrive,
  sites: readonly Site[],
): Promise<(SiteLibrary[] | AppError)[]> {
  const parts = sites.map(({ siteId, siteName }) => ({
    method: 'GET' as const,
    path: `/sites/${encodeSegment(siteId)}/drives?$select=${driveFields}`,
    subject: siteName,
  }));
  const results = await Promise.all(createItems(drive).batch(parts));
  return results.map((result) => (result.ok ? parseLibraries(result.body) : result.error));
}

function parseLibraries(value: unknown): SiteLibrary[] {
  const list = asObject(value)?.['value'];
  return Array.isArray(list) ? list.map(parseLibrary).filter((library) => library !== null) : [];
}

function parseLibrary(value: unknown): SiteLibrary | null {
  const drive = asObject(value);
  const driveId = text(drive?.['id']);
  if (driveId === null) return null;
  const address = text(drive?.['webUrl']) ?? '';
  return {
    driveId,
    libraryName: text(drive?.['name']) ?? '',
    webUrl: address.startsWith('https://') ? address : '',
  };
}

/** Roots that failed are left out. */
export async function readRoots(
  drive: AccountDrive,
  driveIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const parts = driveIds.map((driveId) => ({
    method: 'GET' as const,
    path: `/drives/${encodeSegment(driveId)}/root?$select=id`,
    subject: null,
  }));
  const results = await Promise.all(createItems(drive).batch(parts));
  const roots = new Map<string, string>();
  for (const [at, result] of results.entries()) {
    const root = result.ok ? parseWireItem(result.body) : undefined;
    const driveId = driveIds[at];
    if (root !== undefined && driveId !== undefined) roots.set(driveId, root.id);
  }
  return roots;
}
