import type { Command } from '../contract/records.ts';

export type Role =
  'quit' | 'close' | 'cut' | 'copy' | 'paste' | 'togglefullscreen' | 'resetZoom' | 'zoomIn' | 'zoomOut';

export type MenuEntry =
  '-' | { role: Role } | { command: Command; label: string; accelerator: string | null };

export interface MenuOf {
  label: string;
  items: MenuEntry[];
}

const entry = (command: Command, label: string, accelerator: string | null = null): MenuEntry => ({
  command,
  label,
  accelerator,
});

/** Every command of the contract with its key, in the words of the menu bar. */
export function menus(isMac: boolean): MenuOf[] {
  return [file(isMac), edit(isMac), view(isMac), go(isMac), help()];
}

const file = (isMac: boolean): MenuOf => ({
  label: '&File',
  items: [
    entry('newFolder', '&New Folder', 'CmdOrCtrl+Shift+N'),
    '-',
    entry('uploadFiles', '&Upload Files…', 'CmdOrCtrl+U'),
    entry('uploadFolder', 'Upload F&older…', 'CmdOrCtrl+Shift+U'),
    entry('saveFile', '&Save a File…', 'CmdOrCtrl+S'),
    '-',
    entry('open', '&Open', isMac ? 'Cmd+O' : 'Enter'),
    entry('download', '&Download', 'CmdOrCtrl+Shift+D'),
    entry('downloadTo', 'Download &To…', 'CmdOrCtrl+Shift+E'),
    '-',
    entry('rename', '&Rename', isMac ? 'Enter' : 'F2'),
    entry('delete', 'De&lete', isMac ? 'Cmd+Backspace' : 'Delete'),
    '-',
    entry('goSettings', 'Se&ttings', 'CmdOrCtrl+,'),
    '-',
    { role: isMac ? 'close' : 'quit' },
  ],
});

const edit = (_isMac: boolean): MenuOf => ({
  label: '&Edit',
  items: [
    entry('undo', '&Undo', 'CmdOrCtrl+Z'),
    '-',
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    '-',
    entry('selectAll', 'Select &All', 'CmdOrCtrl+A'),
    entry('filter', '&Filter This Folder', 'CmdOrCtrl+F'),
  ],
});

const view = (_isMac: boolean): MenuOf => ({
  label: '&View',
  items: [
    entry('refresh', '&Refresh', 'F5'),
    entry('preview', '&Preview', 'Space'),
    entry('addressBar', '&Address Bar', 'CmdOrCtrl+L'),
    '-',
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ],
});

const go = (isMac: boolean): MenuOf => ({
  label: '&Go',
  items: [
    entry('back', '&Back', isMac ? 'Cmd+[' : 'Alt+Left'),
    entry('forward', '&Forward', isMac ? 'Cmd+]' : 'Alt+Right'),
    entry('up', '&Up', isMac ? 'Cmd+Up' : 'Alt+Up'),
    '-',
    entry('goMyFiles', '&My Files'),
    entry('goShared', '&Shared'),
    entry('goDocuments', '&Documents'),
    entry('goTransfers', '&Transfers', 'CmdOrCtrl+J'),
  ],
});

const help = (): MenuOf => ({
  label: '&Help',
  items: [entry('showKeys', '&Keyboard Shortcuts', '?')],
});
