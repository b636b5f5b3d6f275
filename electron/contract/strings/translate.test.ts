import { expect, test } from 'vitest';
import { t } from './translate.ts';

test('a message without values is its text', () => {
  expect(t('welcome.promise.leaks.title')).toBe('Nothing leaks');
});
