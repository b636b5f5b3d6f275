import { create } from 'zustand';
import type { Failure } from '../../electron/contract/errors.ts';
import type { ItemRef, Picked } from '../../electron/contract/records.ts';
import type { LastPlaces, LastSplit } from '../../electron/contract/start.ts';
import type { Dialog } from './dialogs.ts';
import { startHistory } from './navigation.ts';
import { type Common, type PaneActions, toPaneAccess, toPaneActions } from './pane-actions.ts';
import {
  byName,
  type ContextMenuState,
  firstPane,
  hasLeft,
  type Panes,
  type Side,
  split,
  splitAt,
  unsplit,
  withActive,
} from './pane-state.ts';
import { toSignInAction } from './sign-in-action.ts';
import type { SignInDraft } from './sign-in-draft.ts';
import {
  addToast,
  afterLeaving,
  type NewToast,
  type Toast,
  withoutAttempt,
  withoutConnectionTrouble,
  withoutSignInTrouble,
} from './toasts.ts';

export interface DropHint {
  target: string;
  viewId: string | null;
  text: string;
  allowed: boolean;
  does: 'upload' | Verb;
}

export type Verb = 'move' | 'copy';

export interface Clip {
  verb: Verb;
  picked: Picked;
  /** The folder it is in; null for the list of shared items. */
  from: ItemRef | null;
  toastId: number;
}

export interface Drag {
  dragId: string;
  accountId: string;
  count: number;
  name: string;
  /** null for search results and the list of shared items. */
  from: ItemRef | null;
  /** Of the dragged row. */
  driveId: string;
  mayMixAccounts: boolean;
  /** A folder can't be dropped into itself. */
  itemIds: readonly string[];
  /** null: the drag has expired. */
  pick: () => Promise<Picked | null>;
  hasFiles: boolean;
  /** `ended`: another window, which no longer drags it. */
  origin: 'here' | 'elsewhere' | 'ended';
  /** The id of the plan, if dropping outside the window downloads the items. */
  fetchOf: string | null;
}

export interface UndoStep {
  label: string;
  order?: number;
  run: () => Promise<void>;
}

/** Data of the main process is in the query cache. */
export interface AppState extends Panes, Common {
  /** The first pane's share of the width; null: half. */
  startPart: number | null;
  dialog: Dialog | null;
  /** Questions that arrived while another dialog was open; shown after it. */
  nextDialogs: readonly Dialog[];
  toasts: readonly Toast[];
  dropHint: DropHint | null;
  clip: Clip | null;
  drag: Drag | null;
  undos: readonly UndoStep[];
  changing: boolean;
  undoing: boolean;
  redos: readonly UndoStep[];
  signInDraft: SignInDraft | null;
  /** From 0; null: starts by itself unless it was ended before. */
  tour: number | 'ended' | null;
}

export interface AppActions extends PaneActions {
  restorePlaces: (left: LastPlaces) => void;
  /** All accounts were removed: return to the welcome page. */
  leaveAccounts: () => void;
  openSplit: () => void;
  restoreSplit: (left: LastSplit) => void;
  /** null: to the middle. */
  divide: (startPart: number | null) => void;
  closeSplit: (keep?: 'active' | 'other') => void;
  activate: (side: Side) => void;
  openContextMenu: (menu: ContextMenuState | null) => void;
  openDialog: (dialog: Dialog) => void;
  /** A dialog opened since the request stays until a person closes it. */
  openDialogLate: (dialog: Dialog, since: Dialog | null) => void;
  /** Closes this dialog if it is still the open one. */
  closeDialog: (dialog: Dialog) => void;
  toast: (toast: NewToast) => number;
  /** `accountId`: the account concerned, if it may not be the one on screen. */
  toastFailure: (
    failure: Failure,
    about?: { text?: string; accountId?: string | undefined; attempt?: string },
  ) => void;
  closeToast: (toastId: number) => void;
  closeConnectionToasts: () => void;
  /** What failed before has succeeded. */
  closeAttempt: (attempt: string) => void;
  /** The account was signed in again. */
  closeSignInToasts: (accountId: string) => void;
  hintDrop: (hint: DropHint | null) => void;
  keepClip: (clip: Clip | null) => void;
  startDrag: (drag: Drag | null) => void;
  noteChanging: (what: { changing: boolean; undoing: boolean }) => void;
  /** A new step clears what could be redone, unless it is a redo itself. */
  pushUndo: (step: UndoStep, isRedone?: boolean) => void;
  pushRedo: (step: UndoStep) => void;
  dropRedo: (step: UndoStep) => void;
  dropUndo: (step: UndoStep) => void;
  keepSignInDraft: (draft: SignInDraft | null) => void;
  showTour: (tour: number | 'ended') => void;
}

