import { quoted } from './en-app.ts';
import { formatCount } from './format.ts';

export const chooseDrivesWords = {
  title: 'Whose drives do you want to open?',
  lead: 'The app is signed in as itself. It has no drive of its own: choose the people whose OneDrive it may open. Each becomes an account in Slipway.',
  noShared:
    'There is no Shared in these accounts: files are shared with people, and nothing is shared with an app.',
  canWrite: 'Your organisation lets this app read and change every drive.',
  readOnly: 'Your organisation lets this app read every drive, but change none.',
  field: 'Name or address',
  fieldHint: 'Type a few letters of a name, or the whole address: dana@contoso.example',
  addressField: 'Address',
  addressHint:
    'The user name someone signs in with, like dana@contoso.example. An administrator finds it in the Entra admin centre under Users, as “User principal name”.',
  noSearch:
    'To look for people by name, the app needs the application permission User.Read.All as well. Without it, type the address.',
  notAnAddress: 'That is not a whole address yet: it looks like dana@contoso.example.',
  results: 'People found',
  add: 'Add',
  addPerson: (isChosen: boolean, name: string) => `${isChosen ? 'Chosen' : 'Add'}: ${quoted(name)}`,
  added: 'Chosen',
  searching: 'Looking…',
  nobody: (text: string) => `Nobody’s name or address begins with ${quoted(text)}.`,
  searchFailed: 'People can’t be looked for just now. You can still type the whole address.',
  chosen: 'Drives to open',
  name: 'Name in Slipway',
  namePlaceholder: 'The person’s name',
  group: 'Heading',
  groupPlaceholder: 'None',
  rootPath: 'Folder',
  rootPathPlaceholder: 'The whole drive',
  rootPathHint: 'Like /Finance/2026: then only that folder is opened.',
  more: 'More',
  less: 'Less',
  moreFor: (isOpen: boolean, name: string) =>
    `${isOpen ? 'Less' : 'More'}: name, heading and folder of ${quoted(name)}`,
  remove: (name: string) => `Take ${quoted(name)} off the list`,
  empty: 'Nobody is chosen yet.',
  open: (count: number) => (count === 1 ? 'Open 1 drive' : `Open ${formatCount(count)} drives`),
  openNone: 'Open drives',
  opening: (count: number) => (count === 1 ? 'Opening 1 drive…' : `Opening ${formatCount(count)} drives…`),
  opened: (names: readonly string[]) =>
    names.length === 1
      ? `${quoted(names[0] ?? '')} is open.`
      : `${formatCount(names.length)} drives are open.`,
  failed: (count: number) =>
    count === 1
      ? 'One drive could not be opened. Put it right and try again, or take it off the list.'
      : `${formatCount(count)} drives could not be opened. Put them right and try again, or take them off the list.`,
  goOn: 'Go to the files',
} as const;
