import type { QueryClient } from '@tanstack/react-query';
import type { Command, Item, Settings, ViewHead } from '../../../electron/contract/records.ts';
import { call, failureOf, toRef } from '../../api/client.ts';
import { receiveView } from '../../api/events.ts';
import { keys } from '../../api/queries.ts';
import { type CommandFacts, whyNot } from '../../state/availability.ts';
import { toCrumbPage } from '../../state/navigation.ts';
import { toSelection } from '../../state/selection.ts';
import { useApp } from '../../state/store.ts';
import { focusPane } from '../../ui/panes.ts';
import { words } from '../../words/en.ts';
import { deleteSelected } from './delete-items.ts';
import { chooseFiles } from './file-inputs.ts';

/** What a command needs to be carried out. */
export interface Scene {
  client: QueryClient;
  head: ViewHead | null;
  facts: CommandFacts;
}

type Act = (scene: Scene) => void | Promise<void>;

/** For what acts on the view that is shown; without one there is nothing to do. */
const onView =
  (act: (head: ViewHead, scene: Scene) => void | Promise<void>): Act =>
  (scene) =>
    scene.head === null ? undefined : act(scene.head, scene);

/** THE table: what each command does. Button, menu, key and the native menu bar all end here. */
const acts: Record<Command, Act> = {
  newFolder: onView((head) => {
    if (head.folder === null) return;
    const { accountId, folder, name } = head;
    useApp.getState().openDialog({ name: 'newFolder', accountId, parent: toRef(folder), parentName: name });
  }),
  uploadFiles: () => chooseFiles('uploadFiles'),
  uploadFolder: () => chooseFiles('uploadFolder'),
  saveFile: () => chooseFiles('saveFile'),
  download: onView(async (head) => {
    const selection = toSelection(head.viewId, useApp.getState().selection);
    // The tray comes up and tells the rest.
    await call('transfers.download', { accountId: head.accountId, selection });
  }),
  downloadTo: onView(async (head) => {
    const selection = toSelection(head.viewId, useApp.getState().selection);
    await call('transfers.downloadTo', { accountId: head.accountId, selection });
  }),
  open: onView((head, { facts }) => (facts.onlyItem === null ? undefined : openItem(head, facts.onlyItem))),
  rename: ({ facts }) => useApp.getState().rename(facts.onlyItem?.itemId ?? null),
  delete: onView((head, { client }) => deleteSelected(client, head)),
  undo: async () => {
    const { undos, dropUndo } = useApp.getState();
    const step = undos.at(-1);
    if (step === undefined) return;
    dropUndo(step);
    await step.run();
  },
  selectAll: () => useApp.getState().select({ type: 'all' }),
  refresh: onView(async ({ viewId }, { client }) =>
    receiveView(client, await call('view.refresh', { viewId })),
  ),
  back: () => useApp.getState().back(),
  forward: () => useApp.getState().forward(),
  up: onView((head) => {
    const parent = toCrumbPage(head.crumbs, head.crumbs.length - 2);
    if (parent !== null) useApp.getState().go(parent, head.folder?.itemId ?? null);
  }),
  addressBar: () => useApp.getState().openAddressBar(true),
  filter: () => void focusPane('filter'),
  preview: ({ client }) => togglePreview(client),
  goMyFiles: () => useApp.getState().go({ name: 'browse', place: 'myfiles', folder: null }),
  goShared: () => useApp.getState().go({ name: 'browse', place: 'shared', folder: null }),
  goDocuments: () => useApp.getState().go({ name: 'documents' }),
  goTransfers: () => useApp.getState().go({ name: 'transfers' }),
  goSettings: () => useApp.getState().go({ name: 'settings' }),
  showKeys: () => useApp.getState().openDialog({ name: 'keys' }),
};

/** Carries a command out if it can be used now; a failure becomes a notice. */
export function runCommand(command: Command, scene: Scene): void {
  if (useApp.getState().accountId === null || whyNot(command, scene.facts) !== null) return;
  void (async () => {
    try {
      await acts[command](scene);
    } catch (thrown) {
      useApp.getState().toastFailure(failureOf(thrown));
    }
  })();
}

async function openItem(head: ViewHead, item: Item): Promise<void> {
  if (item.kind === 'folder') {
    useApp.getState().go({ name: 'browse', place: head.place, folder: toRef(item) });
    return;
  }
  const { transferId } = await call('items.open', { accountId: head.accountId, item: toRef(item) });
  if (transferId !== null) useApp.getState().toast({ text: words.commands.opening(item.name) });
}

async function togglePreview(client: QueryClient): Promise<void> {
  const before = client.getQueryData<Settings>(keys.settings);
  if (before === undefined) return;
  const showPreview = !before.showPreview;
  // Shown at once: a key that answers later feels broken.
  client.setQueryData<Settings>(keys.settings, { ...before, showPreview });
  client.setQueryData(keys.settings, await call('settings.change', { showPreview }));
}
