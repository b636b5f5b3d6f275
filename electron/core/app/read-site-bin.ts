import type { BinnedItem } from '../../contract/activity.ts';
import type { AccountDrive } from '../accounts/account-drive.ts';
import { deletedHere } from '../activity/activity-list.ts';
import { libraryOf, toLibraryRoot } from '../libraries/library-of.ts';
import type { ActivityLog } from '../activity/activity-log.ts';
import { matchBin, type SiteBinEntry } from '../activity/match-bin.ts';
import { AppError } from '../errors.ts';
import { encodeSegment, itemPath } from '../graph/addressing.ts';
import { count, instant, text, toPerson } from '../graph/drive-item.ts';
import { asObject } from '../graph/graph-errors.ts';
import { createPagingGuard } from '../graph/paging-guard.ts';

const enough: readonly string[] = [
  'Files.Read',
  'Files.ReadWrite',
  'Files.Read.All',
  'Files.ReadWrite.All',
  'Sites.Read.All',
  'Sites.ReadWrite.All',
];

const maxItems = 1_000;

/** The preview API gets one attempt and must never pause the account. */
const noRetryStatuses = [408, 429, 500, 502, 503, 504, 509];

interface SitePlace {
  /** "contoso-my.sharepoint.com,6f1a…,6f1a…" */
  siteId: string;
  /** The library's path on the host, in lower case: "personal/alex_contoso_example/documents". */
  library: string;
  shownAs: string;
}

/**
 * `GET /beta/sites/{id}/recycleBin/items` (not in v1.0). Distinguishes deletions made here. @throws AppError
 * notSupported for personal drives and without the preview, consentMissing …
 */
export async function readSiteBin(
  drive: AccountDrive,
  log: ActivityLog,
  driveId: string | null,
): Promise<{ items: BinnedItem[]; hasMore: boolean }> {
  const { driveType, kind, granted } = drive.account;
  if (driveType === 'personal') throw new AppError('notSupported');
  if (kind === 'delegated' && !granted.some((name) => enough.includes(name)))
    throw new AppError('consentMissing', { facts: { scopes: ['Files.Read'] } });
  const place = await readPlace(drive, driveId);
  const { entries, hasMore } = await readEntries(drive, place);
  const matched = matchBin(entries, await deletedHere(log, { account: drive.account, driveId }));
  const items = entries
    .map((entry) => ({ ...entry, entryId: matched.get(entry.id) ?? null }))
    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return { items, hasMore };
}

async function readPlace({ graph, root, account }: AccountDrive, driveId: string | null): Promise<SitePlace> {
  const known = driveId === null ? null : libraryOf(account, driveId);
  if (driveId !== null && known === null) throw new AppError('notFound');
  const [top, shownAs] =
    known === null ? [root, 'myfiles'] : [toLibraryRoot(known), `libraries/${known.name}`];
  const path = `${itemPath(top)}?$select=id,webUrl,sharepointIds`;
  const place = await graph.json({ method: 'GET', path, noRetryStatuses }, (value) => {
    const item = asObject(value);
    const ids = asObject(item?.['sharepointIds']);
    const [siteId, webId, siteUrl] = ['siteId', 'webId', 'siteUrl'].map((name) => text(ids?.[name]));
    const library = toPath(text(item?.['webUrl']));
    return siteId && webId && siteUrl && URL.canParse(siteUrl) && library !== null
      ? { siteId: `${new URL(siteUrl).host},${siteId},${webId}`, library: library.toLowerCase(), shownAs }
      : null;
  });
  if (place === null) throw new AppError('notSupported');
  return place;
}

async function readEntries(
  { graph }: AccountDrive,
  place: SitePlace,
): Promise<{ entries: SiteBinEntry[]; hasMore: boolean }> {
  const entries: SiteBinEntry[] = [];
  const walk = createPagingGuard();
  let path: string | null = `/sites/${encodeSegment(place.siteId)}/recycleBin/items`;
  while (path !== null && entries.length < maxItems) {
    const request = { method: 'GET' as const, path, isPreview: true, noRetryStatuses };
    const page: { entries: SiteBinEntry[]; nextLink: string | null } = await graph.json(request, (value) => {
      const list = asObject(value)?.['value'];
      if (!Array.isArray(list)) return undefined;
      const found = list.map((each) => parseEntry(each, place)).filter((each) => each !== null);
      return { entries: found, nextLink: text(asObject(value)?.['@odata.nextLink']) };
    });
    entries.push(...page.entries);
    path = walk.next(page.nextLink, page.entries.length);
  }
  return { entries: entries.slice(0, maxItems), hasMore: path !== null || entries.length > maxItems };
}

/** null for entries that can't be shown. */
function parseEntry(value: unknown, place: SitePlace): SiteBinEntry | null {
  const entry = asObject(value);
  const id = text(entry?.['id']);
  const name = text(entry?.['name']) ?? text(entry?.['title']);
  const at = instant(entry?.['deletedDateTime']);
  if (id === null || name === null || at === null) return null;
  const deletedBy = asObject(entry?.['deletedBy']);
  return {
    id,
    name,
    path: toPlacePath(text(entry?.['deletedFromLocation']) ?? '', place),
    at,
    sizeBytes: count(entry?.['size']),
    deletedBy: deletedBy === null ? null : toPerson(deletedBy),
  };
}

/** The location is relative to host or site; only the library's name is in both. */
function toPlacePath(location: string, { library, shownAs }: SitePlace): string {
  const parts = toParts(location);
  const wanted = library.split('/');
  for (let skipped = 0; skipped < wanted.length; skipped += 1) {
    const lead = wanted.slice(skipped);
    if (lead.every((part, at) => parts[at]?.toLowerCase() === part))
      return [shownAs, ...parts.slice(lead.length)].join('/');
  }
  return parts.join('/');
}

function toParts(location: string): string[] {
  return location.split('/').filter((part) => part !== '');
}

function toPath(webUrl: string | null): string | null {
  if (webUrl === null || !URL.canParse(webUrl)) return null;
  try {
    return toParts(decodeURIComponent(new URL(webUrl).pathname)).join('/');
  } catch {
    return null;
  }
}
