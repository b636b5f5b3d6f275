import { expect, test } from 'vitest';
import { toDocumentState } from './document-state.ts';

test('local edits and OneDrive’s state are combined', () => {
  expect(toDocumentState({ state: 'present', remote: 'unknown' })).toBe('present');
  expect(toDocumentState({ state: 'present', remote: 'same' })).toBe('same');
  expect(toDocumentState({ state: 'present', remote: 'newer' })).toBe('newer');
  expect(toDocumentState({ state: 'present', remote: 'gone' })).toBe('gone');
  expect(toDocumentState({ state: 'changed', remote: 'same' })).toBe('changed');
  expect(toDocumentState({ state: 'changed', remote: 'newer' })).toBe('changedNewer');
  expect(toDocumentState({ state: 'changed', remote: 'gone' })).toBe('changedGone');
  expect(toDocumentState({ state: 'missing', remote: 'newer' })).toBe('missing');
});
