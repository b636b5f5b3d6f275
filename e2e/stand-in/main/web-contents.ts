import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type {
  HandlerDetails,
  Item,
  WebContents as ElectronWebContents,
  WindowOpenHandlerResponse,
} from 'electron';
import type { Cdp, CdpSession } from '../chromium/cdp.ts';
import { createCodec } from '../wire/codec.ts';
import { respell, toAppUrl, toPageUrl } from '../wire/schemes.ts';
import { bindingName, toWorldScripts, worldName } from '../worlds/sources.ts';
import { emulateAppearance } from './appearance.ts';
import { createFrames } from './frames.ts';
import type { Frames } from './frames.ts';
import { schemes } from './host.ts';
import { invoke, ipcMain } from './ipc-main.ts';
import { defaultSession } from './session.ts';

interface FromPreload {
  kind: 'invoke' | 'send' | 'open';
  id: number;
  channel: string;
  url: string;
  href: string;
  args: unknown;
}

const codec = createCodec();
const hungMs = 2_000;
const all = new Map<number, WebContents>();
let lastId = 0;

/** One page: its browser target, its preload, and the messages between the preload and ipcMain. */
export class WebContents extends EventEmitter implements Pick<ElectronWebContents, 'startDrag'> {
  /** Drags that the app started, latest last. A test drops them itself. */
  readonly drags: Item[] = [];
  readonly id = ++lastId;
  readonly session = defaultSession;
  targetId = '';
  /** Set by the window, which `close()` must go through. */
  closeWindow: () => void = () => {};
  #page: CdpSession | null = null;
  #frames: Frames | null = null;
  /** Messages of the page that have not reached `ipcMain` yet. */
  readonly #hearing = new Set<Promise<void>>();
  #url = '';
  #isDestroyed = false;
  #programmatic = '';
  #webRtcPolicy = 'default';
  #openHandler: ((details: HandlerDetails) => WindowOpenHandlerResponse) | null = null;

  constructor() {
    super();
    all.set(this.id, this);
  }

  static fromId = (id: number): WebContents | undefined => all.get(id);
  static getAllWebContents = (): WebContents[] => [...all.values()];
  static fromDevToolsTargetId = (targetId: string): WebContents | undefined =>
    [...all.values()].find((contents) => contents.targetId === targetId);

