import type { Transfer } from '../../electron/contract/transfers.ts';

type Conflict = NonNullable<Transfer['conflict']>;
export type ConflictSideName = 'local' | 'existing';

export interface ConflictMarks {
  newer: ConflictSideName | null;
  larger: ConflictSideName | null;
  /** Same size and, within two seconds for rounding, same date. */
  alike: boolean;
}

/** The upload was to replace a file that no longer exists. */
export const isGoneThere = ({ conflict }: Pick<Transfer, 'conflict'>): boolean =>
  conflict !== null && conflict.existing.sizeBytes === null && conflict.existing.modifiedAt === null;

const roundingMs = 2000;

export function compareSides({ local, existing }: Pick<Conflict, ConflictSideName>): ConflictMarks {
  const ages =
    local.modifiedAt === null || existing.modifiedAt === null
      ? null
      : Date.parse(local.modifiedAt) - Date.parse(existing.modifiedAt);
  const sizes =
    local.sizeBytes === null || existing.sizeBytes === null ? null : local.sizeBytes - existing.sizeBytes;
  const newer = ages === null || Math.abs(ages) <= roundingMs ? null : ages > 0 ? 'local' : 'existing';
  const larger = sizes === null || sizes === 0 ? null : sizes > 0 ? 'local' : 'existing';
  return { newer, larger, alike: ages !== null && newer === null && sizes === 0 };
}
