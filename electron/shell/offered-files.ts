import { randomUUID } from 'node:crypto';
import { mkdir, open as openFile, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { OfferedPath } from '../core/session/tickets.ts';
import { toLocalName } from '../core/documents/local-name.ts';

/** What the preload sends about each file; `path` is "" if it has none. */
const Described = z.array(
  z.strictObject({
    path: z.string().max(32_768),
    name: z.string().max(1024),
    relativePath: z.string().max(32_768),
    sizeBytes: z.number().int().nonnegative(),
  }),
);
type Described = z.infer<typeof Described>;

export const maxOfferedFiles = 20_000;
/** The limit for page-made files in one offer, so that a paste can't fill the disk. */
export const maxInMemoryBytes = 4 * 1024 ** 3;
/** The preload sends 1 MiB slices; anything much larger isn't from it. */
const maxSliceBytes = 2 * 1024 * 1024;

interface Pending {
  described: Described;
  folder: string;
  files: Map<number, { path: string; handle: FileHandle; written: number }>;
}

export type Opened =
  { offerId: string; requested: number[] } | { paths: OfferedPath[] } | 'badInput' | 'tooLarge';

/** A file without a path is written to `folder`, under a generated name and limited to its declared size. */
export interface OfferedFiles {
  open(described: unknown): Promise<Opened>;
  /** Returns false for an unknown offer, another file, or more bytes than declared. */
  write(offerId: unknown, index: unknown, bytes: unknown): Promise<boolean>;
  /** null if bytes are missing or the offer is unknown. */
  finish(offerId: unknown): Promise<OfferedPath[] | null>;
  close(): Promise<void>;
}

export function createOfferedFiles(folder: string): OfferedFiles {
  const pending = new Map<string, Pending>();

  const drop = async (offerId: string, offer: Pending): Promise<void> => {
    pending.delete(offerId);
    for (const { handle } of offer.files.values()) await handle.close();
  };

  return {
    async open(value) {
      const parsed = Described.max(maxOfferedFiles).safeParse(value);
      if (!parsed.success) return 'badInput';
      const described = parsed.data;
      const requested = described.flatMap((file, index) => (file.path === '' ? [index] : []));
      if (requested.length === 0) return { paths: described.map(toOfferedPath) };
      const total = requested.reduce((sum, index) => sum + (described[index]?.sizeBytes ?? 0), 0);
      if (total > maxInMemoryBytes) return 'tooLarge';
      const offerId = randomUUID();
      const offer: Pending = { described, folder: join(folder, offerId), files: new Map() };
      for (const index of requested) {
        const own = join(offer.folder, String(index));
        await mkdir(own, { recursive: true, mode: 0o700 });
        const path = join(own, toLocalName(described[index]?.name ?? ''));
        offer.files.set(index, { path, handle: await openFile(path, 'wx', 0o600), written: 0 });
      }
      pending.set(offerId, offer);
      return { offerId, requested };
    },

    async write(offerId, index, bytes) {
      if (typeof offerId !== 'string' || typeof index !== 'number' || !(bytes instanceof Uint8Array))
        return false;
      const offer = pending.get(offerId);
      const file = offer?.files.get(index);
      const declared = offer?.described[index]?.sizeBytes ?? 0;
      if (!file || bytes.length > maxSliceBytes || file.written + bytes.length > declared) return false;
      file.written += bytes.length;
      await file.handle.appendFile(bytes);
      return true;
    },

    async finish(offerId) {
      const offer = typeof offerId === 'string' ? pending.get(offerId) : undefined;
      if (!offer) return null;
      await drop(String(offerId), offer);
      const isWhole = [...offer.files].every(
        ([at, { written }]) => written === offer.described[at]?.sizeBytes,
      );
      if (isWhole) {
        return offer.described.map((file, at) => ({
          ...toOfferedPath(file),
          path: offer.files.get(at)?.path ?? file.path,
        }));
      }
      await rm(offer.folder, { recursive: true, force: true });
      return null;
    },

    async close() {
      for (const [offerId, offer] of pending) {
        await drop(offerId, offer);
        await rm(offer.folder, { recursive: true, force: true });
      }
    },
  };
}

function toOfferedPath({ path, name, relativePath }: Described[number]): OfferedPath {
  return { path, name, relativePath };
}
