import type { Account } from '../../electron/contract/records.ts';
import { fileCount, quoted } from './en-app.ts';
import { formatCount } from './format.ts';

export const accountListWords = {
  label: 'Accounts',
  find: 'Find an account',
  none: (text: string) => `No account is called ${quoted(text)}.`,
  /** The heading over accounts without one of their own, where others have some. */
  others: 'Other accounts',
  signInNeeded: 'Sign in again',
  readOnly: 'read only',
  folderOnly: (path: string) => (path === 'approot' ? 'its own folder' : path),
} as const;

/** "alex@contoso.example · /Finance · read only" */
export function describeAccount({ address, rootPath, canWrite, kind }: Account): string {
  const parts = [
    address,
    rootPath === null ? null : accountListWords.folderOnly(rootPath),
    canWrite || kind === 'sample' ? null : accountListWords.readOnly,
  ];
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

export const accountMenuWords = {
  label: (name: string) => `More for ${name}`,
  edit: 'Name and heading…',
  up: 'Move up',
  down: 'Move down',
  remove: 'Remove…',
} as const;

export const editAccountWords = {
  title: (name: string) => `Name and heading of ${quoted(name)}`,
  name: 'Name in Slipway',
  nameHint: 'Only here: nothing changes in OneDrive.',
  nameEmpty: 'A name needs at least one letter.',
  group: 'Heading in the list of accounts',
  groupHint: 'Accounts with the same heading stand together. Leave it empty for none.',
  save: 'Save',
  cancel: 'Cancel',
} as const;

export const removeAccountWords = {
  title: (name: string) => `Remove ${quoted(name)} from Slipway?`,
  text: 'Its sign-in and the list of its files are forgotten on this computer. Everything in OneDrive stays.',
  sample: 'The sample drive starts anew when it is opened again: what you changed in it is gone.',
  unfinished: (count: number) =>
    `${count === 1 ? '1 transfer is' : `${formatCount(count)} transfers are`} not finished and will be cancelled. The files themselves stay where they are.`,
  includeDocuments: (count: number) => `Remove its local copies, too: ${fileCount(count)}`,
  documentsStay: 'Its copies in the documents folder stay.',
  remove: 'Remove',
  cancel: 'Cancel',
} as const;
