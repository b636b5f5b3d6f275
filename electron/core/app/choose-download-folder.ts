import { mkdir } from 'node:fs/promises';
import { toDiskError } from '../documents/disk-error.ts';
import type { Ports } from '../ports.ts';
import type { SettingsService } from '../settings/settings.ts';

interface ChooseDownloadFolderDeps {
  ports: Pick<Ports, 'folders' | 'picker'>;
  settings: SettingsService;
}

/**
 * Where Download puts files: `folder` is an absolute path, null for Slipway's own folder. null: a person was asked and chose
 * none.
 * @throws AppError diskDenied: there is no Downloads folder, and it can't be made
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
    await mkdir(downloads, { recursive: true });
  } catch (cause) {
    throw toDiskError(cause, downloads);
  }
  return { folder: downloads };
}
