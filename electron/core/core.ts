import { join } from 'node:path';
import { methods } from '../contract/api.ts';
import type { EventMessage } from '../contract/bridge.ts';
import type { ItemRef, TransferSummary } from '../contract/records.ts';
import type { AccountDrive } from './accounts/account-drive.ts';
import { createAccounts } from './accounts/accounts.ts';
import { createAppDrives } from './accounts/app-only/app-drives.ts';
import { createCredentialStore } from './accounts/credential-store.ts';
import { createRemoval } from './app/remove-account.ts';
import { createSignIns } from './accounts/sign-in/sign-ins.ts';
import { createAccountImports } from './account-import/account-imports.ts';
import { createBandwidth } from './bandwidth/bandwidth.ts';
import { createCoalescer } from './lib/coalescer.ts';
import { createDocuments } from './documents/documents.ts';
import { openItem } from './app/open-item.ts';
import { createHandlers } from './handlers.ts';
import { createIndex } from './index/index-client.ts';
import { createDeletes } from './items/deletes.ts';
import { createItemEdits } from './items/item-edits.ts';
import { createPreviews } from './previews/previews.ts';
import type { Located } from './places/crumbs.ts';
import { createListings } from './places/listings.ts';
import { createPaths } from './places/paths.ts';
import { createViews } from './places/views.ts';
import type { Ports } from './ports.ts';
import { createServer } from './session/server.ts';
import { createSettings } from './settings/settings.ts';
import { sharedWithMe } from './sharing/shared-source.ts';
import { toRevokedError } from './sharing/revoked.ts';
import { createWriteAccess } from './sharing/write-access.ts';
import { sweepTemporaries } from './lib/atomic-file.ts';
import { createStorage } from './app/storage.ts';
import { createAddressInbox } from './session/address-inbox.ts';
import { createUpdates } from './updates/updates.ts';
import { noteStored } from './transfers/run/upload/note-stored.ts';
import { toPlacePath } from './transfers/place-path.ts';
import { createJournal } from './transfers/store/journal/journal.ts';
import { createSessionKeys } from './transfers/store/journal/session-keys.ts';
import { createTransfers } from './transfers/transfers.ts';
import { createWorkSigns } from './transfers/list/taskbar-progress.ts';
import { createWindows, type Content, type Session } from './session/windows.ts';

export interface Core {
  connect(send: (notice: EventMessage) => void): Session;
  /**
   * null for an unknown or ended ticket. A ticket is the host of a content:// URL, and browsers write hosts in lower
   * case: letters a-z and digits only, at most 60.
   */
  content(ticket: string): Promise<Content | null>;
  transfersSummary(): TransferSummary;
  /** How much is open, to measure that accounts nobody looks at cost nothing. */
  openedCounts(): { accounts: number; clients: number; indexes: number };
  /** Resolves when nothing is under way that closing would interrupt. */
  whenSafeToClose(): Promise<void>;
  cancelTransfers(): Promise<void>;
  /** The computer woke up, or a network came: what waits for one tries again. */
  networkBack(): void;
  /** An onedrive: address that was opened outside; the next page that asks goes there. */
  openAddress(text: string): void;
  close(): Promise<void>;
}

/** A page that shows the local copies asks for all of them each time. */
const documentNewsMs = 500;

