import { expect, test } from 'vitest';
import { createDocumentIndex } from './document-index.ts';
import type { DocumentRecord } from './document-record.ts';

const copyOf = (documentId: string, ...path: string[]): DocumentRecord =>
  ({
    documentId,
    accountId: 'one',
    accountDriveId: 'D',
    item: { driveId: 'd', itemId: documentId },
    path,
  }) as DocumentRecord;

test('copies are found by their folder, without those of its subfolders, until they are removed or moved', () => {
  const index = createDocumentIndex();
  for (const copy of [copyOf('a', 'In', 'a'), copyOf('b', 'In', 'b'), copyOf('c', 'In', 'Sub', 'c')])
    index.put(copy);
  expect(index.in(['In'])).toEqual(['a', 'b']);
  expect(index.folders()).toEqual([['In'], ['In', 'Sub']]);
  index.put(copyOf('c', 'In', 'c'));
  index.remove('a');
  expect(index.in(['In'])).toEqual(['b', 'c']);
  expect(index.folders()).toEqual([['In']]);
});

test('a folder has the accounts with copies in it, until the last one is removed', () => {
  const index = createDocumentIndex();
  for (const copy of [copyOf('a', 'In', 'a'), copyOf('b', 'In', 'Sub', 'b')]) index.put(copy);
  index.put({ ...copyOf('c', 'In', 'c'), accountId: 'two', accountDriveId: null, from: 'shared/Plans' });
  const [one, two] = [
    { accountId: 'one', driveKey: 'd' },
    { accountId: 'two', driveKey: '' },
  ];
  expect(index.ownersIn('In')).toEqual([one, two]);
  index.remove('a');
  index.remove('c');
  expect(index.ownersIn('In')).toEqual([one]);
  index.remove('b');
  expect(index.ownersIn('In')).toEqual([]);
});
