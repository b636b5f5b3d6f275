import { expect, test } from 'vitest';
import { chooseLanguage, readLanguageVariables } from './languages.ts';

test.each([
  [['de-AT', 'en-US'], 'de', 'de-AT'],
  [['nl-NL', 'fr'], 'fr', 'fr-FR'],
  [['pt-PT'], 'pt-BR', 'pt-BR'],
  [['zh-Hans-SG'], 'zh-CN', 'zh-Hans-SG'],
  [['zh-TW', 'ja'], 'ja', 'ja-JP'],
  [['en-GB'], 'en', 'en-GB'],
  [['nl', 'no tag at all'], 'en', 'en-US'],
  [[], 'en', 'en-US'],
])('the system’s languages %j select %s, with dates of %s', (preferred, language, locale) => {
  expect(chooseLanguage('system', preferred)).toEqual({ language, locale });
});

test('a chosen language takes precedence, with the system’s region for it', () => {
  expect(chooseLanguage('de', ['en-GB', 'de-CH'])).toEqual({ language: 'de', locale: 'de-CH' });
  expect(chooseLanguage('ja', ['en-GB'])).toEqual({ language: 'ja', locale: 'ja-JP' });
});

test.each([
  [{ LANG: 'de_DE.UTF-8' }, ['de-DE']],
  [{ LANG: 'de_DE.UTF-8', LC_ALL: 'ja_JP.utf8' }, ['ja-JP']],
  [{ LANG: 'de_DE', LC_MESSAGES: 'C' }, ['en-US']],
  [{ LANG: 'C.UTF-8' }, ['en-US']],
  [{ LANG: '', LC_ALL: '' }, null],
  [{ LANG: 'sr_RS@latin' }, ['sr-RS']],
])('the environment %j requests %j', (environment, preferred) => {
  expect(readLanguageVariables(environment)).toEqual(preferred);
});
