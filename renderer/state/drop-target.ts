import type { DragEvent } from 'react';
import { t } from '../../electron/contract/strings/translate.ts';
import { type UploadTarget, uploadFiles } from './upload-files.ts';
import { useApp } from './store.ts';

/** A place files from outside can be let go over. */
export interface DropTarget {
  /** Tells targets apart, so that the right one lights up. */
  key: string;
  /** What it is called in the sentence that says what will happen. */
  name: string;
  /** null: nothing can be added here, and `refusal` says so before the drop. */
  upload: UploadTarget | null;
  refusal?: string;
}

/** While files are over the target: say what would happen. Handles the event, so that outer targets do not. */
export function dragOver(event: DragEvent, target: DropTarget): void {
  if (!hasFiles(event.dataTransfer)) return;
  event.preventDefault();
  event.stopPropagation();
  event.dataTransfer.dropEffect = target.upload === null ? 'none' : 'copy';
  const text = toHintText(target, countFiles(event.dataTransfer));
  const { dropHint, hintDrop } = useApp.getState();
  if (dropHint?.target === target.key && dropHint.text === text) return;
  hintDrop({ target: target.key, text, allowed: target.upload !== null });
}

/** The files are let go: hand them over at once, while the browser still lends them. */
export function dropOn(event: DragEvent, target: DropTarget): void {
  if (!hasFiles(event.dataTransfer)) return;
  event.preventDefault();
  event.stopPropagation();
  useApp.getState().hintDrop(null);
  if (target.upload !== null) uploadFiles(target.upload, [...event.dataTransfer.files], 'upload');
}

/** The listeners of an element that is one target. A new target hears `enter` first and `over` only later. */
export function dropListeners(target: DropTarget | null) {
  if (target === null) return {};
  const over = (event: DragEvent) => dragOver(event, target);
  return { onDragEnter: over, onDragOver: over, onDrop: (event: DragEvent) => dropOn(event, target) };
}

export function useIsDropTarget(key: string): boolean {
  return useApp((state) => state.dropHint?.target === key && state.dropHint.allowed);
}

function toHintText(target: DropTarget, count: number): string {
  if (target.upload !== null) return t('browse.dropHere', { count, folder: target.name });
  return target.refusal ?? t('browse.dropRefused', { folder: target.name });
}

function hasFiles(transfer: DataTransfer): boolean {
  return transfer.types.includes('Files');
}

/** Known before the drop in all browsers but their names; 0 where the system does not say. */
function countFiles(transfer: DataTransfer): number {
  return [...transfer.items].filter((item) => item.kind === 'file').length;
}
