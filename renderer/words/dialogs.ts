import type { DeletePlan } from '../../electron/contract/records.ts';
import { fileCount, folderCount, itemCount, quoted } from './en-app.ts';
import { formatCount, formatSize } from './format.ts';

export const newFolderWords = {
  title: (parent: string) => `New folder in ${quoted(parent)}`,
  label: 'Name',
  initial: 'New folder',
  create: 'Create',
  creating: 'Creating…',
  cancel: 'Cancel',
  take: (name: string) => `Use ${quoted(name)}`,
  wrong: {
    empty: 'A name needs at least one letter.',
    character: (character: string) => `A name can’t contain ${character}`,
    dot: 'A name can’t end with a dot.',
    tilde: 'A folder’s name can’t begin with ~',
    blank: 'A name can’t begin or end with a blank.',
    tooLong: (count: number) => `A name can have 255 characters; this one has ${formatCount(count)}.`,
  },
} as const;

const notebooks = (count: number) => (count === 1 ? '1 notebook' : `${formatCount(count)} notebooks`);

const shortcutsTo = (count: number) =>
  count === 1
    ? '1 shortcut, what it leads to stays'
    : `${formatCount(count)} shortcuts, what they lead to stays`;

/** `inside`: items on their first level; `bytes`: of everything in them; null when nobody knows. */
function foldersWith(count: number, inside: number | null, bytes: number | null): string {
  if (inside === 0) return `${folderCount(count)}, empty`;
  const known = [
    bytes === null ? null : formatSize(bytes),
    inside === null ? null : `${itemCount(inside)} on ${count === 1 ? 'its' : 'their'} first level`,
  ];
  return withFacts(`${folderCount(count)} with everything in ${count === 1 ? 'it' : 'them'}`, known);
}

function withFacts(what: string, facts: readonly (string | null)[]): string {
  const known = facts.filter((fact) => fact !== null).join(', ');
  return known === '' ? what : `${what} (${known})`;
}

export const deleteWords = {
  title: ({ count, sampleNames }: DeletePlan) =>
    count === 1 && sampleNames[0] !== undefined
      ? `Delete ${quoted(sampleNames[0])}?`
      : `Delete ${itemCount(count)}?`,
  /** "3 files (1.2 GB), 2 folders with everything in them (3 GB, 40 items on their first level)", "1 folder, empty" */
  what: ({ files, folders, packages, shortcuts, sizeBytes, inFolders, folderBytes }: DeletePlan) =>
    [
      files > 0 ? withFacts(fileCount(files), [sizeBytes > 0 ? formatSize(sizeBytes) : null]) : null,
      packages > 0 ? notebooks(packages) : null,
      shortcuts > 0 ? shortcutsTo(shortcuts) : null,
      folders > 0 ? foldersWith(folders, inFolders, folderBytes) : null,
    ]
      .filter((part) => part !== null)
      .join(', '),
  more: (count: number) => `and ${formatCount(count)} more`,
  shared: ({ sharedCount, count }: DeletePlan) =>
    sharedCount === count
      ? 'Shared: this removes it for everyone.'
      : `${formatCount(sharedCount)} of them ${sharedCount === 1 ? 'is' : 'are'} shared: this removes ${sharedCount === 1 ? 'it' : 'them'} for everyone.`,
  notebook: 'A notebook goes with all its sections and pages.',
  /** Said in every case, with what can be done about it afterwards. */
  where: ({ canUndo, count }: DeletePlan) => {
    const bin = `${count === 1 ? 'It goes' : 'They go'} to the recycle bin of OneDrive.`;
    return canUndo
      ? `${bin} You can undo it here right afterwards.`
      : `${bin} Slipway can’t bring ${count === 1 ? 'it' : 'them'} back from there; OneDrive on the web can.`;
  },
  delete: 'Delete',
  cancel: 'Cancel',
} as const;

export const forgetWords = {
  title: 'Forget everything on this computer?',
  goesTitle: 'What goes',
  goes: [
    'Accounts and their sign-ins',
    'The list of your files, settings and the log',
    'The list of transfers',
  ],
  running: (count: number) => `${fileCount(count)} under way ${count === 1 ? 'is' : 'are'} cancelled.`,
  staysTitle: 'What stays',
  stays: 'Everything in OneDrive stays as it is.',
  copiesStay: 'The copies in the documents folder stay, too.',
  includeCopies: (count: number, sizeBytes: number) =>
    `Remove the local copies, too: ${fileCount(count)}, ${formatSize(sizeBytes)}`,
  changed: (count: number) =>
    count === 1
      ? '1 copy has changes that are not in OneDrive. They would be lost.'
      : `${formatCount(count)} copies have changes that are not in OneDrive. They would be lost.`,
  forget: 'Forget everything',
  cancel: 'Cancel',
} as const;

export const keysWords = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  groups: { files: 'Files', going: 'Going places', list: 'In the list' },
  grid: {
    move: 'Move and select',
    extend: 'Select more',
    focusOnly: 'Move without selecting',
    toggle: 'Select or leave out',
    clear: 'Select nothing',
    contextMenu: 'Commands for the selection',
    nextPane: 'Next part of the window',
    paste: 'Upload what was copied',
  },
} as const;
