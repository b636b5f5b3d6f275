import type { ActivityRow, BinnedItem } from '../../../electron/contract/activity.ts';

export interface BinRow {
  key: string;
  name: string;
  path: string;
  at: string;
  sizeBytes: number | null;
  deletedBy: string | null;
  /** null: another app or person deleted it. */
  activity: ActivityRow | null;
}

export function toBinRows(
  activities: readonly ActivityRow[],
  items: readonly BinnedItem[],
  maxRows: number,
): BinRow[] {
  const known = new Map(items.flatMap((item) => (item.entryId === null ? [] : [[item.entryId, item]])));
  const here = activities.map((activity): BinRow => {
    const item = known.get(activity.entryId);
    const { entryId, name, path, at } = activity;
    return {
      key: entryId,
      name,
      path,
      at,
      activity,
      sizeBytes: item?.sizeBytes ?? null,
      deletedBy: item?.deletedBy ?? null,
    };
  });
  const elsewhere = items
    .filter(({ entryId }) => entryId === null)
    .map(({ id, name, path, at, sizeBytes, deletedBy }): BinRow => ({
      key: `site ${id}`,
      name,
      path,
      at,
      activity: null,
      sizeBytes,
      deletedBy,
    }));
  return [...here, ...elsewhere]
    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
    .slice(0, maxRows);
}
