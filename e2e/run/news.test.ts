import { expect, test } from 'vitest';
import { toNews } from './news.ts';

test('news consists of the first sentences of the latest additions', () => {
  const changelog = [
    '# Changelog',
    '## [Unreleased]',
    '### Added',
    '- Sort by *Size* or _Type_, in folders that',
    '  hold many files. A click turns it.',
    '- `slipway list` reads version 1.2 as well.',
    '- Lists for builders (`npm run lists`).',
    '### Fixed',
    '- Nothing.',
    '## [0.1.0]',
    '### Added',
    '- Everything.',
  ].join('\n');
  expect(toNews(changelog)).toEqual([
    'Sort by Size or Type, in folders that hold many files.',
    'slipway list reads version 1.2 as well.',
  ]);
  expect(toNews('# Changelog')).toEqual([]);
});
