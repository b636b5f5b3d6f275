import { createQuickXorHash } from './quick-xor-hash.ts';

/** Large or drawn content exists only while it is read. */
export interface Content {
  readonly sizeBytes: number;
  /** `end` is exclusive. */
  read(start: number, end: number): Uint8Array[];
  /** Base64; computed on first use. */
  quickXorHash(): string;
}

const WINDOW_BYTES = 1 << 20;

function withHash(sizeBytes: number, read: Content['read'], knownHash: string | null = null): Content {
  let known = knownHash;
  return {
    sizeBytes,
    read,
    quickXorHash() {
      if (known !== null) return known;
      const hash = createQuickXorHash();
      for (let at = 0; at < sizeBytes; at += WINDOW_BYTES) {
        for (const part of read(at, Math.min(at + WINDOW_BYTES, sizeBytes))) hash.update(part);
      }
      known = hash.digest();
      return known;
    },
  };
}

export function toContent(...parts: readonly Uint8Array[]): Content {
  const kept = parts.filter((part) => part.length > 0);
  const sizeBytes = kept.reduce((sum, part) => sum + part.length, 0);
  return withHash(sizeBytes, (start, end) => {
    const found: Uint8Array[] = [];
    let at = 0;
    for (const part of kept) {
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, part.length);
      if (from < to) found.push(part.subarray(from, to));
      at += part.length;
      if (at >= end) break;
    }
    return found;
  });
}

export function textContent(text: string): Content {
  return toContent(Buffer.from(text, 'utf8'));
}

/** `sizeBytes` and `knownHash` must be exact: the bytes aren't created just to list them. */
export function madeContent(
  sizeBytes: number,
  make: () => Uint8Array,
  knownHash: string | null = null,
): Content {
  let kept: WeakRef<Uint8Array> | null = null;
  return withHash(
    sizeBytes,
    (start, end) => {
      const bytes = kept?.deref() ?? make();
      kept = new WeakRef(bytes);
      if (bytes.length !== sizeBytes) throw new Error(`made ${bytes.length} bytes, promised ${sizeBytes}`);
      return [bytes.subarray(start, end)];
    },
    knownHash,
  );
}

const PATTERN = makePattern();

function makePattern(): Uint8Array {
  const bytes = new Uint8Array(65_521);
  let state = 0x2545f491;
  for (let at = 0; at < bytes.length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

/** Takes no memory: a repeated pattern (prime length) that starts at a place given by `seed`. */
export function patternContent(sizeBytes: number, seed = 0): Content {
  return withHash(sizeBytes, (start, end) => {
    const parts: Uint8Array[] = [];
    for (let at = start; at < end;) {
      const offset = (at + seed * 977) % PATTERN.length;
      const part = PATTERN.subarray(offset, Math.min(PATTERN.length, offset + end - at));
      parts.push(part);
      at += part.length;
    }
    return parts;
  });
}

/** Reads return zeros: for uploads larger than memory. */
export function forgottenContent(sizeBytes: number, quickXorHash: string): Content {
  return { sizeBytes, read: (start, end) => [new Uint8Array(end - start)], quickXorHash: () => quickXorHash };
}

export function toBytes(content: Content): Buffer {
  return Buffer.concat(content.read(0, content.sizeBytes));
}
