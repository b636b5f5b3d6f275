import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { Cdp } from '../chromium/cdp.ts';
import { createTargets } from '../chromium/targets.ts';
import type { Targets } from '../chromium/targets.ts';
import { chromium, isHeadless } from './host.ts';
import { interceptNetwork } from './network.ts';
import { WebContents } from './web-contents.ts';

const all = new Map<number, BrowserWindow>();
let lastId = 0;
let preparing: Promise<Prepared> | null = null;

/** Avoids a circular import. */
export const windowEvents = new EventEmitter();

interface Prepared {
  cdp: Cdp;
  targets: Targets;
}

async function prepare(): Promise<Prepared> {
  const browser = await chromium();
  const { cdp } = browser;
  await interceptNetwork(browser, (frameId, url) => {
    const contents = WebContents.fromDevToolsTargetId(frameId);
    return contents !== undefined && contents.stopsNavigation(url);
  });
  return { cdp, targets: await createTargets(browser, isHeadless, tellGone) };
}

function tellGone(targetId: string): void {
  for (const window of all.values()) if (window.webContents.targetId === targetId) window.goneByItself();
}

/** A Chromium window: headless under test, without tabs or address bar on a display. */
export class BrowserWindow extends EventEmitter {
  readonly id = ++lastId;
  readonly webContents = new WebContents();
  #options: BrowserWindowConstructorOptions;
  #ready: Promise<void>;
  #windowId = 0;
  #bounds: Rectangle;
  #isDestroyed = false;
  #isVisible: boolean;
  #isClosing = false;
  #isLeaving = false;
  #title: string;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    this.#options = options;
    this.#title = options.title ?? '';
    this.#isVisible = options.show ?? true;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    all.set(this.id, this);
    this.webContents.closeWindow = () => this.close();
    this.webContents.on('did-finish-load', () => this.emit('ready-to-show'));
    this.#ready = this.#open();
    this.#ready.catch((error: unknown) => process.stderr.write(`no window: ${String(error)}\n`));
    windowEvents.emit('created', this);
  }

  static fromWebContents = (contents: WebContents): BrowserWindow | null =>
    [...all.values()].find((window) => window.webContents === contents) ?? null;
  static fromId = (id: number): BrowserWindow | null => all.get(id) ?? null;
  static getAllWindows = (): BrowserWindow[] => [...all.values()];
  static getFocusedWindow = (): BrowserWindow | null => [...all.values()].at(-1) ?? null;

  async #open(): Promise<void> {
    preparing ??= prepare();
    const { cdp, targets } = await preparing;
    const targetId = await targets.open();
    await this.webContents.attach(cdp, targetId, this.#options.webPreferences?.preload ?? null);
    const { windowId } = await cdp.send('Browser.getWindowForTarget', { targetId });
    this.#windowId = windowId;
    const { width, height } = this.#bounds;
    await cdp.send('Browser.setContentsSize', { windowId, width, height });
  }

  async loadURL(url: string): Promise<void> {
    await this.#ready;
    await this.webContents.loadURL(url);
  }

  /** 'close' can be prevented; 'closed' follows when the page is gone and all its messages have arrived. */
  close(): void {
    if (this.#isDestroyed || this.#isClosing || this.#isLeaving) return;
    if (this.#isPrevented()) return;
    this.#isLeaving = true;
    void this.webContents.heardAll().then(() => this.destroy());
  }

  isLeaving = (): boolean => this.#isLeaving;

  #isPrevented(): boolean {
    let isPrevented = false;
    this.#isClosing = true;
    this.emit('close', { preventDefault: () => void (isPrevented = true), defaultPrevented: false });
    this.#isClosing = false;
    return isPrevented;
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    const { targetId } = this.webContents;
    this.#forget();
    if (targetId !== '') {
      void preparing?.then(({ cdp }) => cdp.send('Target.closeTarget', { targetId })).catch(() => {});
    }
  }

  /**
   * The user closed it on the display. Chromium doesn't ask first, so if the app prevents the close, the
   * window is reopened in the same place.
   */
  goneByItself(): void {
    if (this.#isDestroyed) return;
    if (!this.#isPrevented()) return this.#forget();
    const url = this.webContents.getURL();
    this.#ready = this.#open();
    void this.loadURL(url).catch(() => this.#forget());
  }

  #forget(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    all.delete(this.id);
    this.webContents.destroyed();
    this.emit('closed');
    windowEvents.emit('closed', this);
  }

  isDestroyed = (): boolean => this.#isDestroyed;
  isVisible = (): boolean => this.#isVisible;
  isMinimized = (): boolean => false;
  isMaximized = (): boolean => false;
  isFullScreen = (): boolean => false;
  isFocused = (): boolean => BrowserWindow.getFocusedWindow() === this;
  restore(): void {}
  maximize(): void {}
  minimize(): void {}
  flashFrame(_on: boolean): void {}
  setMenuBarVisibility(_isVisible: boolean): void {}
  setMinimumSize(_width: number, _height: number): void {}
  setBackgroundColor(_color: string): void {}
  setProgressBar(_fraction: number, _options?: { mode: string }): void {}

  show(): void {
    this.#isVisible = true;
    this.emit('show');
  }
  showInactive = (): void => this.show();
  hide(): void {
    this.#isVisible = false;
    this.emit('hide');
  }
  focus(): void {
    // The most recently focused window is on top.
    if (!all.delete(this.id)) return;
    all.set(this.id, this);
    void this.webContents.page?.send('Page.bringToFront').catch(() => {});
  }

  getTitle = (): string => this.#title;
  setTitle(title: string): void {
    this.#title = title;
  }

  getBounds = (): Rectangle => ({ ...this.#bounds });
  getNormalBounds = (): Rectangle => this.getBounds();
  getContentBounds = (): Rectangle => this.getBounds();
  getContentSize = (): number[] => [this.#bounds.width, this.#bounds.height];
  getSize = (): number[] => this.getContentSize();
  setSize = (width: number, height: number): void => this.setContentSize(width, height);
  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.setContentSize(this.#bounds.width, this.#bounds.height);
  }
  setContentSize(width: number, height: number): void {
    this.#bounds = { ...this.#bounds, width, height };
    const resize = async (): Promise<void> => {
      await this.#ready;
      const { cdp } = (await preparing) ?? {};
      await cdp?.send('Browser.setContentsSize', { windowId: this.#windowId, width, height });
    };
    void resize().catch(() => {});
    this.emit('resize');
  }
}
