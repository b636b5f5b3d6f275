import { expect, test } from 'vitest';
import { countLatestSave } from './latest-save.ts';

const version = (modifiedAt: string | null, modifiedBy = 'Dana') => ({
  versionId: modifiedAt ?? '',
  modifiedAt,
  modifiedBy,
  sizeBytes: 3,
  isCurrent: false,
});
const [first, second, third] = ['2026-05-04T10:00:00Z', '2026-05-04T12:00:00Z', '2026-05-04T12:00:02Z'];

test.each([
  ['a save of its own', [version(second), version(first)], 1],
  ['a save that made two', [version(third), version(second), version(first)], 2],
  ['saves of two people', [version(third, 'Kim'), version(second)], 1],
  ['a new file', [version(first)], 1],
  ['an unknown time', [version(null), version(first)], null],
  ['no versions', [], null],
])('counts the versions of %s', (_, versions, count) => {
  expect(countLatestSave(versions)).toBe(count);
});
