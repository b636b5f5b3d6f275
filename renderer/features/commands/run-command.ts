import type { QueryClient } from '@tanstack/react-query';
import { flushSync } from 'react-dom';
import type { Command } from '../../../electron/contract/commands.ts';
import type { FoundIn, Row } from '../../../electron/contract/found.ts';
import type { Account, Item, Selection, ViewHead } from '../../../electron/contract/records.ts';
import type { Settings } from '../../../electron/contract/settings.ts';
import type { Layout } from '../../../electron/contract/start.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, toRef } from '../../api/client.ts';
import { receiveView } from '../../api/events.ts';
import { keys } from '../../api/query-keys.ts';
import { type CommandFacts, getDisabledReason, isRemovable, needsMessage } from '../../state/availability.ts';
import { tryOrToast } from '../../state/call-or-toast.ts';
import { announceUndoable } from '../../state/changes.ts';
import { changeSettings } from '../../state/change-settings.ts';
import { currentVisit, type Page, toSpaceFolder } from '../../state/navigation.ts';
import { openDriveFile } from '../../state/open-file.ts';
import { saveReport } from '../../state/save-report.ts';
import { toSelection } from '../../ui/grid/selection.ts';
import { carry, toClipText } from '../../state/carry.ts';
import { useApp, type Verb } from '../../state/store.ts';
import { keepOpenWhile } from '../../state/view-lifetime.ts';
import { redoLatest, undoLatest } from '../../state/undo-queue.ts';
import { toCommandName } from '../../words/command-text.ts';
import { copyText } from '../../ui/copy-text.ts';
import { focusPane } from '../../ui/panes.ts';
import { deleteItems } from './delete-items.ts';
import { goUp } from './go-up.ts';
import { toggleKept } from './toggle-kept.ts';
import { chooseFiles } from './file-inputs.ts';

export interface CommandContext {
  client: QueryClient;
  head: ViewHead | null;
  other: ViewHead | null;
  facts: CommandFacts;
  /** null: the command acts on the selection. */
  target: Item | null;
}

type CommandHandler = (context: CommandContext) => void | Promise<void>;

const onView =
  (handle: (head: ViewHead, context: CommandContext) => void | Promise<void>): CommandHandler =>
  (context) =>
    context.head === null ? undefined : handle(context.head, context);

