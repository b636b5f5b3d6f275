import { type Command, commandIds, commands } from '../../electron/contract/commands.ts';
import { itemCount, quoted } from './en-app.ts';

/** Without the mark of the access key, which is for the menu bar. */
const names = Object.fromEntries(
  commandIds.map((command) => [command, commands[command].label.replace('&', '')]),
  // Object.fromEntries widens the keys to string; these are all commands.
) as Record<Command, string>;

export const commandWords = {
  names,
  bar: 'Commands',
  upload: 'Upload',
  more: 'More',
  sort: 'Sort',
  sortBy: 'Sort by',
  order: 'Order',
  sortKeys: {
    name: 'Name',
    modified: 'Modified',
    size: 'Size',
    type: 'Type',
    sharing: 'Sharing',
  },
  ascending: 'Ascending',
  descending: 'Descending',
  saveHint: 'Updates the file of that name in this folder, or creates it',
  /** Why a command can't be used just now. */
  reasons: {
    notHere: 'Open a folder first',
    nothingSelected: 'Select something first',
    onlyOne: 'Select a single item',
    readOnly: 'You can only look at this folder',
    sharedList: 'This list is made by others; open a folder in it first',
    revoked: 'It is no longer shared with you',
    malware: 'OneDrive found malware in it',
    notebook: 'Notebooks open in OneNote only',
    noFiles: 'Notebooks can’t be downloaded',
    noBack: 'Nothing to go back to',
    noForward: 'Nothing to go forward to',
    atTop: 'This is the top folder',
    noUndo: 'Nothing to undo',
  },
  /** For the name of a file: nothing in it that OneDrive refuses. */
  pastedPicture: (when: string) => `Pasted picture ${when}.png`,
  pasteRefused: (reason: string) => `${reason}. Nothing was uploaded.`,
  undone: (count: number) => `${itemCount(count)} brought back`,
  deleted: (count: number, firstName: string | undefined) =>
    count === 1 && firstName !== undefined ? `${quoted(firstName)} deleted` : `${itemCount(count)} deleted`,
  deleteFailed: (count: number) => `${itemCount(count)} could not be deleted`,
  opening: (name: string) => `Fetching ${quoted(name)} to open it`,
} as const;
