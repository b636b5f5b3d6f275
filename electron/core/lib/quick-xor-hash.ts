/**
 * OneDrive's content hash for files (160 bits, base64). Not cryptographic: it detects changes and damage
 * only.
 *
 * Byte i is XORed into a ring of 160 bits at bit (i * 11) mod 160; finally the length, as a 64-bit
 * little-endian number, is XORed into the last 8 of the 20 bytes. Since 160 * 11 is a multiple of 160, bytes
 * i and i + 160 meet at the same bit: the stream is folded onto 160 bytes, and the ring is computed once at
 * the end.
 */
export interface QuickXorHash {
  update(bytes: Uint8Array): void;
  /** The hash so far (28 base64 characters); more may follow. */
  digest(): string;
}

const periodBytes = 160;
const periodWords = 40;
const shiftBits = 11;
const hashBytes = 20;
const scratchBytes = periodBytes * 256;

/** Each part counts by its position, as XOR is commutative. Add each byte once. */
export interface PlacedHash {
  add(bytes: Uint8Array, at: number): void;
  clone(): PlacedHash;
  /** For a stream of that length whose bytes were all added. */
  digest(lengthBytes: number): string;
}

export function createQuickXorHash(): QuickXorHash {
  const placed = createPlacedHash();
  let lengthBytes = 0;
  return {
    update(bytes) {
      placed.add(bytes, lengthBytes);
      lengthBytes += bytes.length;
    },
    digest: () => placed.digest(lengthBytes),
  };
}

export const createPlacedHash = (): PlacedHash => fromFolded(new Int32Array(periodWords));

function fromFolded(folded: Int32Array<ArrayBuffer>): PlacedHash {
  const foldedBytes = new Uint8Array(folded.buffer);
  let scratch: Uint8Array | null = null;

  function foldBytes(bytes: Uint8Array, from: number, to: number, firstSlot: number): void {
    let slot = firstSlot;
    for (let at = from; at < to; at++) {
      foldedBytes[slot]! ^= bytes[at]!;
      slot = slot === periodBytes - 1 ? 0 : slot + 1;
    }
  }

  function foldPeriods(bytes: Uint8Array, from: number, to: number): void {
    if ((bytes.byteOffset + from) % 4 === 0) {
      foldWords(folded, new Int32Array(bytes.buffer, bytes.byteOffset + from, (to - from) / 4));
    } else {
      // Copying to an aligned buffer is far cheaper than reading byte by byte.
      scratch ??= new Uint8Array(scratchBytes);
      for (let at = from; at < to; at += scratchBytes) {
        const piece = bytes.subarray(at, Math.min(to, at + scratchBytes));
        scratch.set(piece);
        foldWords(folded, new Int32Array(scratch.buffer, 0, piece.length / 4));
      }
    }
  }

  return {
    add(bytes, at) {
      const slot = at % periodBytes;
      const head = Math.min((periodBytes - slot) % periodBytes, bytes.length);
      foldBytes(bytes, 0, head, slot);
      const tail = bytes.length - ((bytes.length - head) % periodBytes);
      if (tail > head) foldPeriods(bytes, head, tail);
      foldBytes(bytes, tail, bytes.length, 0);
    },
    clone: () => fromFolded(folded.slice()),
    digest: (lengthBytes) => toRing(foldedBytes, lengthBytes),
  };
}

/** Eight columns at a time keep running values in registers and the block in the cache. */
function foldWords(folded: Int32Array, words: Int32Array): void {
  const count = words.length;
  for (let column = 0; column < periodWords; column += 8) {
    let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
    for (let at = column; at < count; at += periodWords) {
      a ^= words[at]!;
      b ^= words[at + 1]!;
      c ^= words[at + 2]!;
      d ^= words[at + 3]!;
      e ^= words[at + 4]!;
      f ^= words[at + 5]!;
      g ^= words[at + 6]!;
      h ^= words[at + 7]!;
    }
    folded[column]! ^= a;
    folded[column + 1]! ^= b;
    folded[column + 2]! ^= c;
    folded[column + 3]! ^= d;
    folded[column + 4]! ^= e;
    folded[column + 5]! ^= f;
    folded[column + 6]! ^= g;
    folded[column + 7]! ^= h;
  }
}

function toRing(foldedBytes: Uint8Array, lengthBytes: number): string {
  const ring = new Uint8Array(hashBytes);
  for (let slot = 0; slot < periodBytes; slot++) {
    const bit = (slot * shiftBits) % periodBytes;
    const byte = bit >> 3;
    const spread = foldedBytes[slot]! << (bit & 7);
    ring[byte]! ^= spread & 0xff;
    ring[(byte + 1) % hashBytes]! ^= spread >> 8;
  }
  // Lengths exceed 32 bits, hence two words; numbers are exact up to 2^53.
  const tail = new DataView(ring.buffer, hashBytes - 8);
  tail.setUint32(0, tail.getUint32(0, true) ^ (lengthBytes % 0x1_0000_0000), true);
  tail.setUint32(4, tail.getUint32(4, true) ^ Math.floor(lengthBytes / 0x1_0000_0000), true);
  return Buffer.from(ring).toString('base64');
}
