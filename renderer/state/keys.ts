import type { Command, Start } from '../../electron/contract/records.ts';

export type Platform = Start['platform'];

/** A key with its modifiers. `mod` is Ctrl, on macOS ⌘. `key` is as in KeyboardEvent.key, letters in lower case. */
export interface Chord {
  key: string;
  mod?: true;
  alt?: true;
  shift?: true;
}

interface KeyRow {
  chords: readonly Chord[];
  /** Where macOS has other habits. */
  mac?: readonly Chord[];
  /** Works while a text box has the focus, too. */
  inText?: true;
  /** Only where the list of files has the focus: Enter and Space mean something else on a button. */
  inGrid?: true;
  /** Only where the files are meant: Delete on a transfer or a place must not delete what is selected elsewhere. */
  inFiles?: true;
}

/** Every command's keys, once: the page's key handler, the menus' hints and the key list read it. */
export const commandKeys: Record<Command, KeyRow> = {
  open: {
    chords: [{ key: 'Enter' }],
    mac: [
      { key: 'o', mod: true },
      { key: 'ArrowDown', mod: true },
    ],
    inGrid: true,
  },
  preview: { chords: [{ key: ' ' }], inGrid: true },
  up: {
    chords: [{ key: 'ArrowUp', alt: true }, { key: 'Backspace' }],
    mac: [{ key: 'ArrowUp', mod: true }],
  },
  back: { chords: [{ key: 'ArrowLeft', alt: true }], mac: [{ key: '[', mod: true }] },
  forward: { chords: [{ key: 'ArrowRight', alt: true }], mac: [{ key: ']', mod: true }] },
  addressBar: {
    chords: [
      { key: 'l', mod: true },
      { key: 'd', alt: true },
    ],
    mac: [
      { key: 'g', mod: true, shift: true },
      { key: 'l', mod: true },
    ],
    inText: true,
  },
  filter: { chords: [{ key: 'f', mod: true }], inText: true },
  refresh: { chords: [{ key: 'F5' }, { key: 'r', mod: true }], inText: true },
  newFolder: { chords: [{ key: 'n', mod: true, shift: true }] },
  rename: { chords: [{ key: 'F2' }], mac: [{ key: 'Enter' }], inFiles: true },
  delete: { chords: [{ key: 'Delete' }], mac: [{ key: 'Backspace', mod: true }], inFiles: true },
  undo: { chords: [{ key: 'z', mod: true }] },
  selectAll: { chords: [{ key: 'a', mod: true }] },
  uploadFiles: { chords: [{ key: 'u', mod: true }] },
  uploadFolder: { chords: [{ key: 'u', mod: true, shift: true }] },
  saveFile: { chords: [{ key: 's', mod: true }] },
  download: { chords: [{ key: 'd', mod: true, shift: true }] },
  downloadTo: { chords: [{ key: 'e', mod: true, shift: true }] },
  goMyFiles: { chords: [{ key: '1', mod: true }], inText: true },
  goShared: { chords: [{ key: '2', mod: true }], inText: true },
  goDocuments: { chords: [{ key: '3', mod: true }], inText: true },
  goTransfers: { chords: [{ key: 'j', mod: true }], inText: true },
  goSettings: { chords: [{ key: ',', mod: true }], inText: true },
  showKeys: { chords: [{ key: '?' }, { key: 'F1' }] },
};

/** Keys of the file list that are no commands, for the key list. */
export const gridKeys = {
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
} as const satisfies Record<string, readonly Chord[]>;

export function chordsOf(command: Command, platform: Platform): readonly Chord[] {
  const row = commandKeys[command];
  return platform === 'darwin' ? (row.mac ?? row.chords) : row.chords;
}

/** What a key event carries, so that this needs no browser. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

export interface KeyPlace {
  platform: Platform;
  inText: boolean;
  inGrid: boolean;
  /** In the list, on its command bar, or nowhere in particular. */
  inFiles: boolean;
}

/** The command a key stands for at this place, or null. */
export function toCommand(press: KeyPress, place: KeyPlace): Command | null {
  for (const command of Object.keys(commandKeys) as Command[]) {
    const row = commandKeys[command];
    if (place.inText && row.inText !== true) continue;
    if (row.inGrid === true && !place.inGrid) continue;
    if (row.inFiles === true && !place.inFiles) continue;
    if (place.platform === 'darwin' && command === 'rename' && !place.inGrid) continue;
    if (chordsOf(command, place.platform).some((chord) => matches(chord, press, place.platform)))
      return command;
  }
  return null;
}

function matches(chord: Chord, press: KeyPress, platform: Platform): boolean {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (key !== chord.key) return false;
  const mod = platform === 'darwin' ? press.metaKey : press.ctrlKey;
  const other = platform === 'darwin' ? press.ctrlKey : press.metaKey;
  // "?" needs Shift on most keyboards: the character already says so.
  const shift = chord.key === '?' ? true : press.shiftKey === (chord.shift ?? false);
  return !other && mod === (chord.mod ?? false) && press.altKey === (chord.alt ?? false) && shift;
}

const named: Record<string, string> = {
  ' ': 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  Escape: 'Esc',
  ContextMenu: 'Menu',
};

/** "Ctrl+Shift+N", on macOS "⇧⌘N". */
export function chordLabel(chord: Chord, platform: Platform): string {
  const key = named[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key);
  if (platform === 'darwin') {
    return `${chord.alt ? '⌥' : ''}${chord.shift ? '⇧' : ''}${chord.mod ? '⌘' : ''}${key}`;
  }
  return [chord.mod && 'Ctrl', chord.alt && 'Alt', chord.shift && 'Shift', key].filter(Boolean).join('+');
}

/** The first of a command's keys, for a menu; null where it has none. */
export function keyHint(command: Command, platform: Platform): string | null {
  const [first] = chordsOf(command, platform);
  return first === undefined ? null : chordLabel(first, platform);
}
