import type { DragEvent } from 'react';
import { t } from '../../electron/contract/strings/translate.ts';
import { failureOf } from '../api/client.ts';
import { carry } from './carry.ts';
import { dragKind, endDrag } from './drag-out.ts';
import { endSprings, holdOver } from './spring-load.ts';
import { type Drag, type DropHint, useApp, type Verb } from './store.ts';
import { type UploadTarget, uploadFiles, uploadUnlessOwn } from './upload-files.ts';

export interface DropTarget {
  key: string;
  viewId?: string | null;
  name: string;
  /** null: nothing can be dropped here, and `refusal` says why. */
  upload: UploadTarget | null;
  refusal?: string;
  open?: () => void;
}

/** Handles the event so that outer targets don't. */
export function dragOver(event: DragEvent, target: DropTarget): void {
  const dragged = toDragged(event.dataTransfer);
  if (dragged === null) return;
  event.preventDefault();
  event.stopPropagation();
  holdOver(target, event);
  const hint = toHint(dragged, event, target);
  // A drag of real files can't be a move for the system, but inside Slipway it still moves the items.
  const isMove = hint?.does === 'move' && !hasFiles(event.dataTransfer);
  event.dataTransfer.dropEffect = hint?.allowed === true ? (isMove ? 'move' : 'copy') : 'none';
  show(hint);
}

/** Must pass files on at once, while the browser still grants access. */
export function dropOn(event: DragEvent, target: DropTarget): void {
  const { drag, hintDrop, toast } = useApp.getState();
  const dragId = event.dataTransfer.getData(dragKind);
  const isItems = hasKind(event.dataTransfer);
  if (!isItems && !hasFiles(event.dataTransfer)) return;
  event.preventDefault();
  event.stopPropagation();
  hintDrop(null);
  endSprings(target.upload !== null);
  endDrag({ isAccepted: true });
  const to = target.upload;
  if (to === null) return;
  if (isItems && drag?.dragId !== dragId) {
    toast({ text: t('carry.drop.expired') });
    return;
  }
  const files = [...event.dataTransfer.files];
  if (drag === null || (!isItems && !drag.hasFiles)) return uploadFiles(to, files, 'upload');
  const isAllowed = toCarryHint(drag, event, target)?.allowed === true;
  const verb = toVerb(event, isAcross(drag, to));
  const drop = () => (isAllowed ? letGo(drag, verb, to) : undefined);
  if (isItems) drop();
  else uploadUnlessOwn(drag.dragId, to, files, drop);
}

/** `unknown`: another profile's items. null: nothing that can be dropped here. */
function toDragged(transfer: DataTransfer): Drag | 'files' | 'unknown' | null {
  const { drag } = useApp.getState();
  const isLive = drag !== null && drag.origin !== 'ended';
  if (hasKind(transfer)) return isLive ? drag : 'unknown';
  if (!hasFiles(transfer)) return null;
  return isLive && drag.hasFiles ? drag : 'files';
}

function toHint(dragged: Drag | 'files' | 'unknown', event: DragEvent, target: DropTarget): DropHint | null {
  if (dragged === 'files') return toUploadHint(event, target);
  if (dragged !== 'unknown') return toCarryHint(dragged, event, target);
  return { ...whereOf(target), does: 'move', text: t('carry.drop.unknown'), allowed: false };
}

function letGo(drag: Drag, verb: Verb, target: UploadTarget): void {
  drag
    .pick()
    .then((picked) => {
      if (picked === null) useApp.getState().toast({ text: t('carry.drop.expired') });
      // In a search across accounts the selection may include items of other accounts.
      else if (drag.mayMixAccounts && picked.count < drag.count)
        useApp.getState().toast({ text: t('commands.reasons.oneAccount') });
      else return carry(verb, picked, target, { isFromHere: drag.origin === 'here' });
    })
    .catch((thrown: unknown) => useApp.getState().toastFailure(failureOf(thrown)));
}

/** A new target gets `enter` first, `over` only later. */
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

const hasKind = (transfer: DataTransfer): boolean => transfer.types.includes(dragKind);

function hasFiles(transfer: DataTransfer): boolean {
  return transfer.types.includes('Files');
}

/** Browsers reveal file counts before the drop, but not names; 0 if the system doesn't say. */
function countFiles(transfer: DataTransfer): number {
  return [...transfer.items].filter((item) => item.kind === 'file').length;
}
