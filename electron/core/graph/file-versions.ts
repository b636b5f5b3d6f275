import type { ItemRef } from '../../contract/records.ts';
import { itemPath } from './addressing.ts';
import { toPerson } from './drive-item.ts';
import { asObject } from './graph-errors.ts';

/** Fields the service omits are null. */
export interface FileVersion {
  versionId: string;
  sizeBytes: number | null;
  modifiedBy: string | null;
  modifiedAt: string | null;
}

export const versionsPath = (item: ItemRef): string => `${itemPath(item)}/versions`;

/** Newest first, starting with the current content. undefined if malformed. */
export function parseVersions(value: unknown): FileVersion[] | undefined {
  const list = asObject(value)?.['value'];
  if (!Array.isArray(list)) return undefined;
  return list.map(asObject).flatMap((version) => {
    const { id, size, lastModifiedBy, lastModifiedDateTime } = version ?? {};
    if (typeof id !== 'string') return [];
    const sizeBytes = typeof size === 'number' ? size : null;
    return [
      {
        versionId: id,
        sizeBytes,
        modifiedBy: toPerson(asObject(lastModifiedBy)),
        modifiedAt: toInstant(lastModifiedDateTime),
      },
    ];
  });
}

function toInstant(value: unknown): string | null {
  const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(moment) ? null : new Date(moment).toISOString();
}
