import { BrowserWindow, powerSaveBlocker } from 'electron';
import type { Desktop, WorkProgress } from '../core/ports.ts';

/** Electron shows an indeterminate bar for values above 1. */
const unknownPart = 2;
const nothing = -1;
const modes = { normal: 'normal', paused: 'paused', attention: 'error' } as const;

/** Also prevents sleep. */
export function createTaskbarProgress(): Pick<Desktop, 'showProgress' | 'keepAwake'> {
  let blockerId: number | null = null;
  return {
    showProgress(progress: WorkProgress | null) {
      const part = progress === null ? nothing : (progress.part ?? unknownPart);
      const mode = progress === null ? 'none' : modes[progress.tone];
      for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(part, { mode });
    },
    keepAwake(isNeeded) {
      if (isNeeded) blockerId ??= powerSaveBlocker.start('prevent-app-suspension');
      else if (blockerId !== null) {
        powerSaveBlocker.stop(blockerId);
        blockerId = null;
      }
    },
  };
}
