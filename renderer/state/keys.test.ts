import { expect, test } from 'vitest';
import { commandIds, commands } from '../../electron/contract/commands.ts';
import { chordsOf, keyHint, type KeyFocus, type Platform, toCommand } from './keys.ts';

const press = (key: string, ...held: ('ctrl' | 'meta' | 'alt' | 'shift')[]) => ({
  key,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
});

const onLinux = (pressed: ReturnType<typeof press>, focus: KeyFocus = 'list') =>
  toCommand(pressed, focus, 'linux');
const onMac = (pressed: ReturnType<typeof press>, focus: KeyFocus = 'list') =>
  toCommand(pressed, focus, 'darwin');

test.each<Platform>(['linux', 'win32', 'darwin'])(
  'on %s each key of the table runs its command',
  (platform) => {
    for (const command of commandIds) {
      expect(keyHint(command, platform), command).not.toBeNull();
      for (const { key, mod, alt, shift } of chordsOf(command, platform)) {
        const pressed = press(
          key,
          ...(mod ? [platform === 'darwin' ? ('meta' as const) : ('ctrl' as const)] : []),
          ...(alt ? (['alt'] as const) : []),
          ...(shift ? (['shift'] as const) : []),
        );
        // The browser's own event triggers it.
        const isByKey = commands[command].scope !== 'event';
        expect(toCommand(pressed, 'list', platform), command).toBe(isByKey ? command : null);
        const isForText = commands[command].scope === 'window';
        expect(toCommand(pressed, 'text', platform), command).toBe(isForText ? command : null);
      }
    }
  },
);

test('each command’s shortcut runs that command', () => {
  expect(onLinux(press('F2'))).toBe('rename');
  expect(onLinux(press('Delete'))).toBe('delete');
  expect(onLinux(press('N', 'ctrl', 'shift'))).toBe('newFolder');
  expect(onLinux(press('ArrowUp', 'alt'))).toBe('up');
  expect(onLinux(press('Backspace'))).toBe('up');
  expect(onLinux(press('d', 'alt'))).toBe('addressBar');
  expect(onLinux(press('?', 'shift'))).toBe('showKeys');
});

test('macOS has its own shortcuts', () => {
  expect(onMac(press('Enter'))).toBe('rename');
  expect(onMac(press('ArrowDown', 'meta'))).toBe('open');
  expect(onMac(press('Backspace', 'meta'))).toBe('delete');
  expect(onMac(press('Backspace'))).toBe(null);
});

test('in a text box, letters and editing keys edit the text', () => {
  for (const key of ['Delete', 'Backspace', 'F2', 'Enter', ' ', '?'])
    expect(onLinux(press(key), 'text')).toBe(null);
  expect(onLinux(press('a', 'ctrl'), 'text')).toBe(null);
  expect(onLinux(press('z', 'ctrl'), 'text')).toBe(null);
  expect(onLinux(press('l', 'ctrl'), 'text')).toBe('addressBar');
  expect(onLinux(press('F5'), 'text')).toBe('refresh');
});

test('Enter and Space on a focused button press it', () => {
  expect(onLinux(press('Enter'), 'files')).toBe(null);
  expect(onLinux(press(' '), 'files')).toBe(null);
  expect(onMac(press('Enter'), 'files')).toBe(null);
});

test('Delete and F2 act on files only when the list has focus', () => {
  expect(onLinux(press('Delete'), 'elsewhere')).toBe(null);
  expect(onLinux(press('F2'), 'elsewhere')).toBe(null);
  expect(onLinux(press('Delete'), 'files')).toBe('delete');
});

test('an extra modifier makes it a different shortcut', () => {
  expect(onLinux(press('Delete', 'shift'))).toBe(null);
  expect(onLinux(press('f', 'ctrl', 'alt'))).toBe(null);
  expect(onLinux(press('f', 'meta'))).toBe(null);
});

test('shortcuts are labeled as usual on each system', () => {
  expect(keyHint('newFolder', 'linux')).toBe('Ctrl+Shift+N');
  expect(keyHint('newFolder', 'darwin')).toBe('⇧⌘N');
  expect(keyHint('preview', 'win32')).toBe('Space');
});