const handlers: Record<Command, CommandHandler> = {
  newWindow: async ({ head }) => {
    const { accountId } = useApp.getState();
    const of = head?.accountId ?? accountId;
    if (of === null) return;
    const inside = head !== null && head.crumbs.length > 1 ? head.folder : null;
    const folder = inside === null ? null : toRef(inside);
    await call('program.openWindow', { accountId: of, place: head?.place ?? 'myfiles', folder });
  },
  openInNewWindow: async ({ head, facts: { onlyItem } }) => {
    if (head === null || onlyItem === null) return;
    await call('program.openWindow', {
      accountId: head.accountId,
      place: head.place,
      folder: toRef(onlyItem),
    });
  },
  newFolder: onView((head) => {
    if (head.folder === null) return;
    const { accountId, folder, name } = head;
    useApp.getState().openDialog({ name: 'newFolder', accountId, parent: toRef(folder), parentName: name });
  }),
  uploadFiles: () => chooseFiles('uploadFiles'),
  uploadFolder: () => chooseFiles('uploadFolder'),
  saveFile: () => chooseFiles('saveFile'),
  download: onView(async (head, { target }) => {
    // The transfers tray shows the rest.
    await call('transfers.download', { accountId: head.accountId, selection: selectionOf(head, target) });
  }),
  downloadTo: onView(async (head, { target }) => {
    await call('transfers.downloadTo', { accountId: head.accountId, selection: selectionOf(head, target) });
  }),
  keep: onView((head, { client, target }) => toggleKept(client, head, selectionOf(head, target), target)),
  open: onView((head, { client, facts }) =>
    facts.onlyItem === null ? undefined : openItem(client, head, facts.onlyItem),
  ),
  share: onView((head, { facts }) => openItemDialog('share', head, facts)),
  copyLink: onView(async ({ accountId }, { facts }) => {
    if (facts.onlyItem === null) return;
    const { name } = facts.onlyItem;
    await call('sharing.copyAddress', { accountId, item: toRef(facts.onlyItem) });
    useApp.getState().toast({ tone: 'success', text: t('share.addressCopied', { name }) });
  }),
  addSharedLink: () => {
    const { accountId, openDialog } = useApp.getState();
    if (accountId !== null) openDialog({ name: 'sharedLink', accountId });
  },
  addShortcut: onView(async ({ accountId }, { facts }) => {
    if (facts.onlyItem === null) return;
    const { name } = await call('shared.addShortcut', { accountId, item: toRef(facts.onlyItem) });
    useApp.getState().toast({ tone: 'success', text: t('shared.shortcutAdded', { name }) });
  }),
  includeInSearch: onView(async ({ accountId }, { facts }) => {
    if (facts.onlyItem === null) return;
    const { name } = facts.onlyItem;
    await call('index.enumerate', { accountId, folder: toRef(facts.onlyItem) });
    useApp.getState().toast({
      tone: 'success',
      text: t('search.included', { name }),
      action: { label: toCommandName('search'), run: openSearch },
    });
  }),
  versions: onView((head, { facts }) => openItemDialog('versions', head, facts)),
  checkOut: onView((head, { facts }) => openItemDialog('checkOut', head, facts)),
  rename: ({ facts }) => useApp.getState().rename(facts.onlyItem?.itemId ?? null),
  delete: onView((head, { facts, target }) =>
    isRemovable(facts) && facts.onlyItem !== null
      ? removeFromList(head.accountId, facts.onlyItem)
      : deleteItems(head, selectionOf(head, target)),
  ),
  moveTo: onView((head, { target }) => chooseFolder('move', head, target)),
  copyTo: onView((head, { target }) => chooseFolder('copy', head, target)),
  copyToOther: onView((head, context) => toOtherPane('copy', head, context)),
  moveToOther: onView((head, context) => toOtherPane('move', head, context)),
  cut: onView((head, { target }) => clip('move', head, target)),
  copy: onView((head, { target }) => clip('copy', head, target)),
  paste: onView(async ({ accountId, folder }) => {
    const { clip: clipped, keepClip, closeToast } = useApp.getState();
    if (clipped === null || folder === null) return;
    closeToast(clipped.toastId);
    if (clipped.verb === 'move') keepClip(null);
    await carry(clipped.verb, clipped.picked, { accountId, parent: folder });
  }),
  duplicate: onView(async (head, { facts, target }) => {
    const beside =
      head.search === null ? head.folder : facts.onlyItem && foundIn(head, facts.onlyItem)?.folder;
    if (beside == null) return;
    await carry('copy', await pick(head, target), { accountId: head.accountId, parent: beside });
  }),
  copyPath: onView(async (head, { target }) => {
    const { paths, count } = await pick(head, target);
    if (await copyText(paths.join('\n'))) useApp.getState().toast({ text: t('carry.pathCopied', { count }) });
  }),
  undo: undoLatest,
  redo: redoLatest,
  selectAll: () => useApp.getState().select({ type: 'all' }),
  refresh: onView(async ({ viewId }, { client }) =>
    receiveView(client, await call('view.refresh', { viewId })),
  ),
  refreshAll: onView(async ({ accountId, folder, viewId }, { client }) => {
    if (folder === null) return;
    await call('folders.refresh', { accountId, folder });
    receiveView(client, await call('view.refresh', { viewId }));
  }),
  back: () => useApp.getState().back(),
  forward: () => useApp.getState().forward(),
  up: ({ client }) => goUp(client),
  addressBar: () => useApp.getState().openAddressBar(true),
  filter: () => void focusPane('filter'),
  search: openSearch,
  showInFolder: ({ client, facts, head }) => showInFolder(client, head, facts.onlyItem),
  asList: () => setLayout('list'),
  asTiles: () => setLayout('tiles'),
  columns: onView(({ place, search }) => {
    const inPlace = place === 'libraries' ? 'shared' : place;
    useApp.getState().openDialog({ name: 'columns', kind: search === null ? inPlace : 'found' });
  }),
  compare: () => useApp.getState().openDialog({ name: 'compare' }),
  splitView() {
    const { other, openSplit, closeSplit } = useApp.getState();
    if (other === null) openSplit();
    else closeSplit();
  },
  preview: ({ client, target }) => (target === null ? togglePreview(client) : previewItem(client, target)),
  fullPreview: onView((head, { facts }) => openItemDialog('fullPreview', head, facts)),
  goMyFiles: () => useApp.getState().go({ name: 'browse', place: 'myfiles', folder: null }),
  goShared: () => useApp.getState().go({ name: 'browse', place: 'shared', folder: null }),
  goMyShares: () => useApp.getState().go({ name: 'myShares' }),
  goLibraries: () => useApp.getState().go({ name: 'libraries' }),
  goDocuments: () => useApp.getState().go({ name: 'documents' }),
  goTransfers: () => useApp.getState().go({ name: 'transfers' }),
  goActivity: () => useApp.getState().go({ name: 'activity' }),
  goAccounts: () => useApp.getState().go({ name: 'accounts' }),
  goBin: ({ head }) => {
    const library = head?.place === 'libraries' ? head.folder?.driveId : undefined;
    useApp.getState().go({ name: 'bin', ...(library === undefined ? {} : { library }) });
  },
  goSpace: () => useApp.getState().go({ name: 'space', part: 'map', folder: null }),
  openOnWeb: onView(async ({ accountId, folder }, { facts }) => {
    const item = facts.onlyItem ?? folder;
    await call('items.openOnWeb', { accountId, item: item === null ? null : toRef(item) });
  }),
  goSettings: () => useApp.getState().go({ name: 'settings' }),
  showLog: () => useApp.getState().go({ name: 'log' }),
  saveReport,
  showKeys: () => useApp.getState().openDialog({ name: 'keys' }),
  showTour: () => {
    useApp.getState().showTour(0);
    // After the closing menu has restored focus.
    setTimeout(() => focusPane('tour'));
  },
  showNews: () => useApp.getState().openDialog({ name: 'news' }),
};

