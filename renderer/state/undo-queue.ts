import type { Input, Output } from '../../electron/contract/api.ts';
import type { ChangeOutcome } from '../../electron/contract/changes.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { call, failureOf } from '../api/client.ts';
import { selectionsNow, type SelectionsThen } from './arrivals.ts';
import { type UndoStep, useApp } from './store.ts';

type ChangeMethod = 'items.delete' | 'items.move' | 'items.copy' | 'items.carry' | 'changes.undo';
type Edit = 'rename' | 'newFolder';

/** carry: through this computer, which may take hours, so undo doesn't wait for it. */
type Work = 'batch' | 'carry';

interface PendingChange {
  /** Later requests are undone first. */
  order: number;
  what: Edit | Work;
  /** null: core hasn't answered yet. */
  batchId: string | null;
  /** It undoes another change, so it can be redone. */
  isUndo: boolean;
  isClaimed: boolean;
  selections: SelectionsThen;
  ended: Promise<UndoStep | null>;
  /** `step` undoes the change; null: it can't be undone. */
  end: (step: UndoStep | null) => void;
}

let lastOrder = 0;

export const nextOrder = (): number => (lastOrder += 1);

let pending: readonly PendingChange[] = [];
/** Batches that ended before the call that started them was answered. */
const endedEarly = new Map<string, UndoStep | null>();

function setPending(now: readonly PendingChange[]): void {
  pending = now;
  if (pending.length === 0) endedEarly.clear();
  if (!pending.some(({ what }) => what === 'carry')) closeCarryToast();
  const hasUntaken = (isUndo: boolean) => pending.some((one) => !one.isClaimed && one.isUndo === isUndo);
  useApp.getState().noteChanging({ changing: hasUntaken(false), undoing: hasUntaken(true) });
}

function addPending(what: PendingChange['what'], isUndo: boolean): PendingChange {
  const { promise: ended, resolve } = Promise.withResolvers<UndoStep | null>();
  const one: PendingChange = {
    order: nextOrder(),
    what,
    batchId: null,
    isUndo,
    isClaimed: false,
    selections: selectionsNow(),
    ended,
    end(step) {
      resolve(step);
      setPending(pending.filter((other) => other !== one));
    },
  };
  setPending([...pending, one]);
  return one;
}

/** Undo applies to the change from now on. `ended`: resolves with its undo step. */
export async function beginChange<M extends ChangeMethod>(
  method: M,
  input: Input<M>,
  { isUndo = false, what = 'batch' }: { isUndo?: boolean; what?: Work } = {},
): Promise<{ batch: Output<M>; ended: Promise<UndoStep | null> }> {
  const one = addPending(what, isUndo);
  try {
    const batch = await call(method, input);
    one.batchId = batch.batchId;
    const step = endedEarly.get(batch.batchId);
    if (step !== undefined || batch.count === 0) one.end(step ?? null);
    return { batch, ended: one.ended };
  } catch (thrown) {
    one.end(null);
    throw thrown;
  }
}

export async function edit<T>(what: Edit, work: () => Promise<T>): Promise<T> {
  const one = addPending(what, false);
  try {
    return await work();
  } finally {
    one.end(null);
  }
}

/** null: this window didn't request the batch. */
export const selectionsAt = ({ batchId }: ChangeOutcome): SelectionsThen | null =>
  (pending.find((each) => each.batchId === batchId) ?? pending.find(isUnanswered))?.selections ?? null;

/** Returns whether undo or redo runs `step` itself. */
export function settle({ batchId, kind }: ChangeOutcome, step: UndoStep | null): boolean {
  const one = pending.find((each) => each.batchId === batchId) ?? pending.find(({ what }) => what === kind);
  if (step !== null) step.order = one?.order ?? nextOrder();
  if (one === undefined) {
    if (pending.some(isUnanswered)) endedEarly.set(batchId, step);
    return false;
  }
  one.end(step);
  return one.isClaimed;
}

const isUnanswered = ({ what, batchId }: PendingChange): boolean =>
  (what === 'batch' || what === 'carry') && batchId === null;

type Stack = 'undos' | 'redos';

interface Turn {
  from: Stack;
  order: number;
  ended: Promise<void>;
}

let turns: readonly Turn[] = [];
/** Steps run one at a time. */
let queue: Promise<unknown> = Promise.resolve();

const queuedToastMs = 1_000;

export const undoLatest = (): Promise<void> => runLatest('undos');
export const redoLatest = (): Promise<void> => runLatest('redos');

let carryToastId: number | null = null;

function closeCarryToast(): void {
  if (carryToastId !== null) useApp.getState().closeToast(carryToastId);
  carryToastId = null;
}

function announceCarry(): void {
  closeCarryToast();
  const { toast, go } = useApp.getState();
  const action = { label: t('transfers.show'), run: () => go({ name: 'transfers' }) };
  carryToastId = toast({ text: t('changes.carryRuns'), action });
}

/** Returns a function that takes the message away. */
function announceQueued(): () => void {
  let toastId: number | null = null;
  const timer = setTimeout(() => {
    toastId = useApp.getState().toast({ text: t('changes.undoFollows') });
  }, queuedToastMs);
  return () => {
    clearTimeout(timer);
    if (toastId !== null) useApp.getState().closeToast(toastId);
  };
}

/** As of the key press, waiting for its end if necessary. */
async function runLatest(from: Stack): Promise<void> {
  const top = useApp.getState()[from].at(-1);
  const running = pending.findLast(({ isUndo, isClaimed }) => !isClaimed && isUndo === (from === 'redos'));
  if (running !== undefined && running.order > (top?.order ?? 0)) {
    if (running.what === 'carry') return announceCarry();
    running.isClaimed = true;
    setPending(pending);
    await takeTurn(from, running.order, running.ended);
  } else if (top !== undefined) {
    drop(from, top);
    await takeTurn(from, top.order ?? 0, Promise.resolve(top));
  }
}

/** A later change is undone before the one it may build on. */
async function takeTurn(from: Stack, order: number, step: Promise<UndoStep | null>): Promise<void> {
  const later = turns.filter((turn) => turn.from === from && turn.order > order).map(({ ended }) => ended);
  const closeToast = from === 'undos' ? announceQueued() : () => {};
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const turn = { from, order, ended };
  turns = [...turns, turn];
  try {
    await Promise.all(later);
    const ready = await step;
    if (ready !== null) await enqueue(ready, from, closeToast);
  } finally {
    closeToast();
    turns = turns.filter((other) => other !== turn);
    resolve();
  }
}

function enqueue(step: UndoStep, from: Stack, onStart: () => void): Promise<void> {
  const turn = queue.then(async () => {
    onStart();
    await runStep(step, from);
  });
  queue = turn.catch(() => undefined);
  return turn;
}

async function runStep(step: UndoStep, from: Stack): Promise<void> {
  try {
    await step.run();
  } catch (thrown) {
    const { pushUndo, pushRedo } = useApp.getState();
    if (failureOf(thrown).code !== 'undoExpired') {
      if (from === 'undos') pushUndo(step, true);
      else pushRedo(step);
    }
    throw thrown;
  }
}

function drop(from: Stack, step: UndoStep): void {
  const { dropUndo, dropRedo } = useApp.getState();
  if (from === 'undos') dropUndo(step);
  else dropRedo(step);
}

/** For a toast's button. */
export function undoStep(step: UndoStep): void {
  drop('undos', step);
  runStep(step, 'undos').catch((thrown: unknown) => useApp.getState().toastFailure(failureOf(thrown)));
}
