import { expect, test } from 'vitest';
import type { Edit, EditState } from '../../../electron/contract/edits.ts';
import { toEditRows } from './edit-rows.ts';

const at = '2026-05-04T12:00:00Z';
const anEdit = (documentId: string, state: EditState): Edit => ({
  documentId,
  accountId: 'a',
  item: { driveId: 'd', itemId: documentId },
  name: `${documentId}.txt`,
  from: 'myfiles',
  state,
  at,
  waitReason: null,
  transferId: null,
  savedAs: null,
  savedIn: null,
  failure: null,
});

test('an open file with a newer version comes before edits that need nobody, and may have a saved edit', () => {
  const edits = [anEdit('one', 'saving'), anEdit('two', 'saved'), anEdit('three', 'asking')];
  const rows = toEditRows(edits, [anEdit('two', 'saved')]);
  expect(rows.map(({ state }) => state)).toEqual(['asking', 'outdated', 'saving', 'saved']);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(4);
});
