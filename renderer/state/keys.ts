import {
  type Command,
  commandIds,
  type CommandScope,
  type KeyChord,
  keysOf,
  scopeOf,
} from '../../electron/contract/commands.ts';
import { isNamedKey, toKeyName } from '../../electron/contract/strings/key-names.ts';
import { getLanguage } from '../../electron/contract/strings/translate.ts';
import type { Start } from '../../electron/contract/start.ts';

export type Platform = Start['platform'];

/** For the list of shortcuts. */
export const listKeys = {
  move: [{ key: 'ArrowUp' }, { key: 'ArrowDown' }, { key: 'Home' }, { key: 'End' }],
  extend: [
    { key: 'ArrowUp', shift: true },
    { key: 'ArrowDown', shift: true },
  ],
  focusOnly: [
    { key: 'ArrowUp', mod: true },
    { key: 'ArrowDown', mod: true },
  ],
  toggle: [{ key: ' ', mod: true }],
  clear: [{ key: 'Escape' }],
  contextMenu: [{ key: 'F10', shift: true }, { key: 'ContextMenu' }],
  nextPane: [{ key: 'F6' }],
  paste: [{ key: 'v', mod: true }],
} as const satisfies Record<string, readonly KeyChord[]>;

/** The relevant part of a KeyboardEvent, so that tests need no browser. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

export type KeyFocus = 'text' | 'list' | 'files' | 'elsewhere';

const activeScopes: Record<KeyFocus, readonly CommandScope[]> = {
  text: ['window'],
  list: ['window', 'page', 'files', 'list'],
  files: ['window', 'page', 'files'],
  elsewhere: ['window', 'page'],
};

export function chordsOf(command: Command, platform: Platform): readonly KeyChord[] {
  return keysOf(command, platform === 'darwin');
}

export function worksInText(command: Command, platform: Platform): boolean {
  return scopeOf(command, platform === 'darwin') === 'window';
}

export function toCommand(press: KeyPress, focus: KeyFocus, platform: Platform): Command | null {
  const isActive = (command: Command) =>
    activeScopes[focus].includes(scopeOf(command, platform === 'darwin'));
  const isPressed = (command: Command) =>
    chordsOf(command, platform).some((chord) => matches(chord, press, platform));
  return commandIds.find((command) => isActive(command) && isPressed(command)) ?? null;
}

function matches(chord: KeyChord, press: KeyPress, platform: Platform): boolean {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (key !== chord.key) return false;
  const mod = platform === 'darwin' ? press.metaKey : press.ctrlKey;
  const other = platform === 'darwin' ? press.ctrlKey : press.metaKey;
  // Typing "?" needs Shift on most keyboards, so Shift isn't compared.
  const shift = chord.key === '?' ? true : press.shiftKey === (chord.shift ?? false);
  return !other && mod === (chord.mod ?? false) && press.altKey === (chord.alt ?? false) && shift;
}

const arrows: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };

function toCap(key: string): string {
  const named = key === ' ' ? 'Space' : key;
  if (isNamedKey(named)) return toKeyName(named, getLanguage().language);
  return arrows[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

export function chordLabel(chord: KeyChord, platform: Platform): string {
  const key = toCap(chord.key);
  if (platform === 'darwin') {
    return `${chord.alt ? '⌥' : ''}${chord.shift ? '⇧' : ''}${chord.mod ? '⌘' : ''}${key}`;
  }
  return [
    ...(chord.mod ? [toCap('Ctrl')] : []),
    ...(chord.alt ? [toCap('Alt')] : []),
    ...(chord.shift ? [toCap('Shift')] : []),
    key,
  ].join('+');
}

export function keyHint(command: Command, platform: Platform): string | null {
  const [first] = chordsOf(command, platform);
  return first === undefined ? null : chordLabel(first, platform);
}
