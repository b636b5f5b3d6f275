import type { Input, Output } from '../../electron/contract/api.ts';
import type { ChangeOutcome } from '../../electron/contract/records.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { call, failureOf } from '../api/client.ts';
import { type UndoStep, useApp } from './store.ts';

type ChangeMethod = 'items.delete' | 'items.move' | 'items.copy' | 'changes.undo';
/** What is done at once, without a transfer. */
type Edit = 'rename' | 'newFolder';

/** A change that was asked for in this window and has not ended. */
interface Asked {
  /** Counts up: what was asked for later is undone first. */
  order: number;
  what: Edit | 'batch';
  /** null: core has not said it yet. */
  batchId: string | null;
  /** It undoes another one: what comes of it can be redone. */
  isUndo: boolean;
  /** Undo or redo waits for its end. */
  isTaken: boolean;
  ended: Promise<UndoStep | null>;
  /** `step`: what undoes it; null: nothing does. */
  end: (step: UndoStep | null) => void;
}

let lastOrder = 0;
let asked: readonly Asked[] = [];
/** Batches that ended before core had answered the call that began them. */
const early = new Map<string, UndoStep | null>();

function keep(now: readonly Asked[]): void {
  asked = now;
  if (asked.length === 0) early.clear();
  const hasUntaken = (isUndo: boolean) => asked.some((one) => !one.isTaken && one.isUndo === isUndo);
  useApp.getState().noteChanging({ changing: hasUntaken(false), undoing: hasUntaken(true) });
}

function note(what: Asked['what'], isUndo: boolean): Asked {
  const { promise: ended, resolve } = Promise.withResolvers<UndoStep | null>();
  lastOrder += 1;
  const one: Asked = {
    order: lastOrder,
    what,
    batchId: null,
    isUndo,
    isTaken: false,
    ended,
    end(step) {
      resolve(step);
      keep(asked.filter((other) => other !== one));
    },
  };
  keep([...asked, one]);
  return one;
}

/** Asks for a change. Undo means it from now on, also while it is on its way. `ended`: with what undoes it. */
export async function beginChange<M extends ChangeMethod>(
  method: M,
  input: Input<M>,
  isUndo = false,
): Promise<{ batch: Output<M>; ended: Promise<UndoStep | null> }> {
  const one = note('batch', isUndo);
  try {
    const batch = await call(method, input);
    one.batchId = batch.batchId;
    const step = early.get(batch.batchId);
    if (step !== undefined || batch.count === 0) one.end(step ?? null);
    return { batch, ended: one.ended };
  } catch (thrown) {
    one.end(null);
    throw thrown;
  }
}

/** The same for what is done as soon as it is answered. */
export async function edit<T>(what: Edit, work: () => Promise<T>): Promise<T> {
  const one = note(what, false);
  try {
    return await work();
  } finally {
    one.end(null);
  }
}

/** A batch has ended: whether undo or redo has waited for that, and runs `step` itself. */
export function settle({ batchId, kind }: ChangeOutcome, step: UndoStep | null): boolean {
  const one = asked.find((each) => each.batchId === batchId) ?? asked.find(({ what }) => what === kind);
  if (step !== null) step.order = one?.order ?? (lastOrder += 1);
  if (one === undefined) {
    if (asked.some((each) => each.what === 'batch' && each.batchId === null)) early.set(batchId, step);
    return false;
  }
  one.end(step);
  return one.isTaken;
}

/** Undo steps run one after the other, so that a later change is undone before what it was built on. */
let line: Promise<unknown> = Promise.resolve();

const undoneSoonMs = 1_000;

export const undoLatest = (): Promise<void> => takeLatest('undos');
export const redoLatest = (): Promise<void> => takeLatest('redos');

const sayItFollows = (): void => void useApp.getState().toast({ text: t('changes.undoFollows') });

/** Undoes what was asked for last when the key was pressed: at once, or as soon as it has ended. */
async function takeLatest(from: 'undos' | 'redos'): Promise<void> {
  const top = useApp.getState()[from].at(-1);
  const underWay = asked.findLast(({ isUndo, isTaken }) => !isTaken && isUndo === (from === 'redos'));
  const isNewer = underWay !== undefined && underWay.order > (top?.order ?? 0);
  if (!isNewer && top === undefined) return;
  const saying = from === 'undos' ? setTimeout(sayItFollows, undoneSoonMs) : undefined;
  try {
    let step: UndoStep | null | undefined = top;
    if (isNewer) {
      underWay.isTaken = true;
      keep(asked);
      step = await underWay.ended;
    } else if (top !== undefined) drop(from, top);
    if (step != null) await inLine(step, from, () => clearTimeout(saying));
  } finally {
    clearTimeout(saying);
  }
}

function inLine(step: UndoStep, from: 'undos' | 'redos', begins: () => void): Promise<void> {
  const turn = line.then(async () => {
    begins();
    await runStep(step, from);
  });
  line = turn.catch(() => undefined);
  return turn;
}

/** What failed can be tried again, unless it never works. */
async function runStep(step: UndoStep, from: 'undos' | 'redos'): Promise<void> {
  try {
    await step.run();
  } catch (thrown) {
    const { pushUndo, pushRedo } = useApp.getState();
    if (failureOf(thrown).code !== 'undoGone') {
      if (from === 'undos') pushUndo(step, true);
      else pushRedo(step);
    }
    throw thrown;
  }
}

function drop(from: 'undos' | 'redos', step: UndoStep): void {
  const { dropUndo, dropRedo } = useApp.getState();
  if (from === 'undos') dropUndo(step);
  else dropRedo(step);
}

/** For the button of a notice. */
export function undoStep(step: UndoStep): void {
  drop('undos', step);
  runStep(step, 'undos').catch((thrown: unknown) => useApp.getState().toastFailure(failureOf(thrown)));
}
