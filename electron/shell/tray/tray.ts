import { Menu, net, Tray } from 'electron';
import { Account } from '../../contract/records.ts';
import { Settings } from '../../contract/settings.ts';
import { TransferSummary } from '../../contract/transfers.ts';
import { t } from '../../contract/strings/translate.ts';
import type { Core } from '../../core/core.ts';
import { toTrayIcon } from './tray-icons.ts';
import { toTrayState, toTrayText, type TrayFacts, type TrayState } from './tray-state.ts';

export interface TrayActions {
  open(): void;
  openTransfers(): void;
  quit(): void;
}

export interface AppTray {
  renew(): void;
  close(): void;
}

/** The main process gets no network events, so check at intervals. */
const pollMs = 15_000;

export function createTray(core: Core, actions: TrayActions): AppTray {
  const facts: TrayFacts = { summary: core.transfersSummary(), signInNeeded: 0, isOnline: net.isOnline() };
  let shown: TrayState = toTrayState(facts);
  let shownText = '';
  let isPaused = facts.summary.allPaused;
  const tray = new Tray(toTrayIcon(shown));

  const show = (): void => {
    const text = toTrayText(facts);
    const { allPaused } = facts.summary;
    if (text === shownText && allPaused === isPaused) return;
    shownText = text;
    isPaused = allPaused;
    const state = toTrayState(facts);
    if (state !== shown) tray.setImage(toTrayIcon(state));
    shown = state;
    tray.setToolTip(text);
    tray.setContextMenu(toMenu(text, allPaused, actions, () => void pauseAll(!allPaused)));
  };
  const session = core.connect(({ event, payload }) => {
    if (event === 'transfers.changed') readSummary(payload);
    if (event === 'accounts.changed') readAccounts(payload);
    facts.isOnline = net.isOnline();
    show();
  });
  const pauseAll = (transfersHeld: boolean) =>
    session.call('settings.change', { transfersHeld } satisfies Partial<Settings>);
  const readSummary = (payload: unknown): void => {
    const parsed = TransferSummary.safeParse((payload as { summary?: unknown }).summary);
    if (parsed.success) facts.summary = parsed.data;
  };
  const readAccounts = (payload: unknown): void => {
    const parsed = Account.array().safeParse(payload);
    if (parsed.success)
      facts.signInNeeded = parsed.data.filter(({ state }) => state === 'signInNeeded').length;
  };

  void session.call('accounts.list', {}).then((reply) => {
    if (reply.ok) readAccounts(reply.value);
    show();
  });
  const timer = setInterval(() => {
    facts.isOnline = net.isOnline();
    show();
  }, pollMs);
  tray.on('click', () => actions.open());
  show();
  return {
    renew() {
      shownText = '';
      show();
    },
    close() {
      clearInterval(timer);
      session.close();
      tray.destroy();
    },
  };
}

function toMenu(text: string, isPaused: boolean, actions: TrayActions, pauseAll: () => void): Menu {
  return Menu.buildFromTemplate([
    { id: 'trayState', label: text, enabled: false },
    { type: 'separator' },
    { id: 'trayOpen', label: t('tray.open'), click: () => actions.open() },
    { id: 'trayTransfers', label: t('tray.transfers'), click: () => actions.openTransfers() },
    { type: 'separator' },
    { id: 'trayPause', label: isPaused ? t('tray.resumeAll') : t('tray.pauseAll'), click: pauseAll },
    { type: 'separator' },
    { id: 'trayQuit', label: t('tray.quit'), click: () => actions.quit() },
  ]);
}
