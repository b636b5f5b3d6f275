import { newFolderWords as words } from '../../words/dialogs.ts';

/** What is plainly wrong with the name of a new folder, while it is typed; the service has the last word. */
export function whatIsWrong(name: string): string | null {
  const character = /["*:<>?/\\|]/.exec(name)?.[0];
  if (character !== undefined) return words.wrong.character(character);
  if (name.trim() === '') return words.wrong.empty;
  if (name !== name.trim()) return words.wrong.blank;
  if (name.startsWith('~')) return words.wrong.tilde;
  if (name.endsWith('.')) return words.wrong.dot;
  return name.length > 255 ? words.wrong.tooLong(name.length) : null;
}
