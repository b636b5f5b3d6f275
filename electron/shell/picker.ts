import { BrowserWindow, dialog } from 'electron';
import { t } from '../contract/strings/translate.ts';
import type { Picker } from '../core/ports.ts';

/** The page never sees the chosen paths. */
export const picker: Picker = {
  async chooseFolder() {
    const options = {
      title: t('picker.title'),
      buttonLabel: t('picker.choose'),
      properties: ['openDirectory' as const, 'createDirectory' as const],
    };
    const window = BrowserWindow.getFocusedWindow();
    const chosen = await (window === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options));
    return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
  },
};
