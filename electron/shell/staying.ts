import { dialog, type BrowserWindow } from 'electron';
import type { Settings } from '../contract/settings.ts';
import { t } from '../contract/strings/translate.ts';

export interface Staying {
  /** stay: the window hides and the tray remains. ask: the person hasn't chosen yet. */
  verdict(): 'stay' | 'ask' | 'close';
  ask(window: BrowserWindow): Promise<'stay' | 'close'>;
  quitting(): void;
  stayed(): void;
}

export interface StayingDeps {
  hasTray: () => boolean;
  settings: () => Pick<Settings, 'whenClosed'>;
  change: (patch: Pick<Settings, 'whenClosed'>) => Promise<unknown>;
}

export function createStaying({ hasTray, settings, change }: StayingDeps): Staying {
  let isQuitting = false;
  return {
    verdict() {
      // macOS keeps the app running without a window anyway.
      if (isQuitting || process.platform === 'darwin' || !hasTray()) return 'close';
      const { whenClosed } = settings();
      return whenClosed === 'quit' ? 'close' : whenClosed;
    },
    async ask(window) {
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        message: t('staying.title'),
        detail: t('staying.text'),
        buttons: [t('staying.stay'), t('staying.quit')],
        defaultId: 0,
        cancelId: 0,
      });
      const whenClosed = response === 1 ? 'quit' : 'stay';
      await change({ whenClosed });
      return whenClosed === 'quit' ? 'close' : 'stay';
    },
    quitting: () => void (isQuitting = true),
    stayed: () => void (isQuitting = false),
  };
}
