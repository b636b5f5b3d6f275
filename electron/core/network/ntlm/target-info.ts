/** The proxy's AV_PAIRs, in order: [MS-NLMP] 2.2.2.1. */
export type TargetInfo = Map<number, Buffer>;

const avEnd = 0;
export const avFlags = 6;
/** 100 ns since 1601. */
export const avTimestamp = 7;

/** Malformed data ends the list. */
export function parseTargetInfo(bytes: Buffer): TargetInfo {
  const pairs: TargetInfo = new Map();
  for (let at = 0; at + 4 <= bytes.length;) {
    const id = bytes.readUInt16LE(at);
    const length = bytes.readUInt16LE(at + 2);
    if (id === avEnd || at + 4 + length > bytes.length) break;
    pairs.set(id, bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return pairs;
}

export function writeTargetInfo(pairs: TargetInfo): Buffer {
  const written = [...pairs].flatMap(([id, value]) => [toHead(id, value.length), value]);
  return Buffer.concat([...written, toHead(avEnd, 0)]);
}

function toHead(id: number, length: number): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id);
  head.writeUInt16LE(length, 2);
  return head;
}
