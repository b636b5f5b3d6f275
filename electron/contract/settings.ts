import { z } from 'zod';
import { NetworkSettings } from './network.ts';
import { languages } from './strings/languages.ts';
import { Limits } from './transfers.ts';

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** In local time. `to` before `from`: ends the next day. */
export const LimitHours = Limits.extend({
  /** The days on which it starts; 0 is Sunday. */
  days: z.array(z.number().int().min(0).max(6)).min(1).max(7),
  from: TimeOfDay,
  to: TimeOfDay,
});
export type LimitHours = z.infer<typeof LimitHours>;

/** Columns other than the name, which is always first. */
export const ColumnName = z.enum([
  'location',
  'modified',
  'modifiedBy',
  'size',
  'type',
  'sharing',
  'rights',
  'sources',
  // of local copies
  'from',
  'downloaded',
  'state',
  // of accounts, which also have a state
  'quota',
  'index',
  'transfers',
  'permissions',
  'secret',
  'lastUsed',
]);
export type ColumnName = z.infer<typeof ColumnName>;

/** In display order. `widthPx` null: automatic. */
export const ListColumn = z.object({
  name: ColumnName,
  isShown: z.boolean(),
  widthPx: z.number().int().min(48).max(2000).nullable(),
});
export type ListColumn = z.infer<typeof ListColumn>;

/** Each remembers its own columns. */
export const ListKind = z.enum(['myfiles', 'shared', 'sharedList', 'found', 'copies', 'accounts']);
export type ListKind = z.infer<typeof ListKind>;

/** Lists without an entry use the default columns. */
export const ListColumns = z.partialRecord(ListKind, z.array(ListColumn).max(20));
export type ListColumns = z.infer<typeof ListColumns>;

export const Settings = z.object({
  language: z.enum(['system', ...languages]),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['compact', 'comfortable']),
  /** When the last window closes, if there is a tray: stay in it or quit. ask: not chosen yet. */
  whenClosed: z.enum(['ask', 'stay', 'quit']),
  startAtSignIn: z.boolean(),
  /** While no window is visible. */
  showNotices: z.boolean(),
  confirmDeletes: z.boolean(),
  /** problems: warnings and errors only. */
  logDetail: z.enum(['everything', 'problems']),
  showPreview: z.boolean(),
  /** Width of the pane; null: automatic. */
  previewPx: z.number().int().min(240).max(1200).nullable(),
  columns: ListColumns,
  /** In any order. */
  foldersFirst: z.boolean(),
  searchAllAccounts: z.boolean(),
  /** Latest first. */
  recentSearches: z.array(z.string().min(1).max(1024)).max(12),
  /** Slipway's own folder, the system's Downloads folder, or ask. */
  downloadTo: z.enum(['slipway', 'downloads', 'ask']),
  /** "Pause all": no transfer starts while true. */
  transfersHeld: z.boolean(),
  /** The maximum per account; throttling may lower it. */
  filesAtOnce: z.number().int().min(1).max(10),
  limits: Limits,
  /** The first that applies now overrides `limits`. */
  limitHours: z.array(LimitHours).max(20),
  /** Enumerates an account's own drive when the account is opened: names, sizes, and times, never contents. */
  indexOwnDrives: z.boolean(),
  thumbnailsMiB: z.number().int().min(16).max(8192),
  network: NetworkSettings,
  /** The last version announced to the person; empty: none yet. */
  versionTold: z.string().max(64),
  tourEnded: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;
