import { dialog, type BrowserWindow } from 'electron';
import type { Settings } from '../contract/records.ts';
import { t } from '../contract/strings/translate.ts';

/** What becomes of Slipway when its last window closes. */
export interface Staying {
  /** stay: the window hides and Slipway is in the tray. ask: a person has to choose first. */
  verdict(): 'stay' | 'ask' | 'close';
  /** Asks once, and keeps the answer; whether the window may close. */
  ask(window: BrowserWindow): Promise<'stay' | 'close'>;
  /** The app is asked to end: its windows close then. */
  quitting(): void;
  /** A person wants to keep it open after all. */
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
      // On a Mac the app stays without a window in any case.
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