const initial: AppState = {
  ...firstPane,
  side: 'start',
  other: null,
  histories: {},
  sorts: {},
  layouts: {},
  contextMenu: null,
  startPart: null,
  dialog: null,
  nextDialogs: [],
  toasts: [],
  dropHint: null,
  clip: null,
  drag: null,
  undos: [],
  changing: false,
  undoing: false,
  redos: [],
  signInDraft: null,
  tour: null,
};

let lastToastId = 0;
const maxSteps = 20;

/** In the order of the requests, which may end in another. */
const withStep = (steps: readonly UndoStep[], step: UndoStep): UndoStep[] =>
  [...steps, step].sort((a, b) => (a.order ?? 0) - (b.order ?? 0)).slice(-maxSteps);

export const useApp = create<AppState & AppActions>()((set, get) => {
  return {
    ...initial,
    ...toPaneActions(toPaneAccess(get, set, null)),
    restorePlaces: ({ places, startPart }) => {
      const left = Object.entries(places);
      set({
        startPart,
        histories: Object.fromEntries(
          left.map(([id, { place, folder }]) => [id, startHistory({ name: 'browse', place, folder })]),
        ),
        sorts: Object.fromEntries(left.map(([id, { sort }]) => [id, sort.length === 0 ? byName : sort])),
        layouts: Object.fromEntries(left.map(([id, { layout }]) => [id, layout])),
      });
    },
    leaveAccounts: () => set({ ...initial }),
    openSplit: () => set(split),
    restoreSplit: (left) => set(splitAt(left)),
    divide: (startPart) => set({ startPart }),
    closeSplit: (keep) => set((panes) => unsplit(panes, keep)),
    activate: (side) => set((panes) => withActive(panes, side)),
    openContextMenu: (contextMenu) => set({ contextMenu }),
    openDialog: (dialog) => set({ dialog, contextMenu: null }),
    openDialogLate: (dialog, since) =>
      set(({ dialog: open, nextDialogs }) =>
        open === null || open === since
          ? { dialog, contextMenu: null }
          : { nextDialogs: [...nextDialogs, dialog] },
      ),
    closeDialog: (closed) =>
      set(({ dialog, nextDialogs: [next = null, ...nextDialogs] }) =>
        dialog === closed ? { dialog: next, nextDialogs } : {},
      ),
    toast: (toast) => {
      lastToastId += 1;
      const toastId = lastToastId;
      set((state) => ({ toasts: addToast(state.toasts, toast, toastId) }));
      return toastId;
    },
    toastFailure: (failure, { text = '', accountId, attempt } = {}) => {
      const { accountId: shown, toast, go } = get();
      const of = accountId ?? shown;
      const signIn = of === null ? null : toSignInAction(failure, of);
      const action = signIn === null ? null : { label: signIn.label, run: () => go(signIn.page) };
      toast({ tone: 'failure', text, failure, action, accountId: of, attempt: attempt ?? null });
    },
    closeAttempt: (attempt) => set((state) => ({ toasts: withoutAttempt(state.toasts, attempt) })),
    closeSignInToasts: (accountId) =>
      set((state) => ({ toasts: withoutSignInTrouble(state.toasts, accountId) })),
    closeConnectionToasts: () => set((state) => ({ toasts: withoutConnectionTrouble(state.toasts) })),
    closeToast: (toastId) =>
      set((state) => ({ toasts: state.toasts.filter((each) => each.toastId !== toastId) })),
    hintDrop: (dropHint) => set({ dropHint }),
    keepClip: (clip) => set({ clip }),
    startDrag: (drag) => set({ drag }),
    noteChanging: (what) => set(what),
    pushUndo: (step, isRedone = false) =>
      set((state) => ({
        undos: withStep(state.undos, step),
        redos: isRedone ? state.redos : [],
      })),
    pushRedo: (step) => set((state) => ({ redos: withStep(state.redos, step) })),
    dropRedo: (step) => set((state) => ({ redos: state.redos.filter((each) => each !== step) })),
    dropUndo: (step) => set((state) => ({ undos: state.undos.filter((each) => each !== step) })),
    keepSignInDraft: (signInDraft) => set({ signInDraft }),
    showTour: (tour) => set({ tour }),
  };
});

useApp.subscribe((now, before) => {
  if (!hasLeft(now, before)) return;
  const toasts = afterLeaving(now.toasts);
  if (toasts !== now.toasts) useApp.setState({ toasts });
});
