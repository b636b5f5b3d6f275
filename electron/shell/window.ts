import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { WindowStart } from '../contract/window-start.ts';
import type { Core } from '../core/core.ts';
import type { Log } from '../core/ports.ts';
import type { BridgeIpc } from './bridge-ipc.ts';
import { type ClosingChoice, judgeClosing } from './closing.ts';
import { appUrl } from './renderer-security.ts';
import type { Staying } from './staying.ts';
import type { Area, Placement } from './window-state.ts';
import { savePlacement, placeWindow, readPlacement, minimumSize } from './window-state.ts';

export interface WindowParts {
  core: Core;
  bridge: BridgeIpc;
  log: Log;
  preload: string;
  placementFile: string;
  staying: Staying;
  isHidden?: boolean;
  start?: WindowStart;
}

/** Sandboxed and without Node; the bridge is its only access. */
export async function openWindow(parts: WindowParts): Promise<BrowserWindow> {
  const { isMaximized, ...place } = placeWindow(
    await readPlacement(parts.placementFile),
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const others = BrowserWindow.getAllWindows().length;
  const window = new BrowserWindow({
    ...moveBy(place, others * stepPx),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    useContentSize: true,
    title: 'Slipway',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1f1f1f' : '#ffffff',
    webPreferences: {
      preload: parts.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  parts.bridge.admit(window);
  if (isMaximized) window.maximize();
  if (parts.isHidden !== true) window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, details) => {
    parts.log.error('page gone', { reason: details.reason });
    if (details.reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
  });
  askBeforeClosing(window, parts);
  await window.loadURL(toStartUrl(app.isPackaged ? null : process.env.SLIPWAY_LOCALE, parts.start));
  return window;
}

function toStartUrl(locale: string | null | undefined, start: WindowStart | undefined): string {
  const url = new URL(appUrl);
  if (locale) url.searchParams.set('locale', locale);
  if (start !== undefined) url.hash = `start=${encodeURIComponent(JSON.stringify(start))}`;
  return url.href;
}

const stepPx = 28;

const moveBy = (place: Omit<Placement, 'isMaximized'>, byPx: number): Omit<Placement, 'isMaximized'> =>
  place.x === undefined || place.y === undefined ? place : { ...place, x: place.x + byPx, y: place.y + byPx };

function toContentArea(window: BrowserWindow): Area {
  const { x, y, width, height } = window.getNormalBounds();
  const outer = window.getBounds();
  const inner = window.getContentBounds();
  return { x, y, width: width - (outer.width - inner.width), height: height - (outer.height - inner.height) };
}

function askBeforeClosing(window: BrowserWindow, { core, placementFile, log, staying }: WindowParts): void {
  let isAgreed = false;
  let isAsking = false;
  /** Counts answers, so that a later one replaces an earlier "when done". */
  let answers = 0;
  const applyChoice = async (choice: ClosingChoice): Promise<void> => {
    answers += 1;
    const mine = answers;
    if (choice === 'stay') return staying.stayed();
    if (choice === 'whenDone') await core.whenSafeToClose();
    if (choice === 'cancel') await core.cancelTransfers();
    if (mine !== answers || window.isDestroyed()) return;
    isAgreed = choice !== 'whenDone';
    window.close();
  };
  window.on('close', (event) => {
    const openWindows = BrowserWindow.getAllWindows().length;
    const mayStay = openWindows === 1 && !isAgreed ? staying.verdict() : 'close';
    if (mayStay !== 'close') {
      event.preventDefault();
      if (mayStay === 'stay') return window.hide();
      if (isAsking) return;
      isAsking = true;
      staying
        .ask(window)
        .then((chosen) => (chosen === 'stay' ? window.hide() : window.close()))
        .catch((error: unknown) => log.error('could not ask', { error: String(error) }))
        .finally(() => (isAsking = false));
      return;
    }
    const verdict = judgeClosing(core.transfersSummary(), openWindows, isAgreed, {
      edits: core.unsentEdits(),
    });
    if (verdict === 'close') {
      void savePlacement(placementFile, { bounds: toContentArea(window), isMaximized: window.isMaximized() });
      return;
    }
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    const { choices, ...question } = verdict;
    dialog
      .showMessageBox(window, { type: 'question', ...question, defaultId: 1, cancelId: 0 })
      .then(({ response }) => {
        isAsking = false;
        return applyChoice(choices[response] ?? 'stay');
      })
      .catch((error: unknown) => log.error('could not ask', { error: String(error) }));
  });
}
