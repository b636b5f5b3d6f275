import type { DragEvent } from 'react';
import { t } from '../../electron/contract/strings/translate.ts';
import { failureOf } from '../api/client.ts';
import { carry } from './carry.ts';
import { type Drag, type DropHint, useApp, type Verb } from './store.ts';
import { type UploadTarget, uploadFiles, uploadUnlessOwn } from './upload-files.ts';

/** A place where files from outside, or items from here, can be let go. */
export interface DropTarget {
  /** Tells targets apart, so that the right one lights up. */
  key: string;
  /** The view that it is in; left out: beside the panes. */
  viewId?: string | null;
  /** What it is called in the sentence that says what will happen. */
  name: string;
  /** null: nothing can be added here, and `refusal` says so before the drop. */
  upload: UploadTarget | null;
  refusal?: string;
}

/** While something is over the target: say what would happen. Handles the event, so that outer targets do not. */
export function dragOver(event: DragEvent, target: DropTarget): void {
  const { drag } = useApp.getState();
  if (drag === null && !hasFiles(event.dataTransfer)) return;
  event.preventDefault();
  event.stopPropagation();
  const hint = drag === null ? toUploadHint(event, target) : toCarryHint(drag, event, target);
  // The system's drag of files allows no move; what it does here is ours.
  const isMove = hint?.does === 'move' && drag?.filesOf == null;
  event.dataTransfer.dropEffect = hint?.allowed === true ? (isMove ? 'move' : 'copy') : 'none';
  show(hint);
}

/** Let go: hand files over at once, while the browser still lends them. */
export function dropOn(event: DragEvent, target: DropTarget): void {
  const { drag, hintDrop, startDrag } = useApp.getState();
  if (drag === null && !hasFiles(event.dataTransfer)) return;
  event.preventDefault();
  event.stopPropagation();
  hintDrop(null);
  startDrag(null);
  if (target.upload === null) return;
  const files = [...event.dataTransfer.files];
  if (drag === null) return uploadFiles(target.upload, files, 'upload');
  const isAllowed = toCarryHint(drag, event, target)?.allowed === true;
  const verb = toVerb(event, isAcross(drag, target.upload));
  const to = target.upload;
  const drop = () => (isAllowed ? letGo(drag, verb, to) : undefined);
  if (drag.filesOf === null) drop();
  else uploadUnlessOwn(drag.filesOf, to, files, drop);
}

function letGo(drag: Drag, verb: Verb, target: UploadTarget): void {
  drag.picked
    .then((picked) => {
      // In a search of all accounts some of the selected are of others.
      if (drag.mayMixAccounts && picked.count < drag.count)
        useApp.getState().toast({ text: t('commands.reasons.oneAccount') });
      else return carry(verb, picked, target);
    })
    .catch((thrown: unknown) => useApp.getState().toastFailure(failureOf(thrown)));
}

/** The listeners of an element that is one target. A new target hears `enter` first and `over` only later. */
export function dropListeners(target: DropTarget | null) {
  if (target === null) return {};
  const over = (event: DragEvent) => dragOver(event, target);
  return { onDragEnter: over, onDragOver: over, onDrop: (event: DragEvent) => dropOn(event, target) };
}

export function useIsDropTarget(key: string, viewId: string | null = null): boolean {
  return useApp(({ dropHint }) => dropHint?.target === key && dropHint.viewId === viewId && dropHint.allowed);
}

function show(hint: DropHint | null): void {
  const { dropHint, hintDrop } = useApp.getState();
  const isShown =
    dropHint?.target === hint?.target && dropHint?.viewId === hint?.viewId && dropHint?.text === hint?.text;
  if (!isShown) hintDrop(hint);
}

const whereOf = ({ key, viewId = null }: DropTarget) => ({ target: key, viewId });

function toUploadHint({ dataTransfer }: DragEvent, target: DropTarget): DropHint {
  const allowed = target.upload !== null;
  const count = countFiles(dataTransfer);
  const text = allowed ? t('browse.dropHere', { count, folder: target.name }) : toRefusal(target);
  return { ...whereOf(target), text, allowed, does: 'upload' };
}

/** null: where it is already, and nothing would happen. */
function toCarryHint(drag: Drag, event: DragEvent, target: DropTarget): DropHint | null {
  if (target.upload === null)
    return { ...whereOf(target), does: 'move', text: toRefusal(target), allowed: false };
  const { parent } = target.upload;
  const does = toVerb(event, isAcross(drag, target.upload));
  const hint = { ...whereOf(target), does };
  const isItself = typeof parent !== 'string' && drag.itemIds.includes(parent.itemId);
  if (isItself) return null;
  const isThere = typeof parent !== 'string' && parent.itemId === drag.from?.itemId;
  if (isThere && does === 'move') return null;
  const { count, name } = drag;
  return { ...hint, text: t(`carry.drop.${does}`, { count, name, folder: target.name }), allowed: true };
}

/** To another drive or account. */
const isAcross = ({ driveId, accountId }: Drag, { parent, accountId: to }: UploadTarget): boolean =>
  accountId !== to || (typeof parent !== 'string' && driveId.toLowerCase() !== parent.driveId.toLowerCase());

/** A move within a drive, and a copy to another one; with Ctrl, on macOS Option, the other of the two. */
const toVerb = ({ ctrlKey, altKey }: DragEvent, across: boolean): Verb =>
  (ctrlKey || altKey) === across ? 'move' : 'copy';

const toRefusal = (target: DropTarget): string =>
  target.refusal ?? t('browse.dropRefused', { folder: target.name });

function hasFiles(transfer: DataTransfer): boolean {
  return transfer.types.includes('Files');
}

/** Known before the drop in all browsers but their names; 0 where the system does not say. */
function countFiles(transfer: DataTransfer): number {
  return [...transfer.items].filter((item) => item.kind === 'file').length;
}
