import { expect, test } from 'vitest';
import { t } from './translate.ts';

test('a message without values is a plain text', () => {
  expect(t('welcome.promise.leaks.title')).toBe('Nothing leaks');
});
