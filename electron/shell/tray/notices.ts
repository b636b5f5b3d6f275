import { Notification } from 'electron';
import { z } from 'zod';
import { OutdatedCopy } from '../../contract/edits.ts';
import { Account } from '../../contract/records.ts';
import { TransferSummary } from '../../contract/transfers.ts';
import { t } from '../../contract/strings/translate.ts';
import { TransferBatch, TransferListRow } from '../../contract/transfer-list.ts';
import type { Core } from '../../core/core.ts';
import { toBatchNotice, type NoticeText } from './notice-text.ts';
import { toSecretNotice } from './secret-notice.ts';

export interface NoticeActions {
  isSeen: () => boolean;
  isEnabled: () => boolean;
  openTransfers: () => void;
  openDocuments: () => void;
  open: () => void;
}

/** A new day emits no event, so check for expiring secrets at intervals. */
const pollMs = 3_600_000;

/** Newest batches come first, so a batch that just ended is among these. */
const maxRows = 100;
const Rows = z.object({ rows: z.array(TransferListRow) });

const Changes = z.object({ ended: z.array(TransferBatch), summary: TransferSummary });

/** Notifies only while no window is visible. Returns a function that stops it. */
export function createNotices(core: Core, actions: NoticeActions): () => void {
  let conflicts = core.transfersSummary().conflicts;
  let waiting = new Set<string>();
  const notifiedSecrets = new Set<string>();

  const { notify, close } = createNotifier(actions);
  const session = core.connect(({ event, payload }) => {
    if (event === 'transfers.changed') readTransfers(payload);
    if (event === 'accounts.changed') readAccounts(payload);
    if (event === 'edits.outdatedChanged') readOutdated(payload);
  });
  const showFolder = () => void session.call('documents.showFolder', {});
  /** For a download to a folder that a person chose. */
  const showFirst = async (batchId: string): Promise<void> => {
    const reply = await session.call('transfers.rows', {
      filter: 'done',
      collapsed: [],
      from: 0,
      to: maxRows,
    });
    const rows = reply.ok ? Rows.safeParse(reply.value) : null;
    const row = rows?.data?.rows.find(
      (each) => each.type === 'transfer' && each.transfer.batchId === batchId,
    );
    if (row?.type === 'transfer')
      await session.call('transfers.show', { transferId: row.transfer.transferId });
  };
  const readTransfers = (payload: unknown): void => {
    const changes = Changes.safeParse(payload);
    if (!changes.success) return;
    for (const batch of changes.data.ended) {
      const text = toBatchNotice(batch);
      // Only a download has a folder on this computer to show.
      const show = batch.toFolder === null ? showFolder : () => void showFirst(batch.batchId);
      if (text !== null) notify(text, actions.openTransfers, batch.kind === 'download' ? show : null);
    }
    const now = changes.data.summary.conflicts;
    if (now > conflicts && changes.data.ended.length === 0)
      notify(
        { title: t('notices.conflict.title', { count: now }), body: t('notices.conflict.body') },
        actions.openTransfers,
        null,
      );
    conflicts = now;
  };
  const readAccounts = (payload: unknown): void => {
    const accounts = Account.array().safeParse(payload);
    if (!accounts.success) return;
    const needed = accounts.data.filter(({ state }) => state === 'signInNeeded');
    for (const { accountId, displayName } of needed)
      if (!waiting.has(accountId))
        notify(
          { title: t('notices.signIn.title', { name: displayName }), body: t('notices.signIn.body') },
          actions.open,
          null,
        );
    waiting = new Set(needed.map(({ accountId }) => accountId));
    notifySecrets(accounts.data);
  };
  /** Those told already, also by a visible window. */
  let outdated = new Set<string>();
  const readOutdated = (payload: unknown): void => {
    const copies = OutdatedCopy.array().safeParse(payload);
    if (!copies.success) return;
    const keyed = copies.data.map((copy) => ({ ...copy, key: `${copy.documentId} ${copy.at}` }));
    const added = keyed.filter(({ key }) => !outdated.has(key));
    outdated = new Set([...outdated, ...keyed.map(({ key }) => key)]);
    const [first] = added;
    if (first === undefined) return;
    const title = t('notices.outdated.title', { count: added.length, name: first.name });
    notify({ title, body: t('notices.outdated.body') }, actions.openDocuments, null);
  };
  const notifySecrets = (accounts: readonly Account[]): void => {
    const notice = actions.isSeen() ? null : toSecretNotice(accounts, notifiedSecrets, Date.now());
    if (notice === null) return;
    for (const key of notice.keys) notifiedSecrets.add(key);
    notify(notice.text, actions.open, null);
  };
  const check = (): void =>
    void session.call('accounts.list', {}).then((reply) => {
      const accounts = reply.ok ? Account.array().safeParse(reply.value) : null;
      if (accounts?.success === true) notifySecrets(accounts.data);
    });
  const timer = setInterval(check, pollMs);
  check();
  return () => {
    clearInterval(timer);
    session.close();
    close();
  };
}

type Notify = (text: NoticeText, click: () => void, show: (() => void) | null) => void;

function createNotifier({ isSeen, isEnabled }: NoticeActions): { notify: Notify; close: () => void } {
  /** Without a reference, a notification is garbage-collected and loses its click handler. */
  const open = new Set<Notification>();
  const notify: Notify = ({ title, body }, click, show) => {
    if (isSeen() || !isEnabled() || !Notification.isSupported()) return;
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
    notify,
    close() {
      for (const notice of open) notice.close();
    },
  };
}
