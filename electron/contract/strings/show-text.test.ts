import { describe, expect, test } from 'vitest';
import { showText, showWithin } from './show-text.ts';
import { t } from './translate.ts';

describe('untrusted texts', () => {
  test.each(['invoice.pdf', 'Übersicht 2026 (2).docx', '👩‍👧.png', '資料', ''])(
    '%j is shown unchanged',
    (name) => expect(showText(name)).toBe(name),
  );

  test.each(['061c', '200e', '200f', '202a', '202b', '202c', '202d', '202e', '2066', '2067', '2068', '2069'])(
    'U+%s, which changes the direction, is shown as a mark',
    (code) => {
      const sign = String.fromCodePoint(Number.parseInt(code, 16));
      expect(showText(`invoice${sign}fdp.exe`)).toBe(`invoice⟨U+${code.toUpperCase()}⟩fdp.exe`);
    },
  );

  test.each(['0000', '0007', '00ad', '200b', '2060', '2028', 'feff'])(
    'invisible U+%s is shown as a mark',
    (code) => {
      const sign = String.fromCodePoint(Number.parseInt(code, 16));
      expect(showText(`a${sign}b`)).toBe(`a⟨U+${code.toUpperCase()}⟩b`);
    },
  );

  test('right-to-left text is isolated from its context', () => {
    expect(showText('חשבון.pdf')).toBe('\u2068חשבון.pdf\u2069');
  });

  test('values in a sentence are marked and isolated once', () => {
    expect(t('documents.open', { name: 'a\u202eb' })).toContain('a⟨U+202E⟩b');
    const sentence = t('documents.open', { name: 'חשבון.pdf' });
    expect(sentence).toContain('\u2068חשבון.pdf\u2069');
    expect(showWithin(sentence)).toBe(sentence);
    expect(showWithin('\u2068a\u202eb\u2069')).toBe('\u2068a⟨U+202E⟩b\u2069');
    expect(showWithin('a\u2069b')).toBe('a⟨U+2069⟩b');
  });
});
