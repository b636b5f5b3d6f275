import type { Edit } from '../../../electron/contract/edits.ts';
import type { SavedFile } from '../../../electron/contract/local-copies.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toEditMeaning, toEditText } from '../../words/edit-text.ts';

export const documentStates = [
  'changedNewer',
  'changedGone',
  'changed',
  'newer',
  'gone',
  'missing',
  'present',
  'same',
] as const;
export type DocumentState = (typeof documentStates)[number];

export function toDocumentState({ state, remote }: Pick<SavedFile, 'state' | 'remote'>): DocumentState {
  if (state === 'missing') return 'missing';
  if (state === 'changed') {
    if (remote === 'newer') return 'changedNewer';
    return remote === 'gone' ? 'changedGone' : 'changed';
  }
  return remote === 'unknown' ? 'present' : remote;
}

/** Paths use the place names of the sidebar. */
export function toPlaceName(name: string): string {
  return name === 'myfiles' || name === 'shared' || name === 'libraries' ? t(`places.${name}`) : name;
}

/** A tracked edit is more precise than the file's state. */
export const toCopyStateText = (file: SavedFile, edit: Edit | undefined): string =>
  edit === undefined ? t(`documents.states.${toDocumentState(file)}`) : toEditText(edit);

export const toCopyStateMeaning = (file: SavedFile, edit: Edit | undefined): string =>
  edit === undefined ? t(`documents.meanings.${toDocumentState(file)}`) : toEditMeaning(edit);
