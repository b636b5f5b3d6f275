import { Notification } from 'electron';
import { z } from 'zod';
import { Account, TransferSummary } from '../../contract/records.ts';
import { t } from '../../contract/strings/translate.ts';
import { TransferBatch } from '../../contract/transfer-list.ts';
import type { Core } from '../../core/core.ts';
import { toBatchNotice, type NoticeText } from './notice-text.ts';
import { toSecretNotice } from './secret-notice.ts';

export interface NoticeActions {
  isSeen: () => boolean;
  isWanted: () => boolean;
  openTransfers: () => void;
  open: () => void;
}

/** A new day emits no event, so check for expiring secrets at intervals. */
const pollMs = 3_600_000;

const Changes = z.object({ ended: z.array(TransferBatch), summary: TransferSummary });

/**
 * Shows system notifications for finished transfers and those that need a person, while no window is visible.
 * Returns a function that stops it.
 */
export function createNotices(core: Core, actions: NoticeActions): () => void {
  let conflicts = core.transfersSummary().conflicts;
  let waiting = new Set<string>();
  const toldSecrets = new Set<string>();

  const { tell, close } = createTeller(actions);
  const session = core.connect(({ event, payload }) => {
    if (event === 'transfers.changed') hearTransfers(payload);
    if (event === 'accounts.changed') hearAccounts(payload);
  });
  const showFolder = () => void session.call('documents.showFolder', {});
  const hearTransfers = (payload: unknown): void => {
    const changes = Changes.safeParse(payload);
    if (!changes.success) return;
    for (const batch of changes.data.ended) {
      const text = toBatchNotice(batch);
      // Only a download has a folder on this computer to show.
      if (text !== null) tell(text, actions.openTransfers, batch.kind === 'download' ? showFolder : null);
    }
    const now = changes.data.summary.conflicts;
    if (now > conflicts && changes.data.ended.length === 0)
      tell(
        { title: t('notices.conflict.title', { count: now }), body: t('notices.conflict.body') },
        actions.openTransfers,
        null,
      );
    conflicts = now;
  };
  const hearAccounts = (payload: unknown): void => {
    const accounts = Account.array().safeParse(payload);
    if (!accounts.success) return;
    const needed = accounts.data.filter(({ state }) => state === 'signInNeeded');
    for (const { accountId, displayName } of needed)
      if (!waiting.has(accountId))
        tell(
          { title: t('notices.signIn.title', { name: displayName }), body: t('notices.signIn.body') },
          actions.open,
          null,
        );
    waiting = new Set(needed.map(({ accountId }) => accountId));
    tellSecrets(accounts.data);
  };
  // A visible window shows the warning itself.
  const tellSecrets = (accounts: readonly Account[]): void => {
    const notice = actions.isSeen() ? null : toSecretNotice(accounts, toldSecrets, Date.now());
    if (notice === null) return;
    for (const key of notice.keys) toldSecrets.add(key);
    tell(notice.text, actions.open, null);
  };
  const look = (): void =>
    void session.call('accounts.list', {}).then((reply) => {
      const accounts = reply.ok ? Account.array().safeParse(reply.value) : null;
      if (accounts?.success === true) tellSecrets(accounts.data);
    });
  const timer = setInterval(look, pollMs);
  look();
  return () => {
    clearInterval(timer);
    session.close();
    close();
  };
}

type Tell = (text: NoticeText, click: () => void, show: (() => void) | null) => void;

function createTeller({ isSeen, isWanted }: NoticeActions): { tell: Tell; close: () => void } {
  /** Without a reference, a notification is garbage-collected and loses its click handler. */
  const open = new Set<Notification>();
  const tell: Tell = ({ title, body }, click, show) => {
    if (isSeen() || !isWanted() || !Notification.isSupported()) return;
    const labels = [t('notices.open'), ...(show === null ? [] : [t('notices.show')])];
    const notice = new Notification({
      title,
      body,
      actions: labels.map((text) => ({ type: 'button' as const, text })),
    });
    open.add(notice);
    notice.on('click', click);
    notice.on('action', ({ actionIndex }) => (actionIndex === 1 ? show?.() : click()));
    notice.on('close', () => open.delete(notice));
    notice.show();
  };

  return {
    tell,
    close() {
      for (const notice of open) notice.close();
    },
  };
}
