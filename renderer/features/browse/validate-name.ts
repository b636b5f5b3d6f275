import { t } from '../../../electron/contract/strings/translate.ts';

/** Checks the name of a new folder while it is typed. null: fine here; the service decides. */
export function validateName(name: string): string | null {
  const character = /["*:<>?/\\|]/.exec(name)?.[0];
  if (character !== undefined) return t('newFolder.wrong.character', { character });
  if (name.trim() === '') return t('newFolder.wrong.empty');
  if (name !== name.trim()) return t('newFolder.wrong.space');
  if (name.startsWith('~')) return t('newFolder.wrong.tilde');
  if (name.endsWith('.')) return t('newFolder.wrong.dot');
  return name.length > 255 ? t('newFolder.wrong.tooLong', { count: name.length }) : null;
}
