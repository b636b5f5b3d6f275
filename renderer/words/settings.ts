import type { Account, Settings, Start, StorageSummary } from '../../electron/contract/records.ts';
import { fileCount, itemCount } from './en-app.ts';

export const settingsWords = {
  heading: 'Settings',
  accounts: {
    title: 'Accounts',
    sample: 'Sample drive, starts anew each time',
    kinds: { sample: 'Sample drive', delegated: 'Signed in', app: 'App-only' } satisfies Record<
      Account['kind'],
      string
    >,
    add: 'Add an account',
  },
  look: {
    title: 'Appearance',
    theme: 'Theme',
    themes: { system: 'Like the system', light: 'Light', dark: 'Dark' } satisfies Record<
      Settings['theme'],
      string
    >,
    density: 'Rows',
    densities: { compact: 'Compact', comfortable: 'Comfortable' } satisfies Record<
      Settings['density'],
      string
    >,
    showPreview: 'Show the preview pane beside the files',
  },
  transfers: {
    title: 'Transfers',
    filesAtOnce: 'Files at the same time',
    filesAtOnceMore: 'For each account. Fewer while OneDrive asks Slipway to slow down.',
    limits: 'Speed limits',
    limitsMore:
      'All transfers together. Leave empty for no limit. Opening and browsing folders is never slowed down.',
    upload: 'Upload',
    download: 'Download',
    unit: 'MB/s',
    none: 'No limit',
    wrong:
      'Use a number from 0.02 to 1000, such as 1.5, or leave it empty for no limit. The limit was not changed.',
    hours: 'Other limits at certain hours',
    hoursMore: 'By this computer’s clock. Where hours overlap, the first in the list counts.',
    days: 'Days',
    dayNames: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    dayLetters: ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'],
    from: 'From',
    to: 'Until',
    overnight: 'Over midnight, into the next day',
    addHours: 'Add hours',
    removeHours: (number: number) => `Remove hours ${number}`,
    hoursLabel: (number: number) => `Hours ${number}`,
  },
  documents: {
    title: 'Documents folder',
    text: 'What you download or open is kept here, apart from your other files.',
    open: 'Open folder',
    later: 'Moving it to another place comes in a later version.',
  },
  storage: {
    title: 'Stored on this computer',
    table: 'What is stored, how much of it, and how large it is',
    columns: { what: 'What', count: 'How many', size: 'Size' },
    rows: {
      documents: 'Local copies',
      index: 'List of your files, without their contents',
      settings: 'Settings',
      log: 'Log',
    },
    files: fileCount,
    items: itemCount,
    total: 'Total',
    retry: 'Try again',
    sealing: {
      available: 'Keys for signing in are sealed by this system’s keyring.',
      unavailable: 'This system offers no keyring: keys for signing in are not kept when Slipway is closed.',
    } satisfies Record<StorageSummary['sealing'], string>,
    forget: 'Forget everything…',
    forgetText: 'Removes accounts, lists, settings and log. Everything in OneDrive stays.',
  },
  about: {
    title: 'About',
    version: 'Version',
    host: 'Runs on',
    hosts: {
      electron: (version: string) => `Electron ${version}`,
      'stand-in': (version: string) => `A stand-in for Electron, version ${version}`,
    } satisfies Record<Start['host'], (version: string) => string>,
    system: 'System',
    systems: { linux: 'Linux', darwin: 'macOS', win32: 'Windows' } satisfies Record<
      Start['platform'],
      string
    >,
    keys: 'Keyboard shortcuts…',
  },
} as const;