  async attach(cdp: Cdp, targetId: string, preload: string | null): Promise<void> {
    const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true });
    const page = cdp.session(sessionId);
    this.targetId = targetId;
    this.#page = page;
    this.#frames = createFrames(page, targetId);
    this.#hear(page);
    await Promise.all([
      page.send('Page.enable'),
      page.send('Runtime.enable'),
      emulateAppearance(page),
      ...(preload === null ? [] : this.#installPreload(page, preload)),
    ]);
  }

  #installPreload(page: CdpSession, preload: string): Promise<unknown>[] {
    const { mainWorld, preloadWorld } = toWorldScripts(readFileSync(preload, 'utf8'));
    return [
      page.send('Runtime.addBinding', { name: bindingName, executionContextName: worldName }),
      page.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorld }),
      page.send('Page.addScriptToEvaluateOnNewDocument', { source: preloadWorld, worldName }),
    ];
  }

  #hear(page: CdpSession): void {
    page.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name !== bindingName) return;
      const heard = this.#receive(executionContextId, JSON.parse(payload) as FromPreload).catch(() => {});
      this.#hearing.add(heard);
      void heard.then(() => this.#hearing.delete(heard));
    });
    page.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return;
      this.#url = toAppUrl(frame.url, schemes);
      this.emit('did-navigate', {}, this.#url);
    });
    page.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId === this.targetId) this.#url = toAppUrl(url, schemes);
    });
    page.on('Page.domContentEventFired', () => this.emit('dom-ready', {}));
    page.on('Page.loadEventFired', () => {
      this.emit('did-finish-load', {});
      this.emit('did-stop-loading');
    });
    page.on('Page.windowOpen', ({ url }) => this.#wishWindow(url));
    page.on('Inspector.targetCrashed', () =>
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }),
    );
  }

  #wishWindow(url: string): void {
    const details = { url: toAppUrl(url, schemes), frameName: '', features: '', disposition: 'new-window' };
    const verdict = this.#openHandler?.(details as HandlerDetails);
    if (verdict?.action === 'allow') process.stderr.write('the stand-in opens no windows for pages\n');
  }

  async #receive(contextId: number, message: FromPreload): Promise<void> {
    const page = this.#page;
    const senderFrame = this.#frames?.senderOf(contextId, message.href) ?? null;
    if (page === null || senderFrame === null) return;
    if (message.kind === 'open') return this.#wishWindow(message.url);
    const decoded = respell(codec.decode(message.args), (text) => toAppUrl(text, schemes));
    const args = (await fillInPaths(page, contextId, decoded)) as unknown[];
    const event = { type: 'frame', sender: this, senderFrame, processId: 1, frameId: 1 };
    if (message.kind === 'send') ipcMain.emit(message.channel, event, ...args);
    else void this.#answer(contextId, message, event, args).catch(() => {});
  }

  async #answer(contextId: number, message: FromPreload, event: unknown, args: unknown[]): Promise<void> {
    const reply = await invoke(message.channel, event, args);
    await this.#deliver(contextId, { kind: 'reply', id: message.id, ok: reply.ok }, 'value', reply.value);
  }

  /** Waits until all messages sent by the page have reached `ipcMain`, unless the page does not respond. */
  async heardAll(): Promise<void> {
    const page = this.#page;
    if (page === null) return;
    const hung = new Promise<void>((resolve) => setTimeout(resolve, hungMs).unref());
    const all = async (): Promise<void> => {
      // Messages the page sent earlier arrive before this response.
      await page.send('Runtime.evaluate', { expression: '0' });
      await Promise.all(this.#hearing);
    };
    await Promise.race([all().catch(() => {}), hung]);
  }

  async #deliver(
    contextId: number,
    delivery: Record<string, unknown>,
    field: string,
    value: unknown,
  ): Promise<void> {
    const spelled = respell(value, (text) => toPageUrl(text, schemes));
    const json = JSON.stringify({ ...delivery, [field]: codec.encode(spelled) });
    await this.#page?.send('Runtime.evaluate', { expression: `standIn.deliver(${json})`, contextId });
  }

  send(channel: string, ...args: unknown[]): void {
    // As in Electron, a page that is going away gets no message.
    void this.#send(channel, args).catch(() => {});
  }

  /** A loading document receives it as soon as its preload runs. */
  async #send(channel: string, args: unknown[]): Promise<void> {
    const frames = this.#frames;
    if (frames === null) return;
    const contextId = frames.topContext() ?? (await frames.nextTopContext());
    await this.#deliver(contextId, { kind: 'event', channel }, 'args', args);
  }

  async loadURL(url: string): Promise<void> {
    const page = this.#page;
    if (page === null) throw new Error('the page is not attached yet');
    this.#programmatic = url;
    const finished = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()));
    const { errorText } = await page.send('Page.navigate', { url: toPageUrl(url, schemes) });
    if (errorText !== undefined) throw new Error(`${errorText} loading '${url}'`);
    await finished;
  }

  stopsNavigation(url: string): boolean {
    const isOwn = this.#programmatic === url;
    this.#programmatic = '';
    let isPrevented = false;
    const details = {
      url,
      isMainFrame: true,
      isSameDocument: false,
      preventDefault: () => void (isPrevented = true),
      get defaultPrevented() {
        return isPrevented;
      },
    };
    this.emit('did-start-navigation', details, url);
    if (!isOwn) this.emit('will-navigate', details, url);
    if (isPrevented) this.emit('did-stop-loading');
    return isPrevented;
  }

  reload(): void {
    this.#programmatic = this.#url;
    void this.#page?.send('Page.reload');
  }

  /** For parts of the stand-in that use the page directly: dialogs, appearance. */
  get page(): CdpSession | null {
    return this.#page;
  }

  startDrag(item: Item): void {
    if (typeof item.icon === 'string' || item.icon.isEmpty()) throw new Error('a drag needs a picture');
    this.drags.push(item);
  }

  setWindowOpenHandler(handler: (details: HandlerDetails) => WindowOpenHandlerResponse): void {
    this.#openHandler = handler;
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    this.#webRtcPolicy = policy;
  }
  getWebRTCIPHandlingPolicy = (): string => this.#webRtcPolicy;

  getURL = (): string => this.#url;
  isDestroyed = (): boolean => this.#isDestroyed;
  close = (_options?: { waitForBeforeUnload: boolean }): void => this.closeWindow();
  openDevTools = (): void => {};

  destroyed(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    all.delete(this.id);
    this.emit('destroyed', {});
  }
}

/** Resolves file handles from the preload to real paths; "" for a file created by the page. */
async function fillInPaths(page: CdpSession, contextId: number, value: unknown): Promise<unknown> {
  if (typeof value === 'string' && value.startsWith('stand-in-file:')) {
    const expression = `standIn.takeFile(${JSON.stringify(value)})`;
    const { result } = await page.send('Runtime.evaluate', { expression, contextId });
    if (result.objectId === undefined) return value;
    const { path } = await page.send('DOM.getFileInfo', { objectId: result.objectId });
    void page.send('Runtime.releaseObject', { objectId: result.objectId }).catch(() => {});
    return path;
  }
  if (Array.isArray(value)) return Promise.all(value.map((entry) => fillInPaths(page, contextId, entry)));
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  const fill = async ([key, entry]: [string, unknown]): Promise<[string, unknown]> => [
    key,
    await fillInPaths(page, contextId, entry),
  ];
  return Object.fromEntries(await Promise.all(Object.entries(value).map(fill)));
}
