import type { DragEvent } from 'react';
import { t } from '../../electron/contract/strings/translate.ts';
import { failureOf } from '../api/client.ts';
import { carry } from './carry.ts';
import { endSprings, holdOver } from './spring-load.ts';
import { type Drag, type DropHint, useApp, type Verb } from './store.ts';
import { type UploadTarget, uploadFiles, uploadUnlessOwn } from './upload-files.ts';

/** A place to drop files from outside, or items from here. */
export interface DropTarget {
  key: string;
  /** The view that contains it; undefined outside the panes. */
  viewId?: string | null;
  /** Its name in the message that says what a drop would do. */
  name: string;
  /** null: nothing can be dropped here, and `refusal` says why. */
  upload: UploadTarget | null;
  refusal?: string;
  /** Shows what is in it. */
  open?: () => void;
}

/** Shows what a drop would do. Handles the event so that outer targets don't. */
export function dragOver(event: DragEvent, target: DropTarget): void {
  const { drag } = useApp.getState();
  if (drag === null && !hasFiles(event.dataTransfer)) return;
  event.preventDefault();
  event.stopPropagation();
  holdOver(target, event);
  const hint = drag === null ? toUploadHint(event, target) : toCarryHint(drag, event, target);
  // A drag of real files can't be a move for the system, but inside Slipway it still moves the items.
  const isMove = hint?.does === 'move' && drag?.filesOf == null;
  event.dataTransfer.dropEffect = hint?.allowed === true ? (isMove ? 'move' : 'copy') : 'none';
  show(hint);
}

/** Must pass files on at once, while the browser still grants access. */
export function dropOn(event: DragEvent, target: DropTarget): void {
  const { drag, hintDrop, startDrag } = useApp.getState();
  if (drag === null && !hasFiles(event.dataTransfer)) return;
  event.preventDefault();
  event.stopPropagation();
  hintDrop(null);
  endSprings(target.upload !== null);
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
      // In a search across accounts the selection may include items of other accounts.
      if (drag.mayMixAccounts && picked.count < drag.count)
        useApp.getState().toast({ text: t('commands.reasons.oneAccount') });
      else return carry(verb, picked, target);
    })
    .catch((thrown: unknown) => useApp.getState().toastFailure(failureOf(thrown)));
}

/** Listeners for an element that is one target. A new target gets `enter` first, `over` only later. */
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

/** null: already there, so nothing would happen. */
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

const isAcross = ({ driveId, accountId }: Drag, { parent, accountId: to }: UploadTarget): boolean =>
  accountId !== to || (typeof parent !== 'string' && driveId.toLowerCase() !== parent.driveId.toLowerCase());

/** Moves within a drive and copies to another; Ctrl (Option on macOS) swaps the two. */
const toVerb = ({ ctrlKey, altKey }: DragEvent, across: boolean): Verb =>
  (ctrlKey || altKey) === across ? 'move' : 'copy';

const toRefusal = (target: DropTarget): string =>
  target.refusal ?? t('browse.dropRefused', { folder: target.name });

function hasFiles(transfer: DataTransfer): boolean {
  return transfer.types.includes('Files');
}

/** Browsers reveal file counts before the drop, but not names; 0 if the system doesn't say. */
function countFiles(transfer: DataTransfer): number {
  return [...transfer.items].filter((item) => item.kind === 'file').length;
}
