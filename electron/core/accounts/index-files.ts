import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { profilePaths } from '../lib/profile-paths.ts';
import type { Index } from '../index/index-client.ts';

export interface IndexFiles {
  know(accountId: string): void;
  paths(accountId: string): string[];
  remove(accountId: string): Promise<void>;
}

const endings = ['', '-wal', '-shm', '.broken'];

export function createIndexFiles(userData: string, index: Index): IndexFiles {
  const { index: folder } = profilePaths(userData);

  const database = (accountId: string) => join(folder, `${accountId}.sqlite`);
  const paths = (accountId: string) => endings.map((ending) => database(accountId) + ending);

  return {
    know: (accountId) => index.register(accountId, database(accountId)),
    paths,
    async remove(accountId) {
      // A worker that is down holds no file.
      await index.leave(accountId).catch(() => undefined);
      for (const path of paths(accountId))
        await rm(path, { force: true, recursive: true }).catch((cause: NodeJS.ErrnoException) => {
          // Something blocks the folder's path, so there is no index in it.
          if (cause.code !== 'ENOTDIR') throw cause;
        });
    },
  };
}
