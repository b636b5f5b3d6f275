import { expect, test } from 'vitest';
import { aViewHead } from '../../../electron/contract/testing/fixtures.ts';
import type { Item } from '../../../electron/contract/records.ts';
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

test('a folder tells its items, a file its bytes, and neither what it does not know', () => {
  expect(toSizeText(item())).toBe('3 items');
  expect(toSizeText(item({ childCount: null }))).toBe('');
  expect(toSizeText(item({ kind: 'file', sizeBytes: 0 }))).toBe('0 bytes');
  expect(toSizeText(item({ kind: 'file' }))).toBe('');
});

test('what was revoked says so instead of who shared it', () => {
  const shared = { sharing: 'withMe', sharedBy: 'Dana Reyes' } as const;
  expect(toSharingText(item(shared))).toBe('Shared by Dana Reyes');
  expect(toSharingText(item({ ...shared, problem: 'revoked' }))).toBe('No longer shared with you');
});

test('inside a shared folder, where everything is someone’s, nothing repeats it', () => {
  expect(toSharingText(item({ sharing: 'withMe' }))).toBe('');
});

test('files let go over a folder’s row go into that folder, over a file’s row into the folder shown', () => {
  expect(toRowTarget(aViewHead(), item())?.upload?.parent).toEqual({ driveId: 'd', itemId: 'i' });
  expect(toRowTarget(aViewHead(), item({ kind: 'file' }))).toBe(null);
  expect(toFolderTarget(aViewHead()).upload?.parent).toEqual({ driveId: 'd', itemId: 'f' });
});

test('a notebook and what was revoked are no targets', () => {
  expect(toRowTarget(aViewHead(), item({ kind: 'package' }))).toBe(null);
  expect(toRowTarget(aViewHead(), item({ problem: 'revoked' }))).toBe(null);
});

test('where one may only look, every target refuses before the drop', () => {
  const readOnly = aViewHead({ canWrite: false });
  expect(toFolderTarget(readOnly).upload).toBe(null);
  expect(toRowTarget(readOnly, item())?.upload).toBe(null);
});

test('the list of shared items takes nothing itself, but its folders may', () => {
  const list = aViewHead({ place: 'shared', folder: null, canWrite: false });
  expect(toFolderTarget(list)).toMatchObject({
    upload: null,
    refusal: 'Drop files onto one of the shared folders',
  });
  expect(toRowTarget(list, item({ sharing: 'withMe' }))?.upload).not.toBe(null);
  const crumb = { name: 'Shared', place: 'shared', ref: null, path: 'shared' } as const;
  expect(toCrumbTarget(list, crumb).upload).toBe(null);
});
