import { describe, expect, it } from 'vitest';
import { toExtension } from '../../electron/contract/file-families.ts';
import { toFileFamily } from './file-families.ts';

describe('the family of a file', () => {
  it.each([
    ['Budget.XLSX', 'sheet'],
    ['Letter.docx', 'document'],
    ['Pitch.pptx', 'slides'],
    ['Invoice 2024.pdf', 'pdf'],
    ['beach.jpeg', 'image'],
    ['talk.mp4', 'video'],
    ['song.flac', 'audio'],
    ['backup.tar.gz', 'archive'],
    ['main.ts', 'code'],
    ['README.md', 'text'],
    ['README', 'unknown'],
    ['.profile', 'unknown'],
    ['thing.constructor', 'unknown'],
  ] as const)('%s is %s', (name, family) => {
    expect(toFileFamily(name, 'file', 'none')).toBe(family);
  });

  it('depends on kind before name, and marks shared folders', () => {
    expect(toFileFamily('archive.zip', 'folder', 'none')).toBe('folder');
    expect(toFileFamily('Team', 'folder', 'byMe')).toBe('sharedFolder');
    expect(toFileFamily('Forms', 'folder', 'withMe')).toBe('sharedFolder');
    expect(toFileFamily('Notes', 'package', 'none')).toBe('notebook');
  });

  it('uses the text after the last dot as extension, unless the name begins with it', () => {
    expect(toExtension('a.b.TXT')).toBe('txt');
    expect(toExtension('.gitignore')).toBe('');
    expect(toExtension('ends.')).toBe('');
  });
});
