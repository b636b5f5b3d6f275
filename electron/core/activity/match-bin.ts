import type { ActivityRecord } from './activity-record.ts';

export interface SiteBinEntry {
  id: string;
  name: string;
  /** "myfiles/Finance", or the site's own path for other locations. */
  path: string;
  at: string;
  sizeBytes: number | null;
  deletedBy: string | null;
}

/** Tolerance for this computer's clock. */
const maxApartMs = 24 * 60 * 60 * 1000;

const keyOf = (name: string, path: string): string => `${path}/${name}`.toLowerCase();
const apartMs = (one: { at: string }, other: { at: string }): number =>
  Math.abs(Date.parse(one.at) - Date.parse(other.at));

export function matchBin(
  entries: readonly SiteBinEntry[],
  records: readonly ActivityRecord[],
): ReadonlyMap<string, string> {
  const byKey = Map.groupBy(records, ({ entry, path }) => keyOf(entry.name, path));
  const pairs = entries
    .flatMap((entry) => (byKey.get(keyOf(entry.name, entry.path)) ?? []).map((record) => ({ entry, record })))
    .filter(({ entry, record }) => apartMs(entry, record) <= maxApartMs)
    .toSorted((one, other) => apartMs(one.entry, one.record) - apartMs(other.entry, other.record));
  const matched = new Map<string, string>();
  const taken = new Set<string>();
  for (const { entry, record } of pairs) {
    if (matched.has(entry.id) || taken.has(record.entryId)) continue;
    matched.set(entry.id, record.entryId);
    taken.add(record.entryId);
  }
  return matched;
}
