import { join } from 'node:path';
import { ColumnName, Settings } from '../../contract/settings.ts';
import { createSerialQueue } from '../lib/serial-queue.ts';
import type { Log } from '../ports.ts';
import {
  asidesOf,
  keepAside,
  readProfileFile,
  removeWithAsides,
  writeProfileFile,
} from '../profile/profile-file.ts';

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  density: 'compact',
  whenClosed: 'ask',
  startAtSignIn: false,
  showNotices: true,
  confirmDeletes: false,
  logDetail: 'everything',
  showPreview: false,
  previewPx: null,
  columns: {},
  foldersFirst: true,
  searchAllAccounts: false,
  recentSearches: [],
  downloadTo: 'slipway',
  transfersHeld: false,
  filesAtOnce: 4,
  limits: { upload: null, download: null },
  limitHours: [],
  indexOwnDrives: true,
  thumbnailsMiB: 128,
  network: { proxy: 'system', proxyAddress: '', proxyExceptions: '' },
  versionTold: '',
  tourEnded: false,
};

export interface SettingsService {
  get(): Settings;
  /**
   * Resolves when the change is on the disk. A change that can't be written is undone. @throws AppError
   * profileUnwritable
   */
  change(patch: Partial<Settings>): Promise<Settings>;
  forget(): Promise<void>;
  files(): Promise<string[]>;
}

export interface SettingsOptions {
  folder: string;
  log: Log;
  changed: (settings: Settings) => void;
}

/**
 * If `settings.json` can't be parsed, it is set aside as `settings.broken.json` and the defaults apply; if
 * it can't be read, it is read again before the next change.
 */
export async function createSettings({ folder, log, changed }: SettingsOptions): Promise<SettingsService> {
  const path = join(folder, 'settings.json');
  let isUnread = false;
  let current = await readSettings(path, log).catch((cause: unknown) => {
    log.warn('settings can not be read now', { cause: String(cause) });
    isUnread = true;
    return defaultSettings;
  });
  const inTurn = createSerialQueue();

  async function readLate(): Promise<void> {
    if (!isUnread) return;
    current = await readSettings(path, log).catch(async () => {
      await keepAside(path);
      return current;
    });
    isUnread = false;
  }

  return {
    get: () => current,
    change: (patch) =>
      inTurn(async () => {
        await readLate();
        const next = { ...current, ...patch };
        await writeProfileFile(path, `${JSON.stringify(next, null, 2)}\n`);
        current = next;
        changed(next);
        return next;
      }),
    forget: () =>
      inTurn(async () => {
        await removeWithAsides(path);
        isUnread = false;
        current = defaultSettings;
        changed(current);
      }),
    files: async () => [path, ...(await asidesOf(path))],
  };
}

async function readSettings(path: string, log: Log): Promise<Settings> {
  const text = await readProfileFile(path);
  if (text === null) return defaultSettings;
  const { settings, sound } = parseSettings(text);
  if (!sound) {
    const keptAs = await keepAside(path).catch(() => null);
    log.warn('settings were not understood and are kept aside', { keptAs });
  }
  return settings;
}

/** An invalid value does not affect the others. */
export function parseSettings(text: string): { settings: Settings; sound: boolean } {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return { settings: defaultSettings, sound: false };
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) {
    return { settings: defaultSettings, sound: false };
  }
  const stored = 'hiddenColumns' in read && !('columns' in read) ? withColumns(read) : read;
  const whole = Settings.partial().safeParse(stored);
  if (whole.success) return { settings: Settings.parse({ ...defaultSettings, ...whole.data }), sound: true };
  let settings = defaultSettings;
  for (const [key, value] of Object.entries(stored)) {
    const one = Settings.safeParse({ ...settings, [key]: value });
    if (one.success) settings = one.data;
  }
  return { settings, sound: false };
}

const knownThen: ReadonlySet<string> = new Set(['modified', 'modifiedBy', 'size', 'sharing']);

/** Earlier versions stored only hidden columns. */
function withColumns(stored: object & { hiddenColumns: unknown }): object {
  const { hiddenColumns } = stored;
  const columns = ColumnName.options.flatMap((name) =>
    knownThen.has(name) ? [{ name, isShown: !toArray(hiddenColumns).includes(name), widthPx: null }] : [],
  );
  return { ...stored, columns: { myfiles: columns, shared: columns } };
}

const toArray = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