export function runCommand(command: Command, context: CommandContext): void {
  if (useApp.getState().accountId === null && command !== 'saveReport') return;
  const reason = getDisabledReason(command, context.facts);
  if (reason !== null) {
    if (needsMessage(reason)) toastOnce(t('commands.refused', { reason: t(`commands.reasons.${reason}`) }));
    return;
  }
  const run = async () => handlers[command](forOwner(context));
  const { head, target } = context;
  const { accountId } = forOwner(context).head ?? {};
  const on = target?.itemId ?? (head === null ? null : toSelection(head.viewId, useApp.getState().selection));
  const attempt = `${command} ${JSON.stringify(on)}`;
  void tryOrToast({ attempt, accountId }, async () => {
    await (head === null ? run() : keepOpenWhile(head.viewId, run));
  });
}

/** In a search across accounts items may belong to another one. */
function forOwner(context: CommandContext): CommandContext {
  const { head, facts } = context;
  const [accountId] = facts.accountIds;
  return head === null || accountId === undefined ? context : { ...context, head: { ...head, accountId } };
}

/** A repeated key adds no second message. */
function toastOnce(text: string): void {
  const { toasts, toast } = useApp.getState();
  if (!toasts.some((shown) => shown.text === text)) toast({ text });
}

const pick = (head: ViewHead, target: Item | null) =>
  call('items.pick', { accountId: head.accountId, selection: selectionOf(head, target) });

/** The system clipboard's text must not be pasted instead. */
async function clip(verb: Verb, head: ViewHead, target: Item | null): Promise<void> {
  const picked = await pick(head, target);
  await copyText(toClipText(picked));
  if (verb === 'copy') await call('items.copyFiles', { pickId: picked.pickId }).catch(() => undefined);
  const { keepClip, toast, closeToast, clip: earlier } = useApp.getState();
  if (earlier !== null) closeToast(earlier.toastId);
  const [name = ''] = picked.sampleNames;
  const toastId = toast({ text: t(`carry.clipped.${verb}`, { count: picked.count, name }) });
  keepClip({ verb, picked, from: head.folder, toastId });
}

