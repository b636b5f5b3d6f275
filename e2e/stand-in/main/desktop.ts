import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import type {
  Dialog,
  MessageBoxOptions,
  MessageBoxReturnValue,
  OpenDialogOptions,
  OpenDialogReturnValue,
  Shell,
} from 'electron';
import { homeFolder } from '../user-folders.ts';
import { BrowserWindow } from './browser-window.ts';
import { isHeadless } from './host.ts';
import { moveToTrash } from './trash.ts';

/** Like Electron, returns "" or the reason for a failure. */
function openWithSystem(target: string): Promise<string> {
  // Opens nothing under test; tests that need it replace this function.
  if (isHeadless) return Promise.resolve('');
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  return new Promise((resolve) => {
    const child = spawn(command, [target], { stdio: 'ignore', detached: true });
    child.once('error', (error) => resolve(error.message));
    child.once('spawn', () => {
      child.unref();
      resolve('');
    });
  });
}

export const shell = {
  openPath: openWithSystem,
  trashItem: moveToTrash,
  showItemInFolder: (path: string): void => void openWithSystem(dirname(path)),
  async openExternal(url: string): Promise<void> {
    const reason = await openWithSystem(url);
    if (reason !== '') throw new Error(reason);
  },
  beep: (): void => {},
} satisfies Pick<Shell, 'openPath' | 'showItemInFolder' | 'trashItem' | 'openExternal' | 'beep'>;

const isAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Asks with the page's own dialog, which has two answers; returns the safe answer if there is no window. */
async function ask(window: BrowserWindow | undefined, options: MessageBoxOptions): Promise<number> {
  const cautious = options.cancelId ?? options.defaultId ?? 0;
  const page = window?.webContents.page;
  const buttons = options.buttons ?? ['OK'];
  const bold = buttons.findIndex((_, index) => index !== cautious);
  if (isHeadless || !page || bold === -1) return cautious;
  const text = `${options.message}\n\n${options.detail ?? ''}\n\nOK: ${buttons[bold]}\nCancel: ${buttons[cautious]}`;
  const { result } = await page.send('Runtime.evaluate', { expression: `confirm(${JSON.stringify(text)})` });
  return result.value === true ? bold : cautious;
}

/** Asks for a path with the page's own prompt instead of the system's dialog; "" if there is no window. */
async function askForPath(window: BrowserWindow | undefined, options: OpenDialogOptions): Promise<string> {
  const page = window?.webContents.page;
  if (isHeadless || !page) return '';
  const words = [options.title ?? options.buttonLabel ?? 'Path', options.defaultPath ?? homeFolder()];
  const expression = `prompt(${words.map((word) => JSON.stringify(word)).join(', ')})`;
  const { result } = await page.send('Runtime.evaluate', { expression });
  return typeof result.value === 'string' ? result.value.trim() : '';
}

type OpenArguments = [BrowserWindow, OpenDialogOptions] | [OpenDialogOptions];
type BoxArguments = [BrowserWindow, MessageBoxOptions] | [MessageBoxOptions];

export const dialog = {
  async showMessageBox(...args: BoxArguments): Promise<MessageBoxReturnValue> {
    const [window, options] =
      args.length === 2 ? args : [BrowserWindow.getFocusedWindow() ?? undefined, args[0]];
    // Without a window, waits until the app itself closes a box that it can close.
    if (window === undefined && options.signal !== undefined) await isAborted(options.signal);
    return { response: await ask(window, options), checkboxChecked: false };
  },
  async showOpenDialog(...args: OpenArguments): Promise<OpenDialogReturnValue> {
    const [window, options] =
      args.length === 2 ? args : [BrowserWindow.getFocusedWindow() ?? undefined, args[0]];
    const path = await askForPath(window, options);
    return { canceled: path === '', filePaths: path === '' ? [] : [path] };
  },
  showErrorBox: (title: string, content: string): void => void process.stderr.write(`${title}: ${content}\n`),
} satisfies Record<keyof Pick<Dialog, 'showMessageBox' | 'showOpenDialog' | 'showErrorBox'>, unknown>;
