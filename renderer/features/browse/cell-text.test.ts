import { expect, test } from 'vitest';
import { aViewHead } from '../../../electron/contract/testing/fixtures.ts';
import type { Item, ViewHead } from '../../../electron/contract/records.ts';
import { toSharingText, toSizeText } from './cell-text.ts';
import { toCrumbTarget, toFolderTarget, toRowTarget } from './drop-targets.ts';

const item = (changes: Partial<Item> = {}): Item => ({
  driveId: 'd',
  itemId: 'i',
  name: 'Invoices',
  kind: 'folder',
  sizeBytes: null,
  childCount: 3,
  modifiedAt: null,
  modifiedBy: null,
  sharing: 'none',
  sharedBy: null,
  hasThumbnail: false,
  preview: 'none',
  problem: null,
  ...changes,
});

test('a folder shows its item count, a file its size, and neither shows unknown values', () => {
  expect(toSizeText(item())).toBe('3 items');
  expect(toSizeText(item({ childCount: null }))).toBe('');
  expect(toSizeText(item({ kind: 'file', sizeBytes: 0 }))).toBe('0 bytes');
  expect(toSizeText(item({ kind: 'file' }))).toBe('');
});

test('a revoked item says so instead of who shared it', () => {
  const shared = { sharing: 'withMe', sharedBy: 'Dana Reyes' } as const;
  expect(toSharingText(item(shared))).toBe('Shared by Dana Reyes');
  expect(toSharingText(item({ ...shared, problem: 'revoked' }))).toBe('No longer shared with you');
});

test('in a shared folder the owner isn’t repeated for each item', () => {
  expect(toSharingText(item({ sharing: 'withMe' }))).toBe('');
});

const rowTarget = (head: ViewHead, of: Item) => toRowTarget(head, of, () => {});

test('files dropped on a folder’s row go into it, and on a file’s row into the open folder', () => {
  expect(rowTarget(aViewHead(), item())?.upload?.parent).toEqual({ driveId: 'd', itemId: 'i' });
  expect(rowTarget(aViewHead(), item({ kind: 'file' }))).toBe(null);
  expect(toFolderTarget(aViewHead()).upload?.parent).toEqual({ driveId: 'd', itemId: 'f' });
});

test('notebooks and revoked items aren’t drop targets', () => {
  expect(rowTarget(aViewHead(), item({ kind: 'package' }))).toBe(null);
  expect(rowTarget(aViewHead(), item({ problem: 'revoked' }))).toBe(null);
});

test('in a view-only folder every target refuses before the drop', () => {
  const readOnly = aViewHead({ canWrite: false });
  expect(toFolderTarget(readOnly).upload).toBe(null);
  expect(rowTarget(readOnly, item())?.upload).toBe(null);
});

test('the list of shared items accepts no drops, but its folders may', () => {
  const list = aViewHead({ place: 'shared', folder: null, canWrite: false });
  expect(toFolderTarget(list)).toMatchObject({
    upload: null,
    refusal: 'Drop files onto one of the shared folders',
  });
  expect(rowTarget(list, item({ sharing: 'withMe' }))?.upload).not.toBe(null);
  const crumb = { name: 'Shared', place: 'shared', ref: null, path: 'shared' } as const;
  expect(toCrumbTarget(list, crumb, () => {}).upload).toBe(null);
});