async function chooseFolder(verb: Verb, head: ViewHead, target: Item | null): Promise<void> {
  const { dialog: since } = useApp.getState();
  const picked = await pick(head, target);
  if (picked.count === 0) return;
  const dialog = { name: 'chooseFolder', verb, picked, from: head.folder } as const;
  useApp.getState().openDialogLate(dialog, since);
}

async function toOtherPane(verb: Verb, head: ViewHead, { target, other }: CommandContext): Promise<void> {
  if (other === null || other.folder === null) return;
  await carry(verb, await pick(head, target), { accountId: other.accountId, parent: other.folder });
}

function selectionOf({ viewId }: ViewHead, target: Item | null): Selection {
  return target === null
    ? toSelection(viewId, useApp.getState().selection)
    : { viewId, mode: 'only', itemIds: [target.itemId] };
}

/** Changes nothing in OneDrive. */
async function removeFromList(accountId: string, { name, problem, ...item }: Item): Promise<void> {
  const hide = (hidden: boolean) => call('shared.hide', { accountId, item: toRef(item), hidden });
  await hide(true);
  announceUndoable(t('commands.removedFromList', { name, isRevoked: problem === 'revoked' }), () =>
    hide(false),
  );
}

function openItemDialog(
  name: 'share' | 'versions' | 'checkOut' | 'fullPreview',
  { accountId }: ViewHead,
  { onlyItem }: CommandFacts,
): void {
  if (onlyItem !== null) useApp.getState().openDialog({ name, accountId, item: onlyItem });
}

async function openItem(client: QueryClient, head: ViewHead, item: Item): Promise<void> {
  if (item.kind === 'folder' && isInSpace() && head.search === null) {
    useApp.getState().go(toSpaceFolder(item, head.path));
    return;
  }
  if (item.kind === 'folder') {
    const place = foundIn(head, item)?.place ?? head.place;
    goIn(client, head.accountId, { name: 'browse', place, folder: toRef(item) });
    return;
  }
  await openDriveFile(head.accountId, toRef(item), item.name);
}

const isInSpace = () => currentVisit(useApp.getState().history).page.name === 'space';

const foundIn = (head: ViewHead, item: Item): FoundIn | null =>
  head.search !== null && 'foundIn' in item ? (item as Row).foundIn : null;

function showInFolder(client: QueryClient, head: ViewHead | null, item: Item | null): void {
  if (head === null || item === null) return;
  const found = foundIn(head, item) ?? {
    place: head.place,
    folder: head.crumbs.length > 1 ? head.folder : null,
  };
  const page = { name: 'browse', place: found.place, folder: found.folder } as const;
  goIn(client, head.accountId, page, item.itemId);
  focusPane('files');
}

function goIn(client: QueryClient, accountId: string, page: Page, revealId: string | null = null): void {
  const { accountId: here, openAccount, go } = useApp.getState();
  const account = client.getQueryData<Account[]>(keys.accounts)?.find((each) => each.accountId === accountId);
  if (account !== undefined && accountId !== here) openAccount(account);
  go(page, revealId);
  // The account may already show that page.
  if (revealId !== null) useApp.getState().reveal(revealId);
}

/** From a folder, opens the search with its filter text; in the search, focuses its box. */
function openSearch(): void {
  const { history, filter, go } = useApp.getState();
  // The search page focuses its box at once, so the next key is typed into it.
  if (currentVisit(history).page.name !== 'search')
    flushSync(() => go({ name: 'search', query: filter, within: null }));
  focusPane('search');
}

function setLayout(layout: Layout): void {
  useApp.getState().show(layout);
  focusPane('files');
}

async function togglePreview(client: QueryClient): Promise<void> {
  const before = client.getQueryData<Settings>(keys.settings);
  if (before !== undefined) await changeSettings(client, { showPreview: !before.showPreview });
}

/** The preview shows the selection, so select its target. */
async function previewItem(client: QueryClient, { itemId }: Item): Promise<void> {
  useApp.getState().reveal(itemId);
  if (client.getQueryData<Settings>(keys.settings)?.showPreview === false) await togglePreview(client);
}
