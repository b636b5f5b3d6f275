/** `mod` is Ctrl, or Command on macOS. `key` as in KeyboardEvent.key, letters in lower case. */
export interface KeyChord {
  key: string;
  mod?: true;
  alt?: true;
  shift?: true;
}

/**
 * Where a command's keys work:
 * - `window`: everywhere, even while editing text
 * - `page`: everywhere except in text
 * - `files`: in the file list, its command bar, and when nothing specific has focus
 * - `list`: only in the file list, since Enter and Space press a focused button
 * - `event`: through the browser's own event (such as paste), so the key keeps its usual effect elsewhere
 */
export type CommandScope = 'window' | 'page' | 'files' | 'list' | 'event';

export type MenuName = 'file' | 'edit' | 'view' | 'go' | 'help';

/** Names are in `strings/en/command-names.json`, where `&` marks the access key. */
export interface CommandRow {
  /** The first one is shown next to the command. */
  keys: readonly KeyChord[];
  /** For other conventions on macOS. */
  mac?: { keys: readonly KeyChord[]; scope?: CommandScope };
  scope: CommandScope;
  menu: MenuName;
  /** A separator divides the sections of a menu. */
  section: string;
  shortcuts: 'files' | 'navigation';
}

const plain = (key: string): KeyChord => ({ key });
const mod = (key: string): KeyChord => ({ key, mod: true });
const modShift = (key: string): KeyChord => ({ key, mod: true, shift: true });
const alt = (key: string): KeyChord => ({ key, alt: true });

const file = { menu: 'file', shortcuts: 'files' } as const;
const edit = { menu: 'edit', shortcuts: 'files' } as const;
const view = { menu: 'view', shortcuts: 'navigation' } as const;
const go = { menu: 'go', shortcuts: 'navigation' } as const;

