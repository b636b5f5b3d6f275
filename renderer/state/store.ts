import { create } from 'zustand';
import type { Failure } from '../../electron/contract/errors.ts';
import type {
  Account,
  Item,
  ItemRef,
  LastPlaces,
  Look,
  Picked,
  Sort,
} from '../../electron/contract/records.ts';
import type { Dialog } from './dialogs.ts';
import {
  currentVisit,
  goBack,
  goForward,
  type History,
  noteFocus,
  noteQuery,
  type Page,
  startHistory,
  toRealPage,
  visit,
  withoutSignIn,
} from './navigation.ts';
import { emptySelection, select, type SelectionEvent, type SelectionState } from './selection.ts';
import { arrangementOf } from './space-parts.ts';
import { toSignInAction } from './sign-in-action.ts';
import type { SignInDraft } from './sign-in-draft.ts';
import { addToast, type NewToast, type Toast, withoutConnectionTrouble } from './toasts.ts';

/** An open context menu. */
export interface ContextMenuState {
  /** Pixels of the window. */
  x: number;
  y: number;
  /** null: its commands act on the selection. */
  target: Item | null;
}

/** What would happen if the files that are being dragged were let go here. */
export interface DropHint {
  target: string;
  text: string;
  allowed: boolean;
  does: 'upload' | Verb;
}

/** What can be done with items that go to another folder. */
export type Verb = 'move' | 'copy';

export interface Clip {
  verb: Verb;
  picked: Picked;
  /** The folder it is in; null for the list of shared items. */
  from: ItemRef | null;
}

export interface Drag {
  accountId: string;
  count: number;
  name: string;
  from: ItemRef | null;
  /** Its own place: no folder goes into itself. */
  itemIds: readonly string[];
  picked: Promise<Picked>;
}

/** Something done that can be undone. */
export interface UndoStep {
  label: string;
  run: () => Promise<void>;
}

/** What only the page knows. What the main process knows lives in the query cache. */
export interface AppState {
  accountId: string | null;
  history: History;
  /** Where the other accounts were left. */
  histories: Readonly<Record<string, History>>;
  /** The open view of the browse page, by its handle. */
  viewId: string | null;
  selection: SelectionState;
  sort: readonly Sort[];
  /** Of each account. */
  sorts: Readonly<Record<string, readonly Sort[]>>;
  look: Look;
  /** Of each account. */
  looks: Readonly<Record<string, Look>>;
  filter: string;
  /** The item whose name is being edited in its row. */
  renamingId: string | null;
  /** An item to select, focus and scroll to as soon as the view has it. */
  revealId: string | null;
  addressBarOpen: boolean;
  contextMenu: ContextMenuState | null;
  dialog: Dialog | null;
  toasts: readonly Toast[];
  dropHint: DropHint | null;
  /** What was cut or copied here. */
  clip: Clip | null;
  /** What is being dragged inside of the window. */
  drag: Drag | null;
  undos: readonly UndoStep[];
  redos: readonly UndoStep[];
  /** The sign-in form as it was left, while someone is on the way to an account. */
  signInDraft: SignInDraft | null;
}

export interface AppActions {
  /** Where the accounts were left before this start. */
  restorePlaces: (left: LastPlaces) => void;
  openAccount: (account: Account) => void;
  /** No account any more: start over at the welcome page. */
  leaveAccounts: () => void;
  /** As if this page had been the first. */
  startAt: (page: Page) => void;
  go: (page: Page, revealId?: string | null) => void;
  back: () => void;
  forward: () => void;
  openedView: (viewId: string | null) => void;
  select: (event: SelectionEvent) => void;
  arrange: (sort: readonly Sort[]) => void;
  show: (look: Look) => void;
  setFilter: (filter: string) => void;
  rename: (itemId: string | null) => void;
  reveal: (itemId: string | null) => void;
  openAddressBar: (open: boolean) => void;
  openContextMenu: (menu: ContextMenuState | null) => void;
  openDialog: (dialog: Dialog) => void;
  closeDialog: () => void;
  toast: (toast: NewToast) => number;
  toastFailure: (failure: Failure, text?: string) => void;
  closeToast: (toastId: number) => void;
  /** OneDrive has answered: news of a lost connection is over. */
  closeConnectionToasts: () => void;
  hintDrop: (hint: DropHint | null) => void;
  keepClip: (clip: Clip | null) => void;
  startDrag: (drag: Drag | null) => void;
  /** Something new ends what could be done again, unless it is just that. */
  pushUndo: (step: UndoStep, isRedone?: boolean) => void;
  pushRedo: (step: UndoStep) => void;
  dropRedo: (step: UndoStep) => void;
  dropUndo: (step: UndoStep) => void;
  keepSignInDraft: (draft: SignInDraft | null) => void;
}

const byName: readonly Sort[] = [{ key: 'name', direction: 'ascending' }];

/** What a page starts with: nothing selected, filtered or being edited. */
const freshPage = {
  selection: emptySelection,
  filter: '',
  renamingId: null,
  revealId: null,
  addressBarOpen: false,
  contextMenu: null,
} satisfies Partial<AppState>;

