import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandIds, type Command } from '../../electron/contract/commands.ts';
import type { Failure } from '../../electron/contract/errors.ts';
import type { Row } from '../../electron/contract/found.ts';
import type { SelectionSummary, ViewHead } from '../../electron/contract/records.ts';
import { toFailureSentences } from '../../electron/contract/strings/failure-sentences.ts';
import { createRig, type Rig } from '../../electron/core/testing/rig.ts';
import {
  addSample,
  offerPaths,
  openListed,
  openPath,
  rowsOf,
  toRef,
} from '../../electron/core/testing/steps.ts';
import type { Quirks } from '../../electron/sample/options.ts';
import { getDisabledReason, isRemovable, type CommandFacts } from '../../renderer/state/availability.ts';

/**
 * A command that the page offers must work or end with a message. A new command doesn't compile until its
 * core calls are listed here.
 */
const rights = ['owner', 'edit', 'view', 'none', 'revoked'] as const;
type Right = (typeof rights)[number];

interface At {
  rig: Rig;
  accountId: string;
  head: ViewHead;
  item: Row;
  facts: CommandFacts;
}

type Act = (at: At) => Promise<unknown>;
const onlyPage: Act = () => Promise.resolve();

const selectionOf = ({ head, item }: At) => ({
  viewId: head.viewId,
  mode: 'only' as const,
  itemIds: [item.itemId],
});
const of = ({ accountId, item }: At) => ({ accountId, item: toRef(item) });
const pick = (at: At) => at.rig.call('items.pick', { accountId: at.accountId, selection: selectionOf(at) });

class Ended extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

async function changed({ rig }: At, begun: Promise<{ batchId: string; count: number }>): Promise<void> {
  const { batchId, count } = await begun;
  if (count === 0) return;
  const { failed } = await rig.waitForEvent('changes.ended', (outcome) => outcome.batchId === batchId);
  if (failed[0] !== undefined) throw new Ended(failed[0].failure);
}

async function transferred(
  { rig }: At,
  begun: Promise<{ batchId: string | null; count: number } | null>,
): Promise<void> {
  const started = await begun;
  if (started === null || started.batchId === null || started.count === 0) return;
  const { batchId } = started;
  const { transfers } = await rig.waitForEvent('transfers.changed', (news) =>
    news.transfers.some(
      (one) => one.batchId === batchId && ['done', 'failed', 'waiting'].includes(one.state),
    ),
  );
  const ended = transfers.find((one) => one.batchId === batchId && one.state === 'failed');
  if (ended?.failure != null) throw new Ended(ended.failure);
}

let number = 0;
async function upload(at: At, intent: 'upload' | 'save'): Promise<void> {
  const { rig, accountId, head } = at;
  const path = join(rig.userData, `rights-${(number += 1)}.txt`);
  await writeFile(path, 'text');
  const tickets = await offerPaths(rig.session, [path]);
  const parent = toRef(head.folder!);
  await transferred(at, rig.call('transfers.upload', { accountId, parent, tickets, intent }));
}

const copyHere = async (at: At) => {
  const { pickId } = await pick(at);
  const to = toRef(at.head.folder ?? at.item);
  await changed(at, at.rig.call('items.copy', { pickId, accountId: at.accountId, to }));
};

const copyToMine = async (at: At) => {
  const { pickId } = await pick(at);
  const { folder } = await at.rig.call('paths.resolve', { accountId: at.accountId, text: 'myfiles' });
  const to = { pickId, accountId: at.accountId, to: toRef(folder!) };
  await at.rig.call('items.planCarry', { verb: 'copy', ...to });
};

const moveHere = async (at: At) => {
  const { pickId } = await pick(at);
  const to = toRef(at.head.folder!);
  await changed(at, at.rig.call('items.move', { pickId, accountId: at.accountId, to }));
};

