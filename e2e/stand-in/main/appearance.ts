import { EventEmitter } from 'node:events';
import type { NativeTheme, Screen } from 'electron';
import type { CdpSession } from '../chromium/cdp.ts';

type Source = NativeTheme['themeSource'];

const pages = new Set<CdpSession>();
let source: Source = 'system';

/** Pages follow `nativeTheme.themeSource`; with 'system' they follow the browser. */
export async function emulateAppearance(page: CdpSession): Promise<void> {
  pages.add(page);
  if (source !== 'system') await apply(page);
}

async function apply(page: CdpSession): Promise<void> {
  const features = source === 'system' ? [] : [{ name: 'prefers-color-scheme', value: source }];
  await page.send('Emulation.setEmulatedMedia', { features });
}

const theme = {
  get themeSource(): Source {
    return source;
  },
  set themeSource(chosen: Source) {
    if (chosen === source) return;
    source = chosen;
    for (const page of pages) apply(page).catch(() => pages.delete(page));
    nativeTheme.emit('updated');
  },
  get shouldUseDarkColors(): boolean {
    return source === 'dark';
  },
} satisfies Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'>;

const emitter = new EventEmitter();
/** Object.assign would replace accessors with their current value. */
export const nativeTheme = Object.defineProperties(
  emitter as EventEmitter & typeof theme,
  Object.getOwnPropertyDescriptors(theme),
);

const bounds = { x: 0, y: 0, width: 1920, height: 1080 };
const display = { id: 1, bounds, workArea: bounds, scaleFactor: 1, rotation: 0 };

export const screen = {
  getAllDisplays: () => [display],
  getPrimaryDisplay: () => display,
} satisfies Record<keyof Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'>, unknown>;
