import type { SavedFile } from '../../electron/contract/records.ts';
import { fileCount, quoted } from './en-app.ts';
import { formatCount, formatSize } from './format.ts';

export type DocumentColumn = 'name' | 'from' | 'downloadedAt' | 'sizeBytes' | 'state';

export const documentWords = {
  heading: 'Documents',
  gridLabel: 'Files on this computer',
  openFolder: 'Open documents folder',
  columns: {
    name: 'Name',
    from: 'From',
    downloadedAt: 'Downloaded',
    sizeBytes: 'Size',
    state: 'State',
  } satisfies Record<DocumentColumn, string>,
  actionsColumn: 'Actions',
  states: { present: 'On this computer', changed: 'Changed here', missing: 'Missing' } satisfies Record<
    SavedFile['state'],
    string
  >,
  meanings: {
    present: 'The file is as it was downloaded.',
    changed: 'The file was edited since it was downloaded. Save it back to put the changes into OneDrive.',
    missing: 'The file was moved or deleted outside Slipway. The one in OneDrive is not affected.',
  } satisfies Record<SavedFile['state'], string>,
  open: (name: string) => `Open ${name}`,
  show: (name: string) => `Show ${name} in its folder`,
  saveBack: 'Save back',
  saveBackLong: (name: string) => `Save back the changes in ${name} to OneDrive`,
  remove: (name: string) => `Remove the local copy of ${name}`,
  savingBack: (name: string) => `Saving ${quoted(name)} back to OneDrive`,
  removed: (name: string) => `Local copy of ${quoted(name)} removed`,
  confirm: {
    title: (name: string) => `Remove the local copy of ${quoted(name)}?`,
    stays: 'The file in OneDrive stays.',
    changed: 'It was changed here, and the changes are not in OneDrive. They would be lost.',
    missing: 'The copy is gone already; this takes it off the list.',
    remove: 'Remove',
    cancel: 'Cancel',
  },
  empty: {
    title: 'No files on this computer yet',
    text: 'What you download or open is kept here, in a folder of its own, until you remove it. Select files and choose Download.',
  },
  total: (count: number, sizeBytes: number) => `${fileCount(count)}, ${formatSize(sizeBytes)}`,
  changed: (count: number) => `${formatCount(count)} changed here`,
  missing: (count: number) => `${formatCount(count)} missing`,
} as const;
