import { newFolderWords as words } from '../../words/dialogs.ts';

/** Checks the name of a new folder while it is typed. null: fine here; the service decides. */
export function validateName(name: string): string | null {
  const character = /["*:<>?/\\|]/.exec(name)?.[0];
  if (character !== undefined) return words.wrong.character(character);
  if (name.trim() === '') return words.wrong.empty;
  if (name !== name.trim()) return words.wrong.blank;
  if (name.startsWith('~')) return words.wrong.tilde;
  if (name.endsWith('.')) return words.wrong.dot;
  return name.length > 255 ? words.wrong.tooLong(name.length) : null;
}
