import { toDiskError } from '../documents/disk-error.ts';
import { profilePaths } from '../lib/profile-paths.ts';
import type { Folders } from '../ports.ts';
import type { PictureCache } from '../previews/picture-cache.ts';

/** @throws AppError diskDenied */
export async function clearThumbnails(deps: {
  ports: { folders: Folders };
  pictures: PictureCache;
}): Promise<void> {
  try {
    await deps.pictures.forget();
  } catch (cause) {
    throw toDiskError(cause, profilePaths(deps.ports.folders.userData).pictures);
  }
}
