import type { Item } from '../../electron/contract/records.ts';
import { itemCount } from './en-app.ts';
import { formatCount, formatSize } from './format.ts';

const families = {
  folder: 'Folder',
  sharedFolder: 'Folder',
  notebook: 'Notebook',
  document: 'Document',
  sheet: 'Spreadsheet',
  slides: 'Presentation',
  pdf: 'Document',
  image: 'Picture',
  video: 'Video',
  audio: 'Sound',
  archive: 'Archive',
  code: 'Code',
  text: 'Text',
  unknown: 'File',
} as const;

export const previewWords = {
  label: 'Preview',
  close: 'Close the preview',
  nothing: { title: 'Nothing selected', text: 'Select a file to see it here.' },
  many: (count: number) => `${formatCount(count)} selected`,
  manySize: (sizeBytes: number) => `${formatSize(sizeBytes)} in files`,
  loading: 'Loading the preview',
  imageOf: (name: string) => `Picture: ${name}`,
  textOf: (name: string) => `Text of ${name}`,
  truncated: 'Only the beginning is shown.',
  broken: 'This picture could not be shown. The file itself may be fine: open it to see.',
  retry: 'Try again',
  open: 'Open',
  download: 'Download',
  facts: {
    type: 'Type',
    contents: 'Contents',
    size: 'Size',
    modified: 'Modified',
    modifiedBy: 'By',
    sharing: 'Sharing',
    path: 'Place',
  },
  families,
  /** "Spreadsheet (XLSX)" */
  type: (family: keyof typeof families, extension: string) =>
    extension === '' ? families[family] : `${families[family]} (${extension.toUpperCase()})`,
  contents: itemCount,
  sharing: {
    none: () => 'Not shared',
    byMe: () => 'Shared by you',
    withMe: (who) => (who === null ? 'Shared with you' : `Shared by ${who}`),
  } satisfies Record<Item['sharing'], (who: string | null) => string>,
  problems: {
    revoked: 'This is no longer shared with you. Ask its owner to share it again.',
    malware: 'OneDrive found a virus in this file. It can’t be opened or downloaded.',
  } satisfies Record<NonNullable<Item['problem']>, string>,
} as const;
