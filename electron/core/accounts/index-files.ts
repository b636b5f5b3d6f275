import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { profilePaths } from '../lib/profile-paths.ts';
import type { Index } from '../index/index-client.ts';

/** Where the index of each account lies on disk: one database, with what SQLite keeps beside it. */
export interface IndexFiles {
  /** Tells the index where that of the account is, or is to be. */
  know(accountId: string): void;
  /** All that there may be of an account. */
  paths(accountId: string): string[];
  /** Closes it, and takes it off the disk. */
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
      // A worker that crashed for good holds no file.
      await index.leave(accountId).catch(() => undefined);
      for (const path of paths(accountId))
        await rm(path, { force: true, recursive: true }).catch((cause: NodeJS.ErrnoException) => {
          // Something else has the place of the folder: then there is no index in it.
          if (cause.code !== 'ENOTDIR') throw cause;
        });
    },
  };
}
