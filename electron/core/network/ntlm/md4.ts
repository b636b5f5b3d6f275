/** MD4 (RFC 1320): insecure, but NTLM hashes passwords with it, and OpenSSL no longer has it. */
export function md4(message: Uint8Array): Buffer {
  const words = toPaddedWords(message);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let at = 0; at < words.length; at += 16) addBlock(state, words.subarray(at, at + 16));
  const digest = Buffer.alloc(16);
  for (const [place, word] of state.entries()) digest.writeUInt32LE(word >>> 0, 4 * place);
  return digest;
}

function toPaddedWords(message: Uint8Array): Uint32Array {
  const padded = Buffer.alloc(Math.ceil((message.length + 9) / 64) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  padded.writeBigUInt64LE(BigInt(message.length) * 8n, padded.length - 8);
  return Uint32Array.from({ length: padded.length / 4 }, (_, at) => padded.readUInt32LE(4 * at));
}

type Mix = (x: number, y: number, z: number) => number;

const rounds: readonly { mix: Mix; constant: number; order: readonly number[]; turns: readonly number[] }[] =
  [
    {
      mix: (x, y, z) => (x & y) | (~x & z),
      constant: 0,
      order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
      turns: [3, 7, 11, 19],
    },
    {
      mix: (x, y, z) => (x & y) | (x & z) | (y & z),
      constant: 0x5a827999,
      order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
      turns: [3, 5, 9, 13],
    },
    {
      mix: (x, y, z) => x ^ y ^ z,
      constant: 0x6ed9eba1,
      order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
      turns: [3, 9, 11, 15],
    },
  ];

function addBlock(state: number[], block: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (const { mix, constant, order, turns } of rounds) {
    for (const [step, place] of order.entries()) {
      const sum = (a + mix(b, c, d) + (block[place] ?? 0) + constant) | 0;
      const turn = turns[step % 4] ?? 0;
      [a, b, c, d] = [d, (sum << turn) | (sum >>> (32 - turn)), b, c];
    }
  }
  for (const [place, word] of [a, b, c, d].entries()) state[place] = ((state[place] ?? 0) + word) | 0;
}