const acts: Record<Command, Act> = {
  newWindow: onlyPage,
  openInNewWindow: onlyPage,
  includeInSearch: ({ rig, accountId, item }) =>
    rig.call('index.enumerate', { accountId, folder: toRef(item) }),
  newFolder: ({ rig, accountId, head }) =>
    rig.call('items.createFolder', { accountId, parent: toRef(head.folder!), name: `New ${(number += 1)}` }),
  uploadFiles: (at) => upload(at, 'upload'),
  uploadFolder: (at) => upload(at, 'upload'),
  saveFile: (at) => upload(at, 'save'),
  open: (at) => at.rig.call('items.open', of(at)),
  openOnWeb: (at) => at.rig.call('items.openOnWeb', of(at)),
  download: (at) =>
    transferred(
      at,
      at.rig.call('transfers.download', { accountId: at.accountId, selection: selectionOf(at) }),
    ),
  downloadTo: (at) => pick(at),
  keep: (at) =>
    transferred(
      at,
      at.rig.call('copies.keep', { accountId: at.accountId, selection: selectionOf(at), isKept: true }),
    ),
  showInFolder: onlyPage,
  share: (at) => at.rig.call('sharing.access', of(at)),
  copyLink: (at) => at.rig.call('sharing.copyAddress', of(at)),
  addSharedLink: onlyPage,
  addShortcut: (at) => at.rig.call('shared.addShortcut', of(at)),
  versions: (at) => at.rig.call('versions.list', of(at)),
  rename: (at) => at.rig.call('items.rename', { ...of(at), name: `renamed ${(number += 1)}.txt` }),
  moveTo: moveHere,
  moveToOther: moveHere,
  copyToOther: copyToMine,
  compare: onlyPage,
  splitView: onlyPage,
  copyTo: copyToMine,
  delete: (at) =>
    isRemovable(at.facts)
      ? at.rig.call('shared.hide', { ...of(at), hidden: true })
      : changed(at, at.rig.call('items.delete', { accountId: at.accountId, selection: selectionOf(at) })),
  goSettings: onlyPage,
  undo: onlyPage,
  redo: onlyPage,
  cut: pick,
  copy: pick,
  paste: copyHere,
  duplicate: copyHere,
  copyPath: pick,
  checkOut: (at) => at.rig.call('items.checkOut', of(at)),
  selectAll: onlyPage,
  refreshAll: ({ rig, accountId, head }) =>
    rig.call('folders.refresh', { accountId, folder: toRef(head.folder!) }),
  search: onlyPage,
  filter: onlyPage,
  refresh: ({ rig, head }) => rig.call('view.refresh', { viewId: head.viewId }),
  preview: (at) => at.rig.call('previews.preview', of(at)),
  fullPreview: (at) => at.rig.call('previews.preview', of(at)),
  addressBar: onlyPage,
  asList: onlyPage,
  asTiles: onlyPage,
  columns: onlyPage,
  back: onlyPage,
  forward: onlyPage,
  up: onlyPage,
  goMyFiles: onlyPage,
  goShared: onlyPage,
  goMyShares: ({ rig, accountId }) => rig.call('sharing.mine', { accountId }),
  goLibraries: onlyPage,
  goDocuments: onlyPage,
  goTransfers: onlyPage,
  goAccounts: onlyPage,
  goSpace: onlyPage,
  goActivity: onlyPage,
  goBin: onlyPage,
  showLog: onlyPage,
  saveReport: onlyPage,
  showKeys: onlyPage,
  showTour: onlyPage,
  showNews: onlyPage,
};

const one: SelectionSummary = { count: 1, files: 1, folders: 0, packages: 0, sizeBytes: 1 };

type SharedWithMe = Quirks['sharedWithMe'];

/** Microsoft's list keeps an item whose sharing has ended; the other sources keep only links that were opened. */
async function addRevoked(rig: Rig, accountId: string, sharedWithMe: SharedWithMe): Promise<string> {
  if (sharedWithMe === 'full') return 'Quarterly figures.xlsx';
  const owner = rig.service.driveOf('kim@contoso.example');
  owner.addFile('Quarterly plan.xlsx', 'plan');
  await rig.call('shared.openLink', { accountId, link: owner.addLink('Quarterly plan.xlsx').url });
  owner.unshare('Quarterly plan.xlsx');
  return 'Quarterly plan.xlsx';
}

