import { encodeSegment } from './addressing.ts';
import { entryFields, parseWireListing, toEntry, type DriveEntry } from './drive-item.ts';
import type { ListingSource } from './list-children.ts';

const maxHits = 200;

/** Includes file contents. The service's index lags. Quotes are doubled before encoding. */
export async function searchDrive(
  { graph, account }: ListingSource,
  text: string,
  signal: AbortSignal,
): Promise<DriveEntry[]> {
  const quoted = encodeURIComponent(text.toWellFormed().replaceAll("'", "''"));
  const path = `/drives/${encodeSegment(account.driveId)}/search(q='${quoted}')`;
  const listing = await graph.json(
    { method: 'GET', path: `${path}?$top=${maxHits}&$select=${entryFields}`, signal },
    parseWireListing,
  );
  return listing.items.map((wire) => toEntry(wire, account.driveId)).filter((entry) => entry !== null);
}
