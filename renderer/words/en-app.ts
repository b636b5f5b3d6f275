import { formatCount } from './format.ts';

/** "1 item", "1,234 items" */
export function itemCount(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'item' : 'items'}`;
}

/** "1 file", "12 files" */
export function fileCount(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'file' : 'files'}`;
}

/** "1 folder", "3 folders" */
export function folderCount(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'folder' : 'folders'}`;
}

/** “Invoices”: a name inside a sentence. */
export function quoted(name: string): string {
  return `“${name}”`;
}

export const appWords = {
  name: 'Slipway',
  title: (page: string, account: string | null) =>
    account === null ? `${page} - Slipway` : `${page} - ${account} - Slipway`,
  pages: {
    welcome: 'Welcome',
    signIn: 'Sign in',
    guide: 'Get a client id',
    accountImport: 'Set up many accounts',
    documents: 'Documents',
    transfers: 'Transfers',
    settings: 'Settings',
  },
  starting: 'Starting…',
  bugTitle: 'Something went wrong in Slipway',
  bugText: 'This page could not be shown. Your files are not affected.',
  reload: 'Start the page again',
  retry: 'Try again',
  undo: 'Undo',
} as const;
