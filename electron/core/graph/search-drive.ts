import { encodeSegment } from './addressing.ts';
import { entryFields, parseWireListing, toEntry, type DriveEntry } from './drive-item.ts';
import type { ListingSource } from './list-children.ts';

/** More than anybody looks through. */
const maxHits = 200;

/**
 * What the service's own search finds in a drive and in what is shared with its owner: it looks into files as well. Its
 * index lags behind; what is deleted may still come. A quote is doubled, then all is encoded.
 */
export async function searchDrive(
  { graph, account }: ListingSource,
  text: string,
  signal: AbortSignal,
): Promise<DriveEntry[]> {
  const quoted = encodeURIComponent(text.toWellFormed().replaceAll("'", "''"));
  const path = `/drives/${encodeSegment(account.driveId)}/search(q='${quoted}')`;
  const page = await graph.json(
    { method: 'GET', path: `${path}?$top=${maxHits}&$select=${entryFields}`, signal },
    parseWireListing,
  );
  return page.items.map((wire) => toEntry(wire, account.driveId)).filter((entry) => entry !== null);
}
