import { afterEach, expect, test } from 'vitest';
import { setPseudoLocale, t } from './translate.ts';

afterEach(() => setPseudoLocale(null));

test('an accented message is longer and marked, with its values unchanged', () => {
  setPseudoLocale('accented');
  expect(t('app.undo')).toBe('⟦Úñđó··⟧');
  expect(t('app.quoted', { name: 'Plan.txt' })).toContain('“Plan.txt”');
  expect(t('app.files', { count: 2 })).toMatch(/^⟦2 ƒíłéš·+⟧$/);
});

test.each(['mirrored', 'klingon'])('%s leaves the words as they are', (name) => {
  setPseudoLocale(name);
  expect(t('app.undo')).toBe('Undo');
});