async function meet(rig: Rig, right: Right, sharedWithMe: SharedWithMe): Promise<At> {
  const accountId = await addSample(rig);
  const revoked = right === 'revoked' ? await addRevoked(rig, accountId, sharedWithMe) : null;
  const path = { owner: 'myfiles/Finance', edit: 'shared/HR/Forms', view: 'shared/Brand assets' };
  const opened =
    right === 'revoked'
      ? await openListed(rig, { accountId, place: 'shared' })
      : await openPath(rig, accountId, path[right === 'none' ? 'view' : right]);
  const { viewId } = opened;
  const file = (row: Row) => (revoked === null ? row.kind === 'file' : row.name === revoked);
  const find = async () => (await rowsOf(rig, viewId)).find(file)!;
  const met = await find();
  // Core itself finds out what is read-only.
  const isViewOnly = right === 'view' || right === 'none';
  const head = isViewOnly
    ? await rig.waitForEvent('view.changed', (told) => told.viewId === viewId && !told.canWrite)
    : opened.head;
  // A revoked share shows once core asks for it; then the row says so.
  if (right === 'none') rig.service.driveOf('kim@contoso.example').unshare('Brand assets');
  if (right === 'revoked') await rig.failure('items.open', { accountId, item: toRef(met) });
  const item = await find();
  const facts: CommandFacts = {
    page: 'browse',
    place: head.place,
    isSearch: false,
    isSearched: false,
    accountIds: [accountId],
    inFolder: head.folder !== null,
    hasParent: true,
    canWrite: head.canWrite,
    selected: one,
    onlyItem: item,
    mark: null,
    canGoBack: true,
    canGoForward: true,
    canUndo: true,
    canRedo: true,
    canPaste: true,
    other: null,
  };
  return { rig, accountId, head, item, facts };
}

const inOrder = [...commandIds].sort(
  (a, b) => Number(['rename', 'delete'].includes(a)) - Number(['rename', 'delete'].includes(b)),
);

const failureOf = (error: unknown): Failure | null => {
  if (error instanceof Ended) return error.failure;
  const { cause } = error as { cause?: Partial<Failure> };
  return cause?.code === undefined ? null : (cause as Failure);
};

/** Commands that must not be offered with a right, and those that are offered but must end with a message. */
const expected: Record<Right, { refused: readonly Command[]; ends: readonly Command[] }> = {
  owner: { refused: ['checkOut'], ends: [] },
  edit: { refused: ['checkOut'], ends: [] },
  view: {
    refused: ['newFolder', 'uploadFiles', 'saveFile', 'rename', 'moveTo', 'cut', 'paste', 'delete'],
    ends: [],
  },
  none: {
    refused: ['newFolder', 'uploadFiles', 'rename', 'delete'],
    ends: ['open', 'download', 'keep', 'share', 'copyLink', 'versions', 'preview', 'fullPreview'],
  },
  revoked: {
    refused: ['open', 'download', 'keep', 'share', 'copyLink', 'versions', 'rename', 'moveTo', 'copyTo'],
    ends: ['preview', 'fullPreview'],
  },
};

const cases = (['personal', 'business'] as const).flatMap((driveType) =>
  rights.flatMap((right) =>
    // One's own items don't depend on the list of what others share.
    (right === 'owner' ? (['full'] as const) : (['full', 'degraded', 'empty', 'gone'] as const)).map(
      (sharedWithMe) => ({ driveType, right, sharedWithMe }),
    ),
  ),
);

test.each(cases)(
  '$driveType: with the right “$right” and sharedWithMe $sharedWithMe, every offered command works or says what is possible',
  async ({ driveType, right, sharedWithMe }) => {
    await using rig = await createRig({ driveType, quirks: { sharedWithMe } });
    const at = await meet(rig, right, sharedWithMe);
    const trouble: string[] = [];
    const refused: Command[] = [];
    const ends: Command[] = [];
    for (const command of inOrder) {
      if (getDisabledReason(command, at.facts) !== null) {
        refused.push(command);
        continue;
      }
      try {
        await acts[command](at);
      } catch (error) {
        const failure = failureOf(error);
        if (failure === null) throw error;
        ends.push(command);
        const { title, text } = toFailureSentences(failure);
        const isSaid = title !== '' && text !== '' && !['bug', 'unexpectedAnswer'].includes(failure.code);
        if (!isSaid || right === 'owner' || right === 'edit' || right === 'view')
          trouble.push(`${command}: ${failure.code} ${title}`);
      }
    }
    expect(trouble).toEqual([]);
    expect(refused).toEqual(expect.arrayContaining([...expected[right].refused]));
    expect(ends).toEqual(expect.arrayContaining([...expected[right].ends]));
  },
);
