import type { Clipboard, ClipboardItem as ElectronClipboardItem } from 'electron';
import { BrowserWindow } from './browser-window.ts';
import { isHeadless } from './host.ts';

let text = '';

type Formats = ConstructorParameters<typeof ElectronClipboardItem>[0];

export class ClipboardItem implements Pick<ElectronClipboardItem, 'types'> {
  readonly formats: Formats;

  constructor(formats: Formats) {
    this.formats = formats;
  }

  get types(): string[] {
    return Object.keys(this.formats);
  }
}

/** The last copied data by format, since a test must not use the system's clipboard. */
let written: Formats = {};

/** Uses the system's clipboard through the front page, or a private text under test. */
export const clipboard = {
  readText: () => Promise.resolve(text),
  formats: (): Formats => written,
  async write(items: ClipboardItem[]): Promise<void> {
    written = items[0]?.formats ?? {};
    if (typeof written['text/plain'] === 'string') text = written['text/plain'];
  },
  async writeText(words: string): Promise<void> {
    text = words;
    written = { 'text/plain': words };
    const page = BrowserWindow.getFocusedWindow()?.webContents.page;
    if (isHeadless || !page) return;
    const expression = `navigator.clipboard.writeText(${JSON.stringify(words)})`;
    await page.send('Runtime.evaluate', { expression, userGesture: true });
  },
} satisfies Pick<Clipboard, 'readText' | 'writeText'> & Record<'write' | 'formats', unknown>;
