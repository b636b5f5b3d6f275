/** Keeps the most recently used byte strings, up to a total size. */
export interface ByteCache {
  get(key: string): Uint8Array | undefined;
  put(key: string, bytes: Uint8Array): void;
  readonly sizeBytes: number;
}

export function createByteCache(limitBytes: number): ByteCache {
  // A Map keeps the order in which keys were put: the first is the one not used for the longest time.
  const kept = new Map<string, Uint8Array>();
  let sizeBytes = 0;

  const drop = (key: string): void => {
    sizeBytes -= kept.get(key)?.length ?? 0;
    kept.delete(key);
  };

  return {
    get(key) {
      const bytes = kept.get(key);
      if (bytes !== undefined) {
        kept.delete(key);
        kept.set(key, bytes);
      }
      return bytes;
    },
    put(key, bytes) {
      drop(key);
      if (bytes.length > limitBytes) return;
      kept.set(key, bytes);
      sizeBytes += bytes.length;
      for (const oldest of kept.keys()) {
        if (sizeBytes <= limitBytes) break;
        drop(oldest);
      }
    },
    get sizeBytes() {
      return sizeBytes;
    },
  };
}
