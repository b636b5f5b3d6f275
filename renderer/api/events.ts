import type { QueryClient } from '@tanstack/react-query';
import type { ImportPlan } from '../../electron/contract/account-import.ts';
import type { FolderRefresh } from '../../electron/contract/folder-refresh.ts';
import type { IndexState } from '../../electron/contract/found.ts';
import type { Account, ViewHead } from '../../electron/contract/records.ts';
import type { Command, Start } from '../../electron/contract/start.ts';
import { listen } from './client.ts';
import type { ImportRead } from './account-queries.ts';
import { keys } from './query-keys.ts';
import { receiveTransfers } from './transfer-changes.ts';

export function connectEvents(client: QueryClient, onCommand: (command: Command) => void): () => void {
  const undos = [
    listen('view.changed', (head) => receiveView(client, head)),
    listen('transfers.changed', (change) => receiveTransfers(client, change)),
    listen('documents.changed', () => void client.invalidateQueries({ queryKey: keys.documents })),
    listen('documents.folderMoved', ({ move }) => {
      client.setQueryData(keys.folderMove, move);
      if (move === null) void client.invalidateQueries({ queryKey: keys.storage });
    }),
    listen('edits.changed', (edits) => client.setQueryData(keys.edits, edits)),
    listen('edits.outdatedChanged', (outdated) => client.setQueryData(keys.outdated, outdated)),
    listen('accounts.changed', (accounts) => receiveAccounts(client, accounts)),
    listen('settings.changed', (settings) => client.setQueryData(keys.settings, settings)),
    listen('account.waiting', ({ accountId, until }) => client.setQueryData(keys.waiting(accountId), until)),
    listen('accountImport.changed', (plan) => receiveImport(client, plan)),
    listen('updates.changed', (update) => client.setQueryData(keys.updates, update)),
    listen('profile.noticesChanged', () => void client.invalidateQueries({ queryKey: keys.notices })),
    listen('network.changed', () => void client.invalidateQueries({ queryKey: keys.network })),
    listen('index.changed', (state) => receiveIndexState(client, state)),
    listen('folders.refreshed', (refresh) => receiveRefresh(client, refresh)),
    listen('changes.ended', () => void client.invalidateQueries({ queryKey: keys.facts })),
    listen('app.command', ({ command }) => onCommand(command)),
  ];
  return () => {
    for (const undo of undos) undo();
  };
}

function receiveRefresh(client: QueryClient, refresh: FolderRefresh): void {
  client.setQueryData<FolderRefresh[]>(keys.folderRefreshes, (before = []) => [
    ...before.filter(({ refreshId }) => refreshId !== refresh.refreshId),
    ...(refresh.state === 'running' ? [refresh] : []),
  ]);
}

function receiveIndexState(client: QueryClient, state: IndexState): void {
  const isSame = (other: IndexState) =>
    other.accountId === state.accountId &&
    other.driveId === state.driveId &&
    other.folder?.itemId === state.folder?.itemId;
  // A folder of someone else that is no longer enumerated was excluded.
  const isExcluded = !state.isOwn && state.state === 'notEnumerated';
  client.setQueryData<IndexState[]>(keys.indexState, (before = []) => [
    ...before.filter((each) => !isSame(each)),
    ...(isExcluded ? [] : [state]),
  ]);
  if (state.state === 'fresh' || isExcluded)
    void client.invalidateQueries({ queryKey: ['facts', state.accountId] });
}

function receiveImport(client: QueryClient, plan: ImportPlan): void {
  client.setQueryData<ImportRead | null>(keys.accountImport, (before) =>
    before?.plan.importId === plan.importId ? { ...before, plan } : before,
  );
}

/** Data of a removed account must not stay in memory. */
function receiveAccounts(client: QueryClient, accounts: Account[]): void {
  const before = client.getQueryData<Account[]>(keys.accounts) ?? [];
  client.setQueryData(keys.accounts, accounts);
  client.setQueryData<Start>(keys.start, (start) => start && { ...start, accounts });
  for (const { accountId } of before) {
    if (accounts.some((account) => account.accountId === accountId)) continue;
    for (const queryKey of keys.ofAccount(accountId)) client.removeQueries({ queryKey });
  }
}

/** Ignores older revisions. */
export function receiveView(client: QueryClient, head: ViewHead): void {
  const before = client.getQueryData<ViewHead>(keys.viewHead(head.viewId));
  if (before !== undefined && before.revision > head.revision) return;
  client.setQueryData(keys.viewHead(head.viewId), head);
  // Current rows stay on screen until the new ones arrive.
  if (before !== undefined && before.revision !== head.revision) {
    void client.invalidateQueries({ queryKey: keys.viewRows(head.viewId) });
  }
}
