/**
 * The service must not share the code that it checks. Byte i is XORed into a ring of 160 bits at bit (i * 11)
 * mod 160; at the end the length, as 64-bit little-endian, is XORed into the last 8 bytes.
 */
export interface QuickXorHash {
  update(bytes: Uint8Array): void;
  digest(): string;
}

const CELLS = 160;

export function createQuickXorHash(): QuickXorHash {
  // 160 * 11 is a multiple of 160, so bytes 160 apart affect the same bits.
  const cells = new Uint8Array(CELLS);
  const words = new Uint32Array(cells.buffer);
  let total = 0;

  function gather(bytes: Uint8Array): void {
    let cell = total % CELLS;
    for (const byte of bytes) {
      cells[cell] = (cells[cell] ?? 0) ^ byte;
      cell = cell + 1 === CELLS ? 0 : cell + 1;
    }
    total += bytes.length;
  }

  /** Four bytes at a time. */
  function gatherRounds(bytes: Uint8Array): void {
    const source = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    for (let word = 0; word < 40; word += 8) gatherEight(words, source, word);
    total += bytes.length;
  }

  function update(bytes: Uint8Array): void {
    const head = Math.min(bytes.length, (CELLS - (total % CELLS)) % CELLS);
    if (head > 0) gather(bytes.subarray(0, head));
    let at = head;
    // Strips fit into the CPU cache, since the rounds read each strip forty times.
    const strip = CELLS * 64;
    while (bytes.length - at >= CELLS) {
      const length = Math.min(strip, Math.floor((bytes.length - at) / CELLS) * CELLS);
      const part = bytes.subarray(at, at + length);
      // Buffer.slice() would not copy.
      gatherRounds(part.byteOffset % 4 === 0 ? part : new Uint8Array(part));
      at += length;
    }
    if (at < bytes.length) gather(bytes.subarray(at));
  }

  function digest(): string {
    const ring = Buffer.alloc(20);
    for (let cell = 0; cell < CELLS; cell += 1) {
      const value = cells[cell] ?? 0;
      if (value === 0) continue;
      const bit = (cell * 11) % CELLS;
      const low = bit >> 3;
      const high = (low + 1) % 20;
      const spread = value << (bit & 7);
      ring[low] = (ring[low] ?? 0) ^ (spread & 0xff);
      ring[high] = (ring[high] ?? 0) ^ (spread >> 8);
    }
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(total));
    for (let at = 0; at < 8; at += 1) ring[12 + at] = (ring[12 + at] ?? 0) ^ (length[at] ?? 0);
    return ring.toString('base64');
  }

  return { update, digest };
}

/** Eight of the forty columns in one pass, summed in registers. */
function gatherEight(words: Uint32Array, source: Uint32Array, word: number): void {
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let at = word; at < source.length; at += 40) {
    a ^= source[at]!;
    b ^= source[at + 1]!;
    c ^= source[at + 2]!;
    d ^= source[at + 3]!;
    e ^= source[at + 4]!;
    f ^= source[at + 5]!;
    g ^= source[at + 6]!;
    h ^= source[at + 7]!;
  }
  for (const [at, sum] of [a, b, c, d, e, f, g, h].entries())
    words[word + at] = (words[word + at] ?? 0) ^ sum;
}

export function toQuickXorHash(bytes: Uint8Array): string {
  const hash = createQuickXorHash();
  hash.update(bytes);
  return hash.digest();
}
