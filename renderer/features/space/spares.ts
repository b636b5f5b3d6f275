import type { DuplicateGroup } from '../../../electron/contract/found.ts';
import type { Row } from '../../../electron/contract/found.ts';

/** Newest first; items without a time count as oldest. */
export const byNewest = (a: Row, b: Row): number =>
  toMoment(b.modifiedAt) - toMoment(a.modifiedAt) || a.name.localeCompare(b.name);

const toMoment = (instant: string | null): number => (instant === null ? 0 : Date.parse(instant));

/** All but the newest copy, by item id. Never all copies, even if not all of them are listed. */
export const toSpares = ({ rows }: DuplicateGroup): string[] =>
  rows
    .toSorted(byNewest)
    .slice(1)
    .map(({ itemId }) => itemId);
