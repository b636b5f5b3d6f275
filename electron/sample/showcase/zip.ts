import { zipSync } from 'fflate';

export interface ZipEntry {
  name: string;
  sizeBytes: number;
  bytes: () => Buffer;
}

export function toZipEntry(name: string, text: string): ZipEntry {
  const bytes = Buffer.from(text, 'utf8');
  return { name, sizeBytes: bytes.length, bytes: () => bytes };
}

const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const MODIFIED = new Date(2026, 0, 1);

export function toZipSize(entries: readonly ZipEntry[]): number {
  return entries.reduce(
    (sum, entry) => sum + LOCAL_BYTES + CENTRAL_BYTES + 2 * Buffer.byteLength(entry.name) + entry.sizeBytes,
    END_BYTES,
  );
}

/** Stored (uncompressed) entries, so the size is known in advance. */
export function toZip(entries: readonly ZipEntry[]): Buffer {
  const files = Object.fromEntries(entries.map(({ name, bytes }) => [name, bytes()]));
  return Buffer.from(zipSync(files, { level: 0, mtime: MODIFIED }));
}
