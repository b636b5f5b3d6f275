import type { Clipboard } from 'electron';
import { BrowserWindow } from './browser-window.ts';
import { isHeadless } from './host.ts';

let text = '';

/** The system's clipboard through the page in front, where somebody may paste from it; under test a text of its own. */
export const clipboard = {
  readText: () => Promise.resolve(text),
  async writeText(written: string): Promise<void> {
    text = written;
    const page = BrowserWindow.getFocusedWindow()?.webContents.page;
    if (isHeadless || !page) return;
    const expression = `navigator.clipboard.writeText(${JSON.stringify(written)})`;
    await page.send('Runtime.evaluate', { expression, userGesture: true });
  },
} satisfies Pick<Clipboard, 'readText' | 'writeText'>;
