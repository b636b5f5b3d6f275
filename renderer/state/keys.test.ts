import { expect, test } from 'vitest';
import type { Command } from '../../electron/contract/records.ts';
import { chordLabel, chordsOf, commandKeys, keyHint, type KeyPlace, toCommand } from './keys.ts';

const press = (key: string, ...held: ('ctrl' | 'meta' | 'alt' | 'shift')[]) => ({
  key,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
});

const linux: KeyPlace = { platform: 'linux', inText: false, inGrid: true, inFiles: true };
const mac: KeyPlace = { ...linux, platform: 'darwin' };
const typing: KeyPlace = { ...linux, inText: true, inGrid: false, inFiles: false };

test('no key stands for two commands', () => {
  for (const platform of ['linux', 'darwin'] as const) {
    const all = (Object.keys(commandKeys) as Command[]).flatMap((command) =>
      chordsOf(command, platform).map((chord) => chordLabel(chord, platform)),
    );
    expect(all).toEqual([...new Set(all)]);
  }
});

test('each command’s key brings about that command', () => {
  expect(toCommand(press('F2'), linux)).toBe('rename');
  expect(toCommand(press('Delete'), linux)).toBe('delete');
  expect(toCommand(press('N', 'ctrl', 'shift'), linux)).toBe('newFolder');
  expect(toCommand(press('ArrowUp', 'alt'), linux)).toBe('up');
  expect(toCommand(press('Backspace'), linux)).toBe('up');
  expect(toCommand(press('d', 'alt'), linux)).toBe('addressBar');
  expect(toCommand(press('?', 'shift'), linux)).toBe('showKeys');
});

test('macOS has its own keys', () => {
  expect(toCommand(press('Enter'), mac)).toBe('rename');
  expect(toCommand(press('ArrowDown', 'meta'), mac)).toBe('open');
  expect(toCommand(press('Backspace', 'meta'), mac)).toBe('delete');
  expect(toCommand(press('Backspace'), mac)).toBe(null);
});

test('in a text box, letters and editing keys belong to the text', () => {
  for (const key of ['Delete', 'Backspace', 'F2', 'Enter', ' ', '?'])
    expect(toCommand(press(key), typing)).toBe(null);
  expect(toCommand(press('a', 'ctrl'), typing)).toBe(null);
  expect(toCommand(press('z', 'ctrl'), typing)).toBe(null);
  expect(toCommand(press('l', 'ctrl'), typing)).toBe('addressBar');
  expect(toCommand(press('F5'), typing)).toBe('refresh');
});

test('Enter and Space on a button are the button’s', () => {
  const onButton: KeyPlace = { ...linux, inGrid: false };
  expect(toCommand(press('Enter'), onButton)).toBe(null);
  expect(toCommand(press(' '), onButton)).toBe(null);
  expect(toCommand(press('Enter'), { ...mac, inGrid: false })).toBe(null);
});

test('Delete and F2 act on files only where files are meant', () => {
  const inTransfers: KeyPlace = { ...linux, inGrid: false, inFiles: false };
  expect(toCommand(press('Delete'), inTransfers)).toBe(null);
  expect(toCommand(press('F2'), inTransfers)).toBe(null);
  expect(toCommand(press('Delete'), { ...linux, inGrid: false })).toBe('delete');
});

test('a further modifier makes another key', () => {
  expect(toCommand(press('Delete', 'shift'), linux)).toBe(null);
  expect(toCommand(press('f', 'ctrl', 'alt'), linux)).toBe(null);
  expect(toCommand(press('f', 'meta'), linux)).toBe(null);
});

test('hints are written as each system writes them', () => {
  expect(keyHint('newFolder', 'linux')).toBe('Ctrl+Shift+N');
  expect(keyHint('newFolder', 'darwin')).toBe('⇧⌘N');
  expect(keyHint('preview', 'win32')).toBe('Space');
});
