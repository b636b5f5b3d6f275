import type { Edit } from '../../../electron/contract/edits.ts';
import type { SavedFile } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toEditText } from '../../words/edit-text.ts';

/** What is to be said of a copy: the more it needs a person, the earlier it stands in the order by state. */
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

/** Both sides together: what was done here, and what OneDrive said. */
export function toDocumentState({ state, remote }: Pick<SavedFile, 'state' | 'remote'>): DocumentState {
  if (state === 'missing') return 'missing';
  if (state === 'changed') {
    if (remote === 'newer') return 'changedNewer';
    return remote === 'gone' ? 'changedGone' : 'changed';
  }
  return remote === 'unknown' ? 'present' : remote;
}

/** The names of places in paths are those of the sidebar. */
export function toPlaceName(name: string): string {
  return name === 'myfiles' || name === 'shared' || name === 'libraries' ? t(`places.${name}`) : name;
}

/** An edit that is being followed says more than the file. */
export const toStateText = (file: SavedFile, edit: Edit | undefined): string =>
  edit === undefined ? t(`documents.states.${toDocumentState(file)}`) : toEditText(edit);

export const toStateMeaning = (file: SavedFile, edit: Edit | undefined): string =>
  edit === undefined ? t(`documents.meanings.${toDocumentState(file)}`) : toEditText(edit);
