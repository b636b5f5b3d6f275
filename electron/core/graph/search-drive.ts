import { encodeSegment } from './addressing.ts';
import { entryFields, parseWireListing, toEntry, type DriveEntry } from './drive-item.ts';
import type { ListingSource } from './list-children.ts';

const maxHits = 200;

/** Graph refuses a slash in the text, also an encoded one; Microsoft's web server, what stands for no character. */
const unsearchable = /[/\\\p{Cc}\p{Noncharacter_Code_Point}\ufff0-\ufffb]+/gu;

/** Quotes are doubled before encoding. null: nothing is left that could be found. */
export function toSearchPath(text: string): string | null {
  const words = text.toWellFormed().replace(unsearchable, ' ').trim();
  return words === '' ? null : `search(q='${encodeURIComponent(words.replaceAll("'", "''"))}')`;
}

/** Includes file contents. The service's index lags, and says of folders that they are empty. */
export async function searchDrive(
  { graph, account }: ListingSource,
  text: string,
  signal: AbortSignal,
): Promise<DriveEntry[]> {
  const search = toSearchPath(text);
  if (search === null) return [];
  const path = `/drives/${encodeSegment(account.driveId)}/${search}`;
  const listing = await graph.json(
    { method: 'GET', path: `${path}?$top=${maxHits}&$select=${entryFields}`, signal },
    parseWireListing,
  );
  const entries = listing.items
    .map((wire) => toEntry(wire, account.driveId))
    .filter((entry) => entry !== null);
  return entries.map((entry) => ({ ...entry, childCount: entry.childCount === 0 ? null : entry.childCount }));
}
