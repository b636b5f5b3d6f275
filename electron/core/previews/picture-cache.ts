import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { Settings } from '../../contract/settings.ts';
import { createSerialQueue } from '../lib/serial-queue.ts';
import type { Log } from '../ports.ts';

/** The least recently used are evicted. Disk errors only disable the cache. */
export interface PictureCache {
  /** Whether it existed when last checked; `read` may still return null. */
  has(key: string): Promise<boolean>;
  read(key: string): Promise<Uint8Array | null>;
  write(key: string, bytes: Uint8Array): Promise<void>;
  removeAccount(accountId: string): Promise<void>;
  /** What is over a lower limit is evicted at once. */
  limit(bytes: number): Promise<void>;
  forget(): Promise<void>;
  sizeBytes(): Promise<number>;
  close(): Promise<void>;
}

/** In bytes. */
export const toLimit = ({ thumbnailsMiB }: Pick<Settings, 'thumbnailsMiB'>): number =>
  thumbnailsMiB * 1024 * 1024;

const maxMemoryBytes = 16 * 1024 * 1024;

/** Another version of the file, or another size, has another key. */
export function toPictureKey(accountId: string, parts: readonly string[]): string {
  return `${accountId}.${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40)}`;
}

export function createPictureCache(folder: string, log: Log, limitBytes: number): PictureCache {
  let maxBytes = limitBytes;
  let sizes: Promise<Map<string, number>> | null = null;
  const memory = new LRUCache<string, Uint8Array>({
    maxSize: maxMemoryBytes,
    sizeCalculation: ({ length }) => Math.max(length, 1),
  });
  const inTurn = createSerialQueue();
  let isClosed = false;
  const known = (): Promise<Map<string, number>> => (sizes ??= readSizes(folder));
  const pathOf = (key: string) => join(folder, key);

  async function remove(keys: readonly string[]): Promise<void> {
    const all = await known();
    for (const key of keys) {
      all.delete(key);
      memory.delete(key);
      await rm(pathOf(key), { force: true }).catch(() => undefined);
    }
  }

  /** Down to 90 %, so that not every new picture evicts one. */
  async function trim(): Promise<void> {
    const all = await known();
    let total = sum(all);
    if (total <= maxBytes) return;
    const oldest: string[] = [];
    for (const [key, sizeBytes] of all) {
      if (total <= maxBytes * 0.9) break;
      oldest.push(key);
      total -= sizeBytes;
    }
    await remove(oldest);
  }

  /** Not flushed: after a power cut a picture is downloaded again. */
  async function store(key: string, bytes: Uint8Array): Promise<void> {
    const all = await known();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const temporary = `${pathOf(key)}.tmp`;
    await writeFile(temporary, bytes, { mode: 0o600 });
    await rename(temporary, pathOf(key));
    all.delete(key);
    all.set(key, bytes.length);
    await trim();
  }

  return {
    has: async (key) => (await known()).has(key),
    async read(key) {
      const all = await known();
      const sizeBytes = all.get(key);
      if (sizeBytes === undefined) return null;
      const bytes = memory.get(key) ?? (await readFile(pathOf(key)).catch(() => null));
      all.delete(key);
      if (bytes === null || bytes.length === 0) return null;
      memory.set(key, bytes);
      all.set(key, sizeBytes);
      const now = new Date();
      await utimes(pathOf(key), now, now).catch(() => undefined);
      return bytes;
    },
    write: (key, bytes) =>
      inTurn(async () => {
        if (!isClosed) await store(key, bytes);
      }).catch((cause: unknown) => log.warn('a small picture was not kept', { cause: String(cause) })),
    async removeAccount(accountId) {
      const mine = [...(await known()).keys()].filter((key) => key.startsWith(`${accountId}.`));
      await remove(mine);
    },
    limit: (bytes) =>
      inTurn(async () => {
        if (bytes === maxBytes) return;
        maxBytes = bytes;
        await trim();
      }),
    forget: () =>
      inTurn(async () => {
        sizes = null;
        memory.clear();
        await rm(folder, { recursive: true, force: true });
      }),
    sizeBytes: async () => sum(await known()),
    async close() {
      isClosed = true;
      await inTurn(() => Promise.resolve());
    },
  };
}

const sum = (sizes: ReadonlyMap<string, number>): number =>
  [...sizes.values()].reduce((total, each) => total + each, 0);

async function readSizes(folder: string): Promise<Map<string, number>> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(join(folder, name)).catch(() => ({ size: 0, mtimeMs: 0 }));
      return { name, size, mtimeMs };
    }),
  );
  return new Map(found.sort((a, b) => a.mtimeMs - b.mtimeMs).map(({ name, size }) => [name, size]));
}
