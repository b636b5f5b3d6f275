import { toDiskError } from '../documents/disk-error.ts';
import { makeFolder } from '../lib/make-folder.ts';
import type { Ports } from '../ports.ts';
import type { SettingsService } from '../settings/settings.ts';

interface ChooseDownloadFolderDeps {
  ports: Pick<Ports, 'folders' | 'picker'>;
  settings: SettingsService;
}

/**
 * `folder` is absolute, or null for Slipway's own. null: the user cancelled. @throws AppError diskDenied if
 * the Downloads folder can't be created
 */
export async function chooseDownloadFolder({
  ports,
  settings,
}: ChooseDownloadFolderDeps): Promise<{ folder: string | null } | null> {
  const { downloadTo } = settings.get();
  if (downloadTo === 'slipway') return { folder: null };
  if (downloadTo === 'ask') {
    const folder = await ports.picker.chooseFolder();
    return folder === null ? null : { folder };
  }
  const { downloads } = ports.folders;
  try {
    await makeFolder(downloads);
  } catch (cause) {
    throw toDiskError(cause, downloads);
  }
  return { folder: downloads };
}
