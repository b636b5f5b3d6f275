import { describe, expect, it } from 'vitest';
import { validateName } from './validate-name.ts';

describe('the name of a new folder', () => {
  it.each(['"', '*', ':', '<', '>', '?', '/', '\\', '|'])(
    'names %s as the forbidden character',
    (character) => {
      expect(validateName(`a${character}b`, 'folder')).toEqual({
        reason: `Names can’t contain ${character}.`,
        suggestion: 'a-b',
      });
    },
  );

  it.each(['', '   ', 'ends.', '~temp', ' leading', 'trailing ', 'x'.repeat(256)])('refuses "%s"', (name) => {
    expect(validateName(name, 'folder')).not.toBeNull();
  });

  it.each(['Invoices 2026', '100% #1', 'a.b', 'x'.repeat(255), 'Ünïcode 文件', '.hidden'])(
    'accepts "%s"',
    (name) => {
      expect(validateName(name, 'folder')).toBeNull();
    },
  );
});