// prettier-ignore
const table = {
  newWindow: {
    ...file, section: 'new', keys: [mod('n')], scope: 'window', shortcuts: 'navigation',
  },
  newFolder: { ...file, section: 'new', keys: [modShift('n')], scope: 'page' },
  uploadFiles: { ...file, section: 'upload', keys: [mod('u')], scope: 'page' },
  uploadFolder: { ...file, section: 'upload', keys: [modShift('u')], scope: 'page' },
  saveFile: { ...file, section: 'upload', keys: [mod('s')], scope: 'page' },
  open: {
    ...file, section: 'open', keys: [plain('Enter')], scope: 'list',
    mac: { keys: [mod('o'), mod('ArrowDown')] },
  },
  openOnWeb: { ...file, section: 'open', keys: [modShift('w')], scope: 'files' },
  download: { ...file, section: 'open', keys: [modShift('d')], scope: 'page' },
  downloadTo: { ...file, section: 'open', keys: [modShift('e')], scope: 'page' },
  keep: { ...file, section: 'open', keys: [modShift('k')], scope: 'page' },
  showInFolder: { ...file, section: 'open', keys: [modShift('f')], scope: 'page' },
  share: { ...file, section: 'share', keys: [modShift('s')], scope: 'page' },
  copyLink: { ...file, section: 'share', keys: [modShift('l')], scope: 'page' },
  addSharedLink: { ...file, section: 'share', keys: [modShift('a')], scope: 'page' },
  addShortcut: { ...file, section: 'share', keys: [modShift('x')], scope: 'page' },
  includeInSearch: { ...file, section: 'share', keys: [modShift('p')], scope: 'page' },
  versions: { ...file, section: 'share', keys: [modShift('h')], scope: 'page' },
  rename: {
    ...file, section: 'change', keys: [plain('F2')], scope: 'files',
    mac: { keys: [plain('Enter')], scope: 'list' },
  },
  moveTo: { ...file, section: 'change', keys: [modShift('m')], scope: 'files' },
  copyTo: { ...file, section: 'change', keys: [modShift('y')], scope: 'files' },
  delete: {
    ...file, section: 'change', keys: [plain('Delete')], scope: 'files',
    mac: { keys: [mod('Backspace')] },
  },
  goSettings: {
    ...file, section: 'settings', keys: [mod(',')], scope: 'window', shortcuts: 'navigation',
  },

  undo: { ...edit, section: 'undo', keys: [mod('z')], scope: 'page' },
  redo: {
    ...edit, section: 'undo', keys: [modShift('z'), mod('y')], scope: 'page',
    mac: { keys: [modShift('z')] },
  },
  cut: { ...edit, section: 'clipboard', keys: [mod('x')], scope: 'files' },
  copy: { ...edit, section: 'clipboard', keys: [mod('c')], scope: 'files' },
  paste: { ...edit, section: 'clipboard', keys: [mod('v')], scope: 'event' },
  duplicate: { ...edit, section: 'clipboard', keys: [mod('d')], scope: 'files' },
  copyPath: { ...edit, section: 'clipboard', keys: [modShift('c')], scope: 'files' },
  checkOut: { ...edit, section: 'checkOut', keys: [modShift('t')], scope: 'page' },
  selectAll: { ...edit, section: 'select', keys: [mod('a')], scope: 'page' },
  search: {
    ...edit, section: 'select', keys: [mod('k'), mod('e'), plain('F3')], scope: 'window',
    shortcuts: 'navigation',
  },
  filter: {
    ...edit, section: 'select', keys: [mod('f')], scope: 'window',
    shortcuts: 'navigation',
  },
  copyToOther: { ...edit, section: 'other', keys: [plain('F7')], scope: 'files' },
  moveToOther: { ...edit, section: 'other', keys: [plain('F8')], scope: 'files' },

  refresh: { ...view, section: 'show', keys: [plain('F5'), mod('r')], scope: 'window' },
  refreshAll: { ...view, section: 'show', keys: [{ key: 'F5', shift: true }], scope: 'window' },
  preview: {
    ...view, section: 'show', keys: [plain(' ')], scope: 'list', shortcuts: 'files',
  },
  fullPreview: {
    ...view, section: 'show', keys: [{ key: ' ', shift: true }], scope: 'list', shortcuts: 'files',
  },
  addressBar: {
    ...view, section: 'show', keys: [mod('l'), alt('d')], scope: 'window',
    mac: { keys: [modShift('g'), mod('l')] },
  },
  splitView: { ...view, section: 'layout', keys: [mod('\\'), plain('F9')], scope: 'window' },
  compare: { ...view, section: 'layout', keys: [modShift('r')], scope: 'page' },
  asList: { ...view, section: 'layout', keys: [mod('4')], scope: 'window' },
  asTiles: { ...view, section: 'layout', keys: [mod('5')], scope: 'window' },
  columns: { ...view, section: 'layout', keys: [modShift('o')], scope: 'page' },

  back: {
    ...go, section: 'history', keys: [alt('ArrowLeft')], scope: 'page', mac: { keys: [mod('[')] },
  },
  forward: {
    ...go, section: 'history', keys: [alt('ArrowRight')], scope: 'page',
    mac: { keys: [mod(']')] },
  },
  up: {
    ...go, section: 'history', keys: [alt('ArrowUp'), plain('Backspace')], scope: 'page',
    mac: { keys: [mod('ArrowUp')] },
  },
  openInNewWindow: { ...go, section: 'history', keys: [{ key: 'Enter', mod: true }], scope: 'list' },
  goMyFiles: { ...go, section: 'places', keys: [mod('1')], scope: 'window' },
  goShared: { ...go, section: 'places', keys: [mod('2')], scope: 'window' },
  goMyShares: { ...go, section: 'places', keys: [mod('9')], scope: 'window' },
  goLibraries: { ...go, section: 'places', keys: [mod('8')], scope: 'window' },
  goDocuments: { ...go, section: 'places', keys: [mod('3')], scope: 'window' },
  goTransfers: { ...go, section: 'places', keys: [mod('j')], scope: 'window' },
  goSpace: { ...go, section: 'places', keys: [mod('6')], scope: 'window' },
  goActivity: { ...go, section: 'places', keys: [modShift('j')], scope: 'window' },
  goBin: { ...go, section: 'places', keys: [modShift('b')], scope: 'window' },
  goAccounts: { ...go, section: 'places', keys: [mod('7')], scope: 'window' },

  showLog: {
    menu: 'help', section: 'report', shortcuts: 'navigation', keys: [mod('i')], scope: 'page',
  },
  saveReport: {
    menu: 'help', section: 'report', shortcuts: 'navigation', keys: [modShift('i')], scope: 'page',
  },
  showKeys: {
    menu: 'help', section: 'help', shortcuts: 'navigation',
    keys: [plain('?'), plain('F1')], scope: 'page',
  },
  showTour: {
    menu: 'help', section: 'help', shortcuts: 'navigation',
    keys: [{ key: 'F1', shift: true }], scope: 'page',
  },
  showNews: {
    menu: 'help', section: 'help', shortcuts: 'navigation', keys: [modShift('F1')], scope: 'page',
  },
} satisfies Record<string, CommandRow>;

export type Command = keyof typeof table;

export const commands: Readonly<Record<Command, CommandRow>> = table;

// Object.keys widens to string; these are exactly the table's keys.
export const commandIds = Object.keys(table) as [Command, ...Command[]];

export function keysOf(command: Command, isMac: boolean): readonly KeyChord[] {
  const { keys, mac } = commands[command];
  return isMac && mac !== undefined ? mac.keys : keys;
}

export function scopeOf(command: Command, isMac: boolean): CommandScope {
  const { scope, mac } = commands[command];
  return (isMac && mac?.scope) || scope;
}
