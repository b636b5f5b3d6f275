import { isAppError } from './errors.ts';
import { reportBug } from './lib/report-bug.ts';
import type { CoreEvents } from './events.ts';
import { toLimit } from './previews/picture-cache.ts';
import type { Services } from './services.ts';
import type { Windows } from './session/windows.ts';

export function connectEvents(events: CoreEvents, services: Services, { broadcast }: Windows): void {
  /** Not awaited: a failure is a bug and must not stop anything else. */
  const watch = (work: Promise<unknown>): void =>
    void work.catch((error: unknown) => {
      if (isAppError(error)) services.ports.log.info('an event', { error: error.code });
      else reportBug(services.ports.log, 'event', error);
    });
  const { bandwidth, transfers, edits, openedCopies, views, taskbar, updates, signIns, accountImports } =
    services;

  events.on('settingsChanged', (settings) => {
    broadcast('settings.changed', settings);
    bandwidth.applySettings(settings);
    watch(services.pictures.limit(toLimit(settings)));
    watch(transfers.applySettings(settings));
    services.network.applySettings(settings.network);
    watch(services.indexing.applySettings());
  });
  events.on('accountsChanged', (accounts) => {
    broadcast('accounts.changed', accounts);
    transfers.accountsChanged();
    edits.accountsChanged();
  });
  events.on('recentChanged', (recent) => broadcast('places.recentChanged', recent));
  events.on('accountWaiting', (accountId, untilMs) =>
    broadcast('account.waiting', {
      accountId,
      until: untilMs === null ? null : new Date(untilMs).toISOString(),
    }),
  );
  events.on('signedInAgain', (accountId) => {
    transfers.signedIn(accountId);
    views.signedIn(accountId);
  });
  events.on('writeAccessChanged', (accountId) => views.accessChanged(accountId));
  events.on('folderRenamed', (accountId) => views.pathChanged(accountId));
  events.on('transfersChanged', (changes) => {
    broadcast('transfers.changed', changes);
    taskbar.update(changes.summary);
    for (const { kind, state, accountId } of changes.transfers)
      if (state === 'done') {
        views.networkWorks(accountId);
        if (kind !== 'download') services.indexing.changedHere(accountId);
      }
    updates.transfersChanged(changes.summary);
  });
  events.on('changesEnded', (outcome) => broadcast('changes.ended', outcome));
  events.on('dragChanged', (change) => broadcast('drags.changed', change));
  events.on('indexChanged', (state) => {
    broadcast('index.changed', state);
    views.indexChanged(state.accountId);
    if (state.state === 'notEnumerated') void views.folderExcluded(state.accountId).catch(() => undefined);
    if (state.state === 'fresh' && state.failure === null) {
      views.networkWorks(state.accountId);
      openedCopies.review(state.accountId);
    }
  });
  events.on('folderRefreshed', (refresh) => {
    broadcast('folders.refreshed', refresh);
    if (refresh.state === 'running') views.indexChanged(refresh.accountId);
    else {
      void views.foldersListed(refresh.accountId).catch(() => undefined);
      openedCopies.review(refresh.accountId);
    }
  });
  events.on('folderListed', (accountId) => openedCopies.review(accountId));
  events.on('documentsChanged', () => {
    broadcast('documents.changed', {});
    edits.copiesChanged();
    openedCopies.copiesChanged();
  });
  events.on('folderMoved', (move) => broadcast('documents.folderMoved', { move }));
  events.on('saveChanged', (documentId, transfer) => {
    edits.saveChanged(documentId, transfer);
    // The list then shows what the edit is in conflict with.
    if (transfer.state === 'conflict') watch(services.freshness.checkSome(new Set([documentId])));
  });
  events.on('editsChanged', (list) => {
    broadcast('edits.changed', list);
    openedCopies.copiesChanged();
  });
  events.on('outdatedChanged', (list) => broadcast('edits.outdatedChanged', list));
  events.on('updatesChanged', (state) => broadcast('updates.changed', state));
  events.on('networkChanged', () => broadcast('network.changed', {}));
  events.on('networkMayWork', () => {
    transfers.retryOffline();
    views.networkWorks(null);
    services.indexing.checkAll();
    watch(edits.review());
    openedCopies.askNow();
    void services.keptReviews.review();
  });
  events.on('noticesChanged', () => broadcast('profile.noticesChanged', {}));
  events.on('addressOpened', () => broadcast('app.addressGiven', {}));
  // Copies may have been edited while Slipway was closed; saves of earlier sessions are already transfers.
  watch(transfers.loaded.then(() => edits.review()));
  services.place.resume(() => transfers.hold());
  watch(transfers.loaded.then(() => services.keptReviews.review()));
  events.on('windowClosed', (context) => {
    services.windowDrags.windowClosed(context);
    services.handles.closeSession(context);
    signIns.closeSession(context);
    accountImports.closeSession(context);
  });
}
