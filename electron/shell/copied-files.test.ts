import { expect, test } from 'vitest';
import { toClipboardFiles } from './copied-files.ts';

const paths = ['/home/ada/Trip 1.txt', '/home/ada/100 %.txt'];

test('Linux file managers get a list of URIs and the verb', () => {
  expect(toClipboardFiles(paths, 'myfiles/Trip 1.txt', 'linux')).toEqual({
    'text/plain': 'myfiles/Trip 1.txt',
    'electron application/osclipboard;format="text/uri-list"':
      'file:///home/ada/Trip%201.txt\r\nfile:///home/ada/100%20%25.txt\r\n',
    'electron application/osclipboard;format="x-special/gnome-copied-files"':
      'copy\nfile:///home/ada/Trip%201.txt\nfile:///home/ada/100%20%25.txt',
  });
});

test('other systems get no such format', () => {
  expect(toClipboardFiles(paths, 'x', 'win32')).toBeNull();
  expect(toClipboardFiles(paths, 'x', 'darwin')).toBeNull();
});