const initial: AppState = {
  accountId: null,
  history: startHistory({ name: 'welcome' }),
  histories: {},
  viewId: null,
  sort: byName,
  sorts: {},
  look: 'list',
  looks: {},
  dialog: null,
  toasts: [],
  dropHint: null,
  clip: null,
  drag: null,
  undos: [],
  redos: [],
  signInDraft: null,
  ...freshPage,
};

let lastToastId = 0;
const maxSteps = 20;

export const useApp = create<AppState & AppActions>()((set, get) => {
  const travel = (move: (history: History) => History) => {
    const before = get().history;
    const history = move(noteFocus(before, get().selection.focus?.itemId ?? null));
    if (history.at === before.at && history.visits.length === before.visits.length) return;
    const { page, focusItemId } = currentVisit(history);
    const { accountId, sorts } = get();
    const arrangement = arrangementOf(page) ?? {
      sort: (accountId === null ? null : sorts[accountId]) ?? byName,
    };
    set({ ...freshPage, ...arrangement, history, revealId: focusItemId });
  };
  return {
    ...initial,
    restorePlaces: ({ places }) => {
      const left = Object.entries(places);
      set({
        histories: Object.fromEntries(
          left.map(([id, { place, folder }]) => [id, startHistory({ name: 'browse', place, folder })]),
        ),
        sorts: Object.fromEntries(left.map(([id, { sort }]) => [id, sort.length === 0 ? byName : sort])),
        looks: Object.fromEntries(left.map(([id, { look }]) => [id, look])),
      });
    },
    openAccount: ({ accountId }) =>
      set((before) => {
        const left = before.accountId === null ? {} : { [before.accountId]: withoutSignIn(before.history) };
        const histories = { ...before.histories, ...left };
        const history =
          histories[accountId] ?? startHistory({ name: 'browse', place: 'myfiles', folder: null });
        const sort = before.sorts[accountId] ?? byName;
        return {
          ...freshPage,
          accountId,
          history,
          histories,
          sort,
          ...arrangementOf(currentVisit(history).page),
          look: before.looks[accountId] ?? 'list',
          revealId: currentVisit(history).focusItemId,
        };
      }),
    leaveAccounts: () => set({ ...initial }),
    startAt: (page) => set({ ...freshPage, history: startHistory(toRealPage(page)) }),
    go: (page, revealId = null) => travel((history) => visit(history, toRealPage(page), revealId)),
    back: () => travel(goBack),
    forward: () => travel(goForward),
    openedView: (viewId) => set({ viewId }),
    select: (event) => set((state) => ({ selection: select(state.selection, event) })),
    arrange: (sort) =>
      set(({ accountId, sorts, history }) => ({
        sort,
        // The order of what was found is for this search only.
        sorts:
          accountId === null || arrangementOf(currentVisit(history).page) !== null
            ? sorts
            : { ...sorts, [accountId]: sort },
      })),
    show: (look) =>
      set(({ accountId, looks }) => ({
        look,
        looks: accountId === null ? looks : { ...looks, [accountId]: look },
      })),
    setFilter: (filter) =>
      set(({ selection, history }) => ({
        filter,
        history: noteQuery(history, filter),
        ...(currentVisit(history).page.name === 'search' && filter === '' && { sort: [] }),
        // "All of these" was said of what was in sight: it must not grow to what a wider filter shows.
        selection: selection.mode === 'allExcept' ? select(selection, { type: 'clear' }) : selection,
      })),
    rename: (renamingId) => set({ renamingId }),
    reveal: (revealId) => set({ revealId }),
    openAddressBar: (addressBarOpen) => set({ addressBarOpen }),
    openContextMenu: (contextMenu) => set({ contextMenu }),
    openDialog: (dialog) => set({ dialog, contextMenu: null }),
    closeDialog: () => set({ dialog: null }),
    toast: (toast) => {
      lastToastId += 1;
      const toastId = lastToastId;
      set((state) => ({ toasts: addToast(state.toasts, toast, toastId) }));
      return toastId;
    },
    toastFailure: (failure, text = '') => {
      const { accountId, toast, go } = get();
      const signIn = accountId === null ? null : toSignInAction(failure, accountId);
      const action = signIn === null ? null : { label: signIn.label, run: () => go(signIn.page) };
      toast({ tone: 'failure', text, failure, action });
    },
    closeConnectionToasts: () => set((state) => ({ toasts: withoutConnectionTrouble(state.toasts) })),
    closeToast: (toastId) =>
      set((state) => ({ toasts: state.toasts.filter((each) => each.toastId !== toastId) })),
    hintDrop: (dropHint) => set({ dropHint }),
    keepClip: (clip) => set({ clip }),
    startDrag: (drag) => set({ drag }),
    pushUndo: (step, isRedone = false) =>
      set((state) => ({
        undos: [...state.undos, step].slice(-maxSteps),
        redos: isRedone ? state.redos : [],
      })),
    pushRedo: (step) => set((state) => ({ redos: [...state.redos, step].slice(-maxSteps) })),
    dropRedo: (step) => set((state) => ({ redos: state.redos.filter((each) => each !== step) })),
    dropUndo: (step) => set((state) => ({ undos: state.undos.filter((each) => each !== step) })),
    keepSignInDraft: (signInDraft) => set({ signInDraft }),
  };
});

export const usePage = (): Page => useApp((state) => currentVisit(state.history).page);