/** Builds every service in order; close() undoes it in reverse. */
export async function createCore(ports: Ports): Promise<Core> {
  const { clock, log } = ports;
  const windows = createWindows(log, (context) => {
    views.closeSession(context);
    signIns.closeSession(context);
    accountImports.closeSession(context);
  });
  const { broadcast } = windows;

  /** Transfers that wait for an account go on, once there are transfers. */
  let goOn: (() => void) | null = null;
  await sweepTemporaries(ports.folders.userData);
  const index = createIndex(ports.indexWorker, log);
  const keys = createSessionKeys(join(ports.folders.userData, 'keys'), ports.vault, log);
  const journal = createJournal({
    workerModule: ports.journalWorker,
    folder: ports.folders.userData,
    keys,
    log,
  });
  const settings = await createSettings({
    folder: ports.folders.userData,
    log,
    changed(changed) {
      broadcast('settings.changed', changed);
      bandwidth.applySettings(changed);
      void transfers.obey(changed);
    },
  });
  const bandwidth = createBandwidth(ports.http, clock, settings.get());
  const listings = createListings({ index, sharedSource: sharedWithMe, clock, log });
  const credentials = createCredentialStore(ports.folders.userData, ports.vault, log);
  const accounts = await createAccounts({
    ports: { ...ports, http: bandwidth.http },
    index,
    credentials,
    changed(list) {
      broadcast('accounts.changed', list);
      goOn?.();
    },
    waiting: (accountId, untilMs) =>
      broadcast('account.waiting', {
        accountId,
        until: untilMs === null ? null : new Date(untilMs).toISOString(),
      }),
    renewed(accountId) {
      transfers.signedIn(accountId);
      views.signedIn(accountId);
    },
    async leaving(accountId) {
      await transfers.leave(accountId);
      views.closeAccount(accountId);
      await listings.stopAccount(accountId);
    },
  });
  const access = createWriteAccess((accountId) => views.accessChanged(accountId));
  const views = createViews({
    index,
    accounts,
    listings,
    canWrite: (drive, located, place) => access.canWrite(drive, toAncestors(located), place),
    opened: (drive, located) => void access.learn(drive, toAncestors(located)),
    clock,
    log,
  });
  const paths = createPaths({ index, accounts, listings });
  const items = createItemEdits({
    index,
    accounts,
    pathChanged: (accountId) => views.pathChanged(accountId),
    writeRefused: (drive, folder) => access.refused(drive, folder),
    outcomeUnknown: (drive, folder) => void listings.start(drive, folder),
  });
  const deletes = createDeletes({ index, accounts, log });
  const documentNews = createCoalescer(clock, documentNewsMs, () => broadcast('documents.changed', {}));
  const documents = await createDocuments({ ports, changed: () => documentNews.note('') });
  const taskbar = createWorkSigns(ports.desktop);
  const addresses = createAddressInbox(() => broadcast('app.addressGiven', {}));
  const updates = await createUpdates({
    updater: ports.updater,
    policy: ports.policy,
    builtIn: ports.builtIn,
    clock,
    log,
    transfers: () => transfers.summary(),
    changed: (state) => broadcast('updates.changed', state),
  });
  const transfers = createTransfers({
    settings: settings.get(),
    drives: accounts,
    documents,
    store: journal,
    clock,
    log,
    tell(news) {
      broadcast('transfers.changed', news);
      taskbar.note(news.summary);
      updates.transfersChanged(news.summary);
    },
    aftermath: {
      stored: (drive, entry, parent) => noteStored(index, drive, entry, parent),
      refused: (drive, folder) => access.refused(drive, folder),
      judge: (drive, item, error) => toRevokedError(index, drive, item, error),
    },
    offeredFolder: join(ports.folders.userData, 'offered'),
    forgetKeys: (accountId) => keys.forget(accountId),
  });
  goOn = () => transfers.accountsChanged();
  const pathOf = (drive: AccountDrive, folder: ItemRef | null) => toPlacePath(index, drive, folder);
  const signIns = createSignIns({ ports, accounts, credentials });
  const accountImports = createAccountImports({ ports, accounts, credentials });
  const storage = createStorage({ ports, accounts, index, settings, documents, transfers });
  const handlers = createHandlers({
    ports,
    accounts,
    removal: createRemoval({ accounts, transfers, documents }),
    signIns,
    accountImports,
    appDrives: createAppDrives({ ports, accounts, signIns }),
    views,
    paths,
    items,
    deletes,
    previews: createPreviews({ accounts, index, clock }),
    settings,
    documents,
    transfers,
    storage,
    addresses,
    updates,
    pathOf: (accountId, folder) => pathOf(accounts.drive(accountId), folder),
    openItem: (accountId, item) =>
      openItem({ index, drives: accounts, documents, transfers, pathOf }, accountId, item),
  });
  const server = createServer(methods, handlers, log);

  return {
    connect: (send) => windows.connect(send, server),
    content: (ticket) => windows.content(ticket),
    transfersSummary: () => transfers.summary(),
    openedCounts() {
      const list = accounts.list();
      const indexes = list.filter(({ accountId }) => index.isOpen(accountId)).length;
      return { accounts: list.length, clients: accounts.connectedCount(), indexes };
    },
    networkBack: () => transfers.wakeOffline(),
    whenSafeToClose: () => taskbar.whenSafe(transfers.summary()),
    cancelTransfers: () => transfers.cancel({ all: true }),
    openAddress: (text) => addresses.put(text),
    async close() {
      windows.close();
      signIns.close();
      accountImports.close();
      taskbar.close();
      updates.close();
      await transfers.close();
      bandwidth.close();
      documentNews.close();
      views.dispose();
      await listings.close();
      accounts.close();
      await index.close();
      await ports.http.close();
    },
  };
}

/** The folders from below the place down to the one that is open. */
function toAncestors({ crumbs }: Located): ItemRef[] {
  return crumbs.slice(1).flatMap(({ ref }) => (ref === null ? [] : [ref]));
}
